/** `test` and `[` by the rules of bash: what an expression means depends on the number of its words. */
import { type Command, defineCommand } from 'just-bash/browser';
import { hidden, streamsOf, traceVariable } from '../language/hidden.ts';
import type { CommandContext, Print } from './terminal-output.ts';

/** An expression that cannot be evaluated; the exit code is 2. */
class Fault extends Error {}

const binary = new Set('= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));
const unary = new Set([...'abcdefghkprstuwxzGLOSNn'].map((letter) => `-${letter}`));
const isOption = (word: string): boolean => word.length === 2 && word.startsWith('-');

const compare: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

function integer(word: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(word)) throw new Fault(`${word}: integer expression expected`);
  return BigInt(word.trim().replace(/^\+/, ''));
}

class Test {
  #at = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly context: CommandContext,
  ) {}

  async value(): Promise<boolean> {
    return this.#few(this.words);
  }

  async #few(words: readonly string[]): Promise<boolean> {
    const [a = '', b = '', c = ''] = words;
    if (words.length <= 1) return a !== '';
    if (words.length <= 4 && a === '!' && !(words.length === 3 && this.#joins(b)))
      return !(await this.#few(words.slice(1)));
    if (words.length === 2) {
      if (isOption(a) && (unary.has(a) || a === '-o')) return this.#unary(a, b);
      throw new Fault(`${a}: unary operator expected`);
    }
    if (words.length === 3) {
      if (binary.has(b)) return this.#binary(a, b, c);
      if (b === '-a') return a !== '' && c !== '';
      if (b === '-o') return a !== '' || c !== '';
      if (a === '(' && c === ')') return b !== '';
      throw new Fault(`${b}: binary operator expected`);
    }
    if (words.length === 4 && a === '(' && words[3] === ')') return this.#few([b, c]);
    this.#at = 0;
    const value = await this.#or();
    if (this.#at < this.words.length) throw new Fault('too many arguments');
    return value;
  }

  #joins(word: string): boolean {
    return binary.has(word) || word === '-a' || word === '-o';
  }

  async #or(): Promise<boolean> {
    let value = await this.#and();
    while (this.words[this.#at] === '-o') {
      this.#at++;
      value = (await this.#and()) || value;
    }
    return value;
  }

  async #and(): Promise<boolean> {
    let value = await this.#term();
    while (this.words[this.#at] === '-a') {
      this.#at++;
      value = (await this.#term()) && value;
    }
    return value;
  }

  async #term(): Promise<boolean> {
    const word = this.words[this.#at];
    if (word === undefined) throw new Fault('argument expected');
    const [operator = '', right] = this.words.slice(this.#at + 1);
    if (word === '!') {
      this.#at++;
      return !(await this.#term());
    }
    if (word === '(') {
      this.#at++;
      const value = await this.#or();
      if (this.words[this.#at++] !== ')') throw new Fault("`)' expected");
      return value;
    }
    if (right !== undefined && binary.has(operator)) {
      this.#at += 3;
      return this.#binary(word, operator, right);
    }
    this.#at++;
    if (!isOption(word)) return word !== '';
    if (!unary.has(word)) throw new Fault(`${word}: unary operator expected`);
    if (this.#at >= this.words.length) throw new Fault('argument expected');
    return this.#unary(word, this.words[this.#at++]!);
  }

  async #binary(left: string, operator: string, right: string): Promise<boolean> {
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return left < right;
      case '>':
        return left > right;
      case '-nt':
      case '-ot': {
        const [a, b] = [await this.#stat(left), await this.#stat(right)];
        const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
        return newer !== undefined && (older === undefined || newer.mtime > older.mtime);
      }
      case '-ef': {
        const { fs, cwd } = this.context;
        const both = await Promise.all([left, right].map((name) => fs.exists(fs.resolvePath(cwd, name))));
        return both.every(Boolean) && fs.resolvePath(cwd, left) === fs.resolvePath(cwd, right);
      }
      default:
        return compare[operator]!(integer(left), integer(right));
    }
  }

  async #stat(name: string) {
    const { fs, cwd } = this.context;
    const path = fs.resolvePath(cwd, name);
    return name !== '' && (await fs.exists(path)) ? fs.stat(path) : undefined;
  }

  async #unary(operator: string, word: string): Promise<boolean> {
    const { fs, cwd, env } = this.context;
    if (operator === '-z') return word === '';
    if (operator === '-n') return word !== '';
    if (operator === '-t') return integer(word) < 0n;
    if (operator === '-o') {
      if (word === 'xtrace') return Boolean(env.get(traceVariable));
      return (env.get('SHELLOPTS') ?? '').split(':').includes(word);
    }
    if (operator === '-L' || operator === '-h') {
      return fs.lstat(fs.resolvePath(cwd, word)).then(
        ({ isSymbolicLink }) => isSymbolicLink,
        () => false,
      );
    }
    const stat = await this.#stat(word);
    if (stat === undefined) return false;
    switch (operator) {
      case '-f':
        return stat.isFile && !fs.resolvePath(cwd, word).startsWith('/dev/');
      case '-d':
        return stat.isDirectory;
      case '-s':
        return stat.isDirectory || stat.size > 0;
      case '-x':
        return stat.isDirectory || (stat.mode & 0o111) !== 0;
      case '-r':
        return (stat.mode & 0o444) !== 0;
      case '-w':
        return (stat.mode & 0o222) !== 0;
      case '-c':
        return stat.isFile && fs.resolvePath(cwd, word).startsWith('/dev/');
      case '-u':
        return (stat.mode & 0o4000) !== 0;
      case '-g':
        return (stat.mode & 0o2000) !== 0;
      case '-k':
        return (stat.mode & 0o1000) !== 0;
      default:
        return /^-[aeGO]$/.test(operator);
    }
  }
}

/** Arguments: the streams for the terminal, the name by which it is called, and its words. */
export const testCommand = (print: Print): Command =>
  defineCommand(hidden.test, async ([streams = '', name = '', ...words], context) => {
    const failed = (message: string) => {
      const error = `bash: ${name}: ${message}\n`;
      const { err } = streamsOf(streams);
      if (err) print('stderr', error);
      return { stdout: '', stderr: err ? '' : error, exitCode: 2 };
    };
    if (name === '[' && words.pop() !== ']') return failed("missing `]'");
    try {
      return { stdout: '', stderr: '', exitCode: (await new Test(words, context).value()) ? 0 : 1 };
    } catch (error) {
      if (error instanceof Fault) return failed(error.message);
      throw error;
    }
  });
