/** Parses the commands of a container that need no shell: simple commands, one after the other. */

export interface SimpleCommand {
  readonly name: string;
  readonly args: readonly string[];
  /** `!` before it. */
  readonly negated: boolean;
  /** Where its output goes; absent: it is printed. */
  readonly output?: { readonly path: string; readonly append: boolean };
  /** The condition under which it runs, by the exit code before it. */
  readonly after: 'any' | 'success' | 'failure';
}

export interface Script {
  readonly commands: readonly SimpleCommand[];
  /** The first failure ends the script. */
  readonly errexit: boolean;
}

/** Longer scripts are not looked at. */
const longest = 4096;
const shells = /^(?:\/usr)?(?:\/bin\/)?(?:ba|a|da)?sh$/;

/** `undefined`: it asks for more than simple commands. */
export function readScript(
  words: readonly string[],
  valueOf: (name: string) => string | undefined,
): Script | undefined {
  const [program = '', option = '', text] = words;
  if (program === '' || words.join(' ').length > longest) return undefined;
  if (!shells.test(program)) return { commands: [command(words, undefined, 'any')], errexit: false };
  // Options may come before: `sh -e -c`, `bash -ec`.
  if (option === '-e' && words[2] === '-c') return readText(words[3] ?? '', true, valueOf);
  return /^-[eu]*c$/.test(option) ? readText(text ?? '', option.includes('e'), valueOf) : undefined;
}

function command(
  words: readonly string[],
  output: SimpleCommand['output'],
  after: SimpleCommand['after'],
): SimpleCommand {
  const negated = words[0] === '!';
  const [program = '', ...args] = negated ? words.slice(1) : words;
  return {
    name: program.replace(/^(?:\/usr)?\/s?bin\//, ''),
    args,
    negated,
    after,
    ...(output !== undefined && { output }),
  };
}

/** A word with what stands in quotes, an operator, or something that is not known. */
const token =
  /[ \t]+|\\\n|(#[^\n]*)|(&&|\|\||;|\n)|(\d?>>?(?:&\d)?)|((?:'[^']*'|"(?:[^"\\`]|\\[^])*"|\\[^\n]|\$\{\w+\}|[^\s'"\\;&|<>()`#{}*?[\]!~]|#|!|\[{1,2}(?=\s)|\]{1,2}(?=\s|;|$))+)/y;

function readText(text: string, errexit: boolean, valueOf: (name: string) => string | undefined): Script | undefined {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let output: SimpleCommand['output'];
  let after: SimpleCommand['after'] = 'any';
  let target: 'here' | 'nowhere' | undefined;
  let append = false;
  const finish = (next: SimpleCommand['after']): void => {
    if (words.length > 0) commands.push(command(words, output, after));
    [words, output, after] = [[], undefined, next];
  };
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    if (found === null) return undefined;
    const [, comment, operator, redirection, word] = found;
    if (comment !== undefined && word === undefined) continue;
    if (operator !== undefined) {
      if (target !== undefined) return undefined;
      // A line that ends in an operator goes on.
      if (operator === '\n' && words.length === 0 && after !== 'any') continue;
      finish(operator === '&&' ? 'success' : operator === '||' ? 'failure' : 'any');
    } else if (redirection !== undefined) {
      if (redirection.includes('&')) continue;
      target = redirection.startsWith('2') ? 'nowhere' : 'here';
      append = redirection.endsWith('>>');
    } else if (word !== undefined) {
      const value = unquoted(word, valueOf);
      if (value === undefined) return undefined;
      if (target === 'here') output = { path: value, append };
      else if (target === undefined) words.push(value);
      target = undefined;
    }
  }
  finish('any');
  return commands.length === 0 ? undefined : { commands, errexit };
}

/** Takes quotes away and puts variables in; `undefined`: something else is to be expanded. */
function unquoted(word: string, valueOf: (name: string) => string | undefined): string | undefined {
  let known = true;
  const text = word.replace(
    /'([^']*)'|\\([^])|"|\$(?:\{(\w+)\}|([A-Za-z_]\w*)|(.?))/g,
    (_, single?: string, escaped?: string, braced?: string, named?: string, other?: string) => {
      if (single !== undefined) return single;
      if (escaped !== undefined) return escaped;
      const name = braced ?? named;
      if (name !== undefined) return valueOf(name) ?? '';
      if (other !== undefined) known = false;
      return '';
    },
  );
  return known ? text : undefined;
}

/** Reports if a command runs after one that ended with `exitCode`. */
export const runsAfter = ({ after }: SimpleCommand, exitCode: number): boolean =>
  after === 'any' || (after === 'success') === (exitCode === 0);

/** Virtual ms of a `sleep`; `undefined`: for ever, or not a time. */
export function sleepTime(text: string): number | undefined {
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)([smhd])?$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as 's' | 'm' | 'h' | 'd'];
}
