/** Programs that use only their arguments. */
import { valueOf } from '../base/values.ts';
import { options } from './options.ts';
import { outcome, type Tool } from './program-host.ts';
import { calculate } from './sh/arithmetic.ts';
import { NotUnderstood } from './sh/lexer.ts';
import { regExpFor } from './sh/reg-exp.ts';

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  '\\': '\\',
  '"': '"',
};

const plain = (text: string): string =>
  text.replace(
    /\\(?:0?([0-7]{1,3})|x([\dA-Fa-f]{1,2})|([^]))/g,
    (all, octal?: string, hex?: string, letter?: string) => {
      if (letter !== undefined) return escapes[letter] ?? all;
      return String.fromCharCode(octal === undefined ? parseInt(hex!, 16) : parseInt(octal, 8));
    },
  );

const echo: Tool = (args) => {
  let words = args;
  let [line, escaped] = ['\n', false];
  for (; /^-[neE]+$/.test(words[0] ?? ''); words = words.slice(1)) {
    if (words[0]!.includes('n')) line = '';
    if (words[0]!.includes('e')) escaped = true;
  }
  const text = words.join(' ');
  return outcome((escaped ? plain(text) : text) + line);
};

const printf: Tool = ([format = '', ...values]) => {
  let rest = values;
  let text = '';
  do {
    const before = rest.length;
    text += plain(format).replace(
      /%(-?0?)(\d*)(?:\.(\d+))?([sdifxXcbq%])/g,
      (_, flag: string, columns: string, digits, letter) => {
        const width = Math.min(Number(columns), 1000);
        if (letter === '%') return '%';
        const [value = ''] = rest;
        rest = rest.slice(1);
        let shown = value;
        if (/[di]/.test(letter as string)) shown = String(Math.trunc(Number(value) || 0));
        else if (letter === 'f') shown = (Number(value) || 0).toFixed(Math.min(Number(digits ?? 6), 100));
        else if (/[xX]/.test(letter as string)) shown = (Number(value) || 0).toString(16);
        else if (letter === 'c') shown = value.slice(0, 1);
        else if (letter === 'b') shown = plain(value);
        if (flag.startsWith('-')) return shown.padEnd(width);
        return shown.padStart(width, flag === '0' ? '0' : ' ');
      },
    );
    if (before === rest.length) break;
  } while (rest.length > 0);
  return outcome(text);
};

const seq: Tool = (args) => {
  const { given, words } = options(
    args.map((arg) => (/^-\d/.test(arg) ? ` ${arg}` : arg)),
    's',
  );
  const numbers = words.map(Number);
  const [first, step, last] =
    numbers.length >= 3 ? numbers : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : [1, 1, numbers[0]];
  const all: number[] = [];
  for (let n = first!; step! > 0 ? n <= last! : n >= last!; n += step!) {
    all.push(n);
    if (all.length > 10_000 || step === 0) break;
  }
  return outcome(all.length === 0 ? '' : `${all.join(given.get('s') ?? '\n')}\n`);
};

const basename: Tool = ([path = '', suffix = '']) => {
  const name = path.replace(/\/+$/, '').split('/').at(-1)!;
  return outcome(`${suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`);
};

const dirname: Tool = ([path = '']) => {
  const bare = path.replace(/\/+$/, '');
  return outcome(`${bare.includes('/') ? bare.slice(0, bare.lastIndexOf('/')) || '/' : '.'}\n`);
};

const expr: Tool = (args) => {
  const [a = '', sign, b = ''] = args;
  if (sign === ':') {
    const found = regExpFor(`^(?:${b.replaceAll('\\(', '(').replaceAll('\\)', ')')})`)(a).exec(a);
    return outcome(`${found?.[1] ?? found?.[0].length ?? 0}\n`, found === null ? 1 : 0);
  }
  try {
    const value = calculate(args.join(' '), { get: () => undefined, set: () => undefined });
    return outcome(`${value}\n`, value === 0 ? 1 : 0);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return outcome('', 2, 'expr: syntax error\n');
  }
};

export const wordTools: Readonly<Record<string, Tool>> = {
  basename,
  dirname,
  echo,
  expr,
  false: () => outcome('', 1),
  printenv: (args, { env }) => {
    if (args.length === 0)
      return outcome(
        Object.entries(env)
          .map(([name, value]) => `${name}=${value}\n`)
          .join(''),
      );
    const found = args.flatMap((name) => valueOf(env, name) ?? []);
    return outcome(found.map((value) => `${value}\n`).join(''), found.length === args.length ? 0 : 1);
  },
  printf,
  pwd: (_, __, { cwd }) => outcome(`${cwd}\n`),
  seq,
  true: () => outcome(''),
};
