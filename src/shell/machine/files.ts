/** The files of the machine one sits at; `manifest.yaml` among them is the editor's text. */
import { InMemoryFs } from 'just-bash/browser';

type Content = Parameters<InMemoryFs['writeFile']>[1];
type WriteOptions = Parameters<InMemoryFs['writeFile']>[2];

export interface LiveFile {
  readonly path: string;
  read(): string;
  write(text: string): void;
}

export interface TerminalFilesOptions {
  /** A file that others change too. */
  readonly live: LiveFile;
  /** Bytes that may be kept in all. */
  readonly maxBytes: number;
}

export class TerminalFiles extends InMemoryFs {
  readonly #options: TerminalFilesOptions;
  /** Those that were made as such: an empty one has no paths below it that would show what it is. */
  readonly #directories = new Set<string>();
  /** The live text as this file system has seen it last. */
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

  /** Every file and directory, directories with a slash at their end. */
  paths(): readonly string[] {
    this.#pull();
    const paths = this.getAllPaths();
    const parents = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))));
    return paths.map((path) => (parents.has(path) || this.#directories.has(path) ? `${path}/` : path));
  }

  /** Somebody else may have changed the text. */
  #pull(): void {
    const { live } = this.#options;
    const text = live.read();
    if (text === this.#seen) return;
    this.#seen = text;
    this.writeFileSync(live.path, text);
  }

  /** A command may have changed the file. Removing it changes nothing: the text comes back with its next edit. */
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
