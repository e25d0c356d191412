/** State that one line leaves to the next: just-bash keeps only the environment that it is given. */
import { secondsVariable } from '../language/forms.ts';
import { lastJobVariable, traceVariable } from '../language/hidden.ts';
import type { FunctionDefinition } from '../language/script.ts';

/** Options that stay as a line has set them. `set -e` would end the shell with the first typing error. */
const keptOptions = ['nounset', 'pipefail', 'noglob', 'noclobber', 'allexport'];

const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);
/** Variables of the lab that the next line is to find. */
const keptVariables = [lastJobVariable, secondsVariable, traceVariable];
const isOwn = (name: string): boolean => !name.startsWith('LAB_');

export class LineState {
  env: Readonly<Record<string, string>>;
  cwd: string;
  /** `$?` */
  exit = 0;
  /** By the names of their forms. */
  readonly functions = new Map<string, FunctionDefinition>();
  /** The same functions with the traces of `set -x`. */
  readonly traced = new Map<string, FunctionDefinition>();
  #arrays = '';
  #unexported: readonly string[] = [];
  #options: readonly string[] = [];
  #shopts = '';

  constructor(env: Readonly<Record<string, string>>, cwd: string) {
    this.env = env;
    this.cwd = cwd;
  }

  /** Takes over all that a job of this shell begins with. */
  copyFrom(other: LineState): void {
    for (const [name, definition] of other.functions) this.functions.set(name, definition);
    for (const [name, definition] of other.traced) this.traced.set(name, definition);
    this.#arrays = other.#arrays;
    this.#unexported = other.#unexported;
    this.#options = other.#options;
    this.#shopts = other.#shopts;
  }

  /** Takes down the variables at the end of a line. */
  keep(env: ReadonlyMap<string, string>, cwd: string): void {
    this.cwd = cwd;
    this.env = Object.fromEntries(
      [...env].filter(([name]) => isName(name) && (isOwn(name) || keptVariables.includes(name))),
    );
  }

  /** Takes down what the commands of {@link inquiry} print. */
  remember(text: string): void {
    const lines = text.split('\n');
    this.rememberArrays(text);
    this.#unexported = [...text.matchAll(/^declare -- (\w+)=/gm)].map(([, name]) => name!).filter(isName);
    this.#options = keptOptions.filter((name) => lines.some((line) => new RegExp(`^${name}\\s+on$`).test(line)));
    this.#shopts = lines.filter((line) => /^shopt -[su] \w+$/.test(line)).join('\n');
    const defined = new Set([...text.matchAll(/^declare -f (\S+)$/gm)].map(([, name]) => name!));
    for (const name of [...this.functions.keys()]) if (!defined.has(name)) this.functions.delete(name);
  }

  /** Takes down the arrays of what `declare -p` prints. */
  rememberArrays(text: string): void {
    const arrays = text.matchAll(/^declare (-[aA]\w*) (\w+)=(.*)$/gm);
    this.#arrays = [...arrays]
      .filter(([, , name]) => !/^(PIPESTATUS|BASH_)/.test(name!) && isOwn(name!))
      .map(([, flag, name, value]) => `declare ${flag} ${name}\n${name}=${value}`)
      .join('\n');
  }

  /** Prints what {@link remember} reads. */
  static readonly inquiry = ['declare -p', 'declare -F', 'set -o', 'shopt -p'];

  /** A script that sets all but plain variables and functions. */
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
