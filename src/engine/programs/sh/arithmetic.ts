/** Evaluates the shell's arithmetic, in whole numbers. */
import { NotUnderstood } from './lexer.ts';

export interface Variables {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
}

const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const token = /\s*(\d+#?\w*|[A-Za-z_]\w*|\*\*|\+\+|--|&&|\|\||<<=?|>>=?|[-+*/%=!<>]=|[-+*/%^&|<>!~?:()=,])/y;

/** @throws NotUnderstood */
export function calculate(text: string, variables: Variables): number {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const trimmed = text.trim();
  while (token.lastIndex < trimmed.length) {
    const found = token.exec(trimmed);
    if (found === null) throw new NotUnderstood();
    tokens.push(found[1]!);
  }
  if (tokens.length === 0) return 0;
  let at = 0;
  const valueOf = (name: string): number => Number(variables.get(name) ?? 0) || 0;
  const set = (name: string, value: number): number => {
    variables.set(name, String(value));
    return value;
  };
  const isName = (word: string | undefined): word is string => /^[A-Za-z_]/.test(word ?? '');

  function assignment(): number {
    const [name, sign] = [tokens[at], tokens[at + 1]];
    if (isName(name) && sign !== undefined && /^(?:[-+*/%]|<<|>>)?=$/.test(sign)) {
      at += 2;
      const value = assignment();
      return set(name, sign === '=' ? value : binary(sign.slice(0, -1), valueOf(name), value));
    }
    const condition = level(0);
    if (tokens[at] !== '?') return condition;
    at++;
    const yes = assignment();
    if (tokens[at++] !== ':') throw new NotUnderstood();
    const no = assignment();
    return condition !== 0 ? yes : no;
  }

  function level(depth: number): number {
    const operators = levels[depth];
    if (operators === undefined) return power();
    let left = level(depth + 1);
    while (operators.includes(tokens[at] ?? '')) left = binary(tokens[at++]!, left, level(depth + 1));
    return left;
  }

  function power(): number {
    const base = unary();
    if (tokens[at] !== '**') return base;
    at++;
    return base ** power();
  }

  function unary(): number {
    const word = tokens[at++];
    if (word === '(') {
      const value = assignment();
      if (tokens[at++] !== ')') throw new NotUnderstood();
      return value;
    }
    if (word === '-') return -unary();
    if (word === '+') return unary();
    if (word === '!') return Number(unary() === 0);
    if (word === '~') return ~unary();
    if (word === '++' || word === '--') {
      const name = tokens[at++];
      if (!isName(name)) throw new NotUnderstood();
      return set(name, valueOf(name) + (word === '++' ? 1 : -1));
    }
    if (isName(word)) {
      const value = valueOf(word);
      const next = tokens[at];
      if (next === '++' || next === '--') {
        at++;
        set(word, value + (next === '++' ? 1 : -1));
      }
      return value;
    }
    const [, base, digits] = /^(\d+)#(\w+)$/.exec(word ?? '') ?? [];
    const number = base !== undefined ? parseInt(digits!, Number(base)) : Number(word);
    if (Number.isNaN(number)) throw new NotUnderstood();
    return /^0\d/.test(word!) ? parseInt(word!, 8) : number;
  }

  const value = assignment();
  if (at < tokens.length) throw new NotUnderstood();
  return value;
}

function binary(sign: string, a: number, b: number): number {
  if ((sign === '/' || sign === '%') && b === 0) throw new NotUnderstood();
  const compared: Readonly<Record<string, boolean>> = {
    '||': a !== 0 || b !== 0,
    '&&': a !== 0 && b !== 0,
    '==': a === b,
    '!=': a !== b,
    '<': a < b,
    '>': a > b,
    '<=': a <= b,
    '>=': a >= b,
  };
  const truth = compared[sign];
  if (truth !== undefined) return Number(truth);
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return Math.trunc(a / b);
    case '%':
      return a % b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    default:
      return a ^ b;
  }
}
