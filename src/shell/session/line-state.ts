/** State that one line passes on to the next: just-bash keeps only the environment that it is given. */
import { secondsVariable } from '../language/forms.ts';
import { lastJobVariable, ownVariable, traceVariable } from '../language/hidden.ts';
import type { FunctionDefinition } from '../language/script.ts';

/** Options that stay as a line has set them. `set -e` would end the shell with the first typing error. */
const keptOptions = ['nounset', 'pipefail', 'noglob', 'noclobber', 'allexport'];

const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);
/** The lab's own variables that are kept for the next line. */
const keptVariables = [lastJobVariable, secondsVariable, traceVariable];
const isOwn = (name: string): boolean => !name.startsWith(ownVariable);

export class LineState {
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** `$?` */
  exit = 0;
  /** By the names of their forms. */
  readonly functions = new Map<string, FunctionDefinition>();
  /** The same functions with the traces of `set -x`. */
  readonly traced = new Map<string, FunctionDefinition>();
  /** The text of each function, as bash prints it. */
  readonly texts = new Map<string, string>();
  #arrays = '';
  #unexported: readonly string[] = [];
  #options: readonly string[] = [];
  #shopts = '';
  #pieces = '';

  /** @param other The shell that starts this one: functions, arrays and options are copied. */
  constructor(env: Readonly<Record<string, string>>, cwd: string, other?: LineState) {
    this.env = env;
    this.cwd = cwd;
    if (other === undefined) return;
    for (const [name, definition] of other.functions) this.functions.set(name, definition);
    for (const [name, definition] of other.traced) this.traced.set(name, definition);
    for (const [name, text] of other.texts) this.texts.set(name, text);
    this.#arrays = other.#arrays;
    this.#unexported = other.#unexported;
    this.#options = other.#options;
    this.#shopts = other.#shopts;
  }

  /** Saves the variables at the end of a line. */
  keep(env: ReadonlyMap<string, string>, cwd: string): void {
    this.cwd = cwd;
    this.#pieces = '';
    this.env = Object.fromEntries(
      [...env].filter(([name]) => isName(name) && (isOwn(name) || keptVariables.includes(name))),
    );
  }

  /** Saves the output of a command of {@link inquiry}; when it is the last one, reads all of them. */
  remember(piece: string): void {
    this.#pieces += piece;
    if (!piece.startsWith('shopt ')) return;
    const text = this.#pieces;
    this.#pieces = '';
    const lines = text.split('\n');
    this.rememberArrays(text);
    this.#unexported = [...text.matchAll(/^declare -- (\w+)=/gm)].map(([, name]) => name!).filter(isName);
    this.#options = keptOptions.filter((name) => lines.some((line) => new RegExp(`^${name}\\s+on$`).test(line)));
    this.#shopts = lines.filter((line) => /^shopt -[su] \w+$/.test(line)).join('\n');
    const defined = new Set([...text.matchAll(/^declare -f (\S+)$/gm)].map(([, name]) => name!));
    for (const map of [this.functions, this.texts])
      for (const name of [...map.keys()]) if (!defined.has(name)) map.delete(name);
  }

  /** Saves the arrays in the output of `declare -p`. */
  rememberArrays(text: string): void {
    const arrays = text.matchAll(/^declare (-[aA]\w*) (\w+)=(.*)$/gm);
    this.#arrays = [...arrays]
      .filter(([, , name]) => !/^(PIPESTATUS|BASH_)/.test(name!) && isOwn(name!))
      .map(([, flag, name, value]) => `declare ${flag} ${name}\n${name}=${value}`)
      .join('\n');
  }

  /** Prints the text that {@link remember} reads. */
  static readonly inquiry = [
    ['declare', '-p'],
    ['declare', '-F'],
    ['set', '-o'],
    ['shopt', '-p'],
  ] as const;

  /** Returns a script that sets everything except plain variables and functions. */
  restoring(): string {
    const unexported = this.#unexported.filter((name) => name in this.env);
    return [
      this.#shopts,
      'shopt -s expand_aliases',
      this.#arrays,
      unexported.length > 0 ? `declare +x ${unexported.join(' ')}` : '',
      ...this.#options.map((name) => `set -o ${name}`),
    ]
      .filter((line) => line !== '')
      .join('\n');
  }
}
