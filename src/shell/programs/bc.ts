/** `bc`: sums such as `echo '3 * (4 + 1)' | bc`, with `scale`, `-l` and variables, but without programs. */
import { type Command, defineCommand } from 'just-bash/browser';
import { textOfInput } from '../session/input.ts';
import { stopped } from '../tools/tool-words.ts';

/** A decimal number: digits × 10^-scale. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Largest number of digits of a number and after its point, and of characters of the input. */
const [maxDigits, maxScale, maxInput] = [20_000, 1000, 10_000];

class SyntaxProblem extends Error {}
class RuntimeProblem extends Error {}
class TooLarge extends Error {}

const ten = (power: number): bigint => 10n ** BigInt(power);
const scaled = ({ digits, scale }: Decimal, to: number): bigint =>
  to >= scale ? digits * ten(to - scale) : digits / ten(scale - to);
const largest = ten(maxDigits);
const whole = (value: bigint): Decimal => ({ digits: value, scale: 0 });

function shown({ digits, scale }: Decimal): string {
  if (digits === 0n) return '0';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale, '0');
  const [before, after] = [text.slice(0, text.length - scale), text.slice(text.length - scale)];
  return `${digits < 0n ? '-' : ''}${before}${scale > 0 ? `.${after}` : ''}`;
}

const comparisons = ['<', '>', '<=', '>=', '==', '!='];
const token = /\s*(?:(\d+\.?\d*|\.\d+)|([a-z][a-z0-9_]*)|(<=|>=|==|!=|&&|\|\||[-+*/%^]=|[-+*/%^()=<>!;\n]))/y;

class Calculator {
  readonly #variables = new Map<string, Decimal>();
  #scale: number;
  #tokens: string[] = [];
  #at = 0;
  #isAssignment = false;

  constructor(scale: number) {
    this.#scale = scale;
  }

  /** True if the last line was read to its end. */
  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  /** Returns what the statements of a line print. */
  line(text: string): string {
    this.#tokens = tokensOf(text);
    this.#at = 0;
    let printed = '';
    while (this.#at < this.#tokens.length) {
      if (this.#takes(';')) continue;
      if (this.#tokens[this.#at] === 'quit') throw new RuntimeProblem('quit');
      this.#isAssignment = false;
      const value = this.#expression();
      if (!this.#isAssignment) printed += `${shown(value)}\n`;
      if (this.#at < this.#tokens.length && !this.#takes(';')) throw new SyntaxProblem();
    }
    return printed;
  }

  #takes(...words: string[]): string | undefined {
    const word = this.#tokens[this.#at];
    if (word === undefined || !words.includes(word)) return undefined;
    this.#at++;
    return word;
  }

  #expression(): Decimal {
    const name = this.#tokens[this.#at] ?? '';
    const operator = this.#tokens[this.#at + 1] ?? '';
    if (/^[a-z]/.test(name) && /^[-+*/%^]?=$/.test(operator)) {
      const outermost = this.#at === 0 || this.#tokens[this.#at - 1] === ';';
      this.#at += 2;
      const given = this.#expression();
      const value = operator === '=' ? given : this.#combined(operator[0]!, this.#value(name), given);
      if (name === 'scale') this.#scale = scaleOf(value);
      else this.#variables.set(name, value);
      this.#isAssignment = outermost;
      return value;
    }
    return this.#comparison();
  }

  #comparison(): Decimal {
    let left = this.#binary(0);
    for (let word = this.#takes(...comparisons); word !== undefined; word = this.#takes(...comparisons)) {
      const right = this.#binary(0);
      const scale = Math.max(left.scale, right.scale);
      const [a, b] = [scaled(left, scale), scaled(right, scale)];
      const holds = { '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b, '==': a === b, '!=': a !== b }[word];
      left = whole(holds === true ? 1n : 0n);
    }
    return left;
  }

  #binary(level: number): Decimal {
    const operators = [
      ['+', '-'],
      ['*', '/', '%'],
    ][level];
    if (operators === undefined) return this.#power();
    let left = this.#binary(level + 1);
    for (let word = this.#takes(...operators); word !== undefined; word = this.#takes(...operators)) {
      left = this.#combined(word, left, this.#binary(level + 1));
    }
    return left;
  }

  #power(): Decimal {
    const base = this.#unary();
    return this.#takes('^') === undefined ? base : this.#combined('^', base, this.#power());
  }

