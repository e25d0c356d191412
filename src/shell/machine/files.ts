/** The files of the user's machine. `manifest.yaml` is the editor's text. */
import { InMemoryFs } from 'just-bash/browser';

type Content = Parameters<InMemoryFs['writeFile']>[1];
type WriteOptions = Parameters<InMemoryFs['writeFile']>[2];

export interface LiveFile {
  readonly path: string;
  read(): string;
  write(text: string): void;
}

export interface TerminalFilesOptions {
  /** A file that the page can also change. */
  readonly live: LiveFile;
  /** Total number of bytes that can be stored. */
  readonly maxBytes: number;
}

export class TerminalFiles extends InMemoryFs {
  readonly #options: TerminalFilesOptions;
  /** Directories that were created explicitly: an empty one has no paths below it. */
  readonly #directories = new Set<string>();
  /** The live text as this file system last read it. */
  #seen: string | undefined;

  constructor(options: TerminalFilesOptions) {
    super({}, { maxTotalBytes: options.maxBytes });
    this.#options = options;
  }

  override async writeFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    this.#pull();
    await super.writeFile(path, content, options);
    await this.#push();
  }

  override async appendFile(path: string, content: Content, options?: WriteOptions): Promise<void> {
    this.#pull();
    await super.appendFile(path, content, options);
    await this.#push();
  }

  override async mkdir(...args: Parameters<InMemoryFs['mkdir']>): Promise<void> {
    await super.mkdir(...args);
    this.#directories.add(args[0]);
  }

  override async cp(...args: Parameters<InMemoryFs['cp']>): Promise<void> {
    this.#pull();
    await super.cp(...args);
    await this.#push();
  }

  override async mv(...args: Parameters<InMemoryFs['mv']>): Promise<void> {
    this.#pull();
    await super.mv(...args);
    await this.#push();
  }

  override async readFile(...args: Parameters<InMemoryFs['readFile']>): Promise<string> {
    this.#pull();
    return super.readFile(...args);
  }

  override async readFileBytes(path: string): ReturnType<InMemoryFs['readFileBytes']> {
    this.#pull();
    return super.readFileBytes(path);
  }

  override async readFileBuffer(path: string): Promise<Uint8Array> {
    this.#pull();
    return super.readFileBuffer(path);
  }

  override async stat(path: string): ReturnType<InMemoryFs['stat']> {
    this.#pull();
    return super.stat(path);
  }

  /** Returns every file and directory, directories with a slash at their end. */
  paths(): readonly string[] {
    this.#pull();
    const paths = this.getAllPaths();
    const parents = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))));
    return paths.map((path) => (parents.has(path) || this.#directories.has(path) ? `${path}/` : path));
  }

  /** Reads the text again: the editor may have changed it. */
  #pull(): void {
    const { live } = this.#options;
    const text = live.read();
    if (text === this.#seen) return;
    this.#seen = text;
    this.writeFileSync(live.path, text);
  }

  /** Passes a changed file to the editor. Removing the file changes nothing: the text comes back with its next edit. */
  async #push(): Promise<void> {
    const { live } = this.#options;
    if (!(await this.exists(live.path))) return;
    const text = await super.readFile(live.path);
    if (text === this.#seen) return;
    this.#seen = text;
    live.write(text);
  }
}

/** Decodes content written as bytes (each a character below 256) as UTF-8. */
export function textOf(content: Content, options: WriteOptions): string {
  if (typeof content !== 'string') return new TextDecoder().decode(content);
  const encoding = typeof options === 'string' ? options : options?.encoding;
  if (encoding !== 'binary' && encoding !== 'latin1') return content;
  return new TextDecoder().decode(Uint8Array.from(content, (char) => char.charCodeAt(0)));
}