  #unary(): Decimal {
    if (this.#takes('-') !== undefined) {
      const { digits, scale } = this.#unary();
      return { digits: -digits, scale };
    }
    if (this.#takes('(') !== undefined) {
      const value = this.#expression();
      if (this.#takes(')') === undefined) throw new SyntaxProblem();
      return value;
    }
    const word = this.#tokens[this.#at++] ?? '';
    if (/^[a-z]/.test(word)) {
      if (this.#takes('(') === undefined) return this.#value(word);
      const argument = this.#expression();
      if (this.#takes(')') === undefined) throw new SyntaxProblem();
      if (word === 'length') return whole(BigInt(argument.digits.toString().replace('-', '').length));
      if (word === 'scale') return whole(BigInt(argument.scale));
      if (word === 'sqrt') return this.#root(argument);
      throw new RuntimeProblem(`Function ${word} not defined.`);
    }
    if (!/^[\d.]/.test(word)) throw new SyntaxProblem();
    const [before = '', after = ''] = word.split('.');
    return { digits: BigInt(`${before}${after}` || '0'), scale: after.length };
  }

  #value(name: string): Decimal {
    return name === 'scale' ? whole(BigInt(this.#scale)) : (this.#variables.get(name) ?? whole(0n));
  }

  #root({ digits, scale }: Decimal): Decimal {
    if (digits < 0n) throw new RuntimeProblem('Square root of a negative number');
    const to = Math.max(this.#scale, scale);
    const square = scaled({ digits, scale }, to * 2);
    let root = ten(Math.ceil(square.toString().length / 2));
    for (let next = (root + square / root) / 2n; next < root; next = (root + square / root) / 2n) root = next;
    return { digits: root, scale: to };
  }

  #combined(operator: string, left: Decimal, right: Decimal): Decimal {
    const value = this.#result(operator, left, right);
    if (value.digits > largest || value.digits < -largest) throw new TooLarge();
    return value;
  }

  #result(operator: string, left: Decimal, right: Decimal): Decimal {
    const scale = Math.max(left.scale, right.scale);
    const [a, b] = [scaled(left, scale), scaled(right, scale)];
    switch (operator) {
      case '+':
        return { digits: a + b, scale };
      case '-':
        return { digits: a - b, scale };
      case '*': {
        const all = left.scale + right.scale;
        const to = Math.min(all, Math.max(this.#scale, scale));
        return { digits: scaled({ digits: left.digits * right.digits, scale: all }, to), scale: to };
      }
      case '/':
        if (b === 0n) throw new RuntimeProblem('Divide by zero');
        return { digits: (a * ten(this.#scale)) / b, scale: this.#scale };
      case '%': {
        if (b === 0n) throw new RuntimeProblem('Modulo by zero');
        const to = Math.max(this.#scale + right.scale, left.scale);
        const quotient: Decimal = { digits: (a * ten(this.#scale)) / b, scale: this.#scale };
        const product = scaled({ digits: quotient.digits * right.digits, scale: quotient.scale + right.scale }, to);
        return { digits: scaled(left, to) - product, scale: to };
      }
      default:
        return this.#raised(left, scaled(right, 0));
    }
  }

  #raised(base: Decimal, power: bigint): Decimal {
    const times = power < 0n ? -power : power;
    if (BigInt(base.digits.toString().length) * times > maxDigits) throw new TooLarge();
    const all = base.scale * Number(times);
    const value: Decimal = { digits: base.digits ** times, scale: all };
    if (power < 0n) return this.#combined('/', whole(1n), value);
    const to = Math.min(all, Math.max(this.#scale, base.scale));
    return { digits: scaled(value, to), scale: to };
  }
}

function scaleOf(value: Decimal): number {
  const scale = Number(scaled(value, 0));
  if (scale > maxScale) throw new TooLarge();
  return Math.max(0, scale);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (token.lastIndex = 0; text.slice(token.lastIndex).trim() !== '';) {
    const found = token.exec(text);
    if (found === null) throw new SyntaxProblem();
    tokens.push((found[1] ?? found[2] ?? found[3])!);
  }
  return tokens;
}

export const bcCommand: Command = defineCommand('bc', async (args, context) => {
  const files = args.filter((arg) => !arg.startsWith('-'));
  let text = '';
  for (const file of files) {
    const path = context.fs.resolvePath(context.cwd, file);
    if (!(await context.fs.exists(path))) return { stdout: '', stderr: `File ${file} is unavailable.\n`, exitCode: 1 };
    text += await context.fs.readFile(path);
  }
  if (!text.includes('quit')) text += await textOfInput(context);
  if (text.length > maxInput) return stopped();
  const calculator = new Calculator(args.some((arg) => /^-[a-z]*l|^--mathlib$/.test(arg)) ? 20 : 0);
  let [stdout, stderr] = ['', ''];
  const plain = text.replace(/\/\*[^]*?\*\/|#.*/g, '').replaceAll('\\\n', '');
  const lines = plain.split('\n');
  for (const [i, line] of lines.entries()) {
    try {
      stdout += calculator.line(line);
    } catch (error) {
      if (error instanceof TooLarge || error instanceof RangeError) return stopped();
      if (error instanceof SyntaxProblem) {
        // The end of a line is noticed in the next one.
        const at = calculator.atEnd && i < lines.length - 1 ? i + 2 : i + 1;
        stderr += `(standard_in) ${at}: syntax error\n`;
      } else if (!(error instanceof RuntimeProblem)) throw error;
      else if (error.message === 'quit') break;
      else stderr += `Runtime error (func=(main), adr=3): ${error.message}\n`;
    }
  }
  return { stdout, stderr, exitCode: 0 };
});
