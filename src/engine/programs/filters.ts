/** Filters: programs that read text and print a result. */
import { decodeBase64, encodeBase64Url } from '../kubelet/files/base64.ts';
import { type ProgramOutcome, outcome, type ProgramHost } from './program-host.ts';
import { NotUnderstood } from './sh/lexer.ts';
import { regExpFor } from './sh/reg-exp.ts';

type Given = ReadonlyMap<string, string>;

interface Text {
  /** Empty for standard input. */
  readonly name: string;
  readonly text: string;
}

interface Filter {
  /** Letters of the options with a value. */
  readonly withValue?: string;
  /** Number of arguments before the files. */
  readonly leading?: (given: Given) => number;
  /** The exit code if a file is missing. */
  readonly failure?: number;
  readonly run: (
    inputs: readonly Text[],
    given: Given,
    leading: readonly string[],
    host: ProgramHost,
  ) => ProgramOutcome;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const all = (inputs: readonly Text[]): string => inputs.map(({ text }) => text).join('');
/** Makes a filter that works on lines. */
const byLines = (withValue: string, run: (lines: string[], given: Given) => readonly string[]): Filter => ({
  withValue,
  run: (inputs, given) => outcome(joined(run(linesOf(all(inputs)), given))),
});

/** `-n 5`, `-5`, `-c 10` */
const part = (take: (items: string[], count: string) => readonly string[]): Filter => ({
  withValue: 'nc',
  run: (inputs, given) => {
    const digits = [...given.keys()].filter((key) => /\d/.test(key)).join('');
    const count = given.get('n') ?? (digits || '10');
    const texts = inputs.map(({ name, text }) => {
      const bytes = given.get('c');
      const some = bytes === undefined ? joined(take(linesOf(text), count)) : take([...text], bytes).join('');
      return inputs.length > 1 && !given.has('q') ? `==> ${name} <==\n${some}` : some;
    });
    return outcome(texts.join(inputs.length > 1 ? '\n' : ''));
  },
});

const wc: Filter = {
  run: (inputs, given) => {
    const shown = ['l', 'w', 'c'].filter((letter) => given.size === 0 || given.has(letter));
    const rows = inputs.map(({ name, text }) => {
      const counts: Readonly<Record<string, number>> = {
        l: text.split('\n').length - 1,
        w: text.split(/\s+/).filter((word) => word !== '').length,
        c: text.length,
      };
      const numbers = shown.map((letter) => counts[letter]!);
      const line = numbers.length === 1 ? String(numbers[0]) : numbers.map((n) => String(n).padStart(9)).join(' ');
      return `${line}${name === '' ? '' : ` ${name}`}\n`;
    });
    return outcome(rows.join(''));
  },
};

const sort = byLines('kt', (lines, given) => {
  const key = Number.parseInt(given.get('k') ?? '0', 10);
  const of = (line: string): string => (key === 0 ? line : (line.split(given.get('t') ?? /\s+/)[key - 1] ?? ''));
  const compare = (a: string, b: string): number =>
    (given.has('n') ? (parseFloat(of(a)) || 0) - (parseFloat(of(b)) || 0) : 0) ||
    (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0);
  const sorted = lines.sort(compare);
  if (given.has('r')) sorted.reverse();
  return given.has('u') ? [...new Set(sorted)] : sorted;
});

const uniq = byLines('', (lines, given) => {
  const runs: [string, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last?.[0] === line) last[1]++;
    else runs.push([line, 1]);
  }
  const kept = runs.filter(([, count]) => (given.has('d') ? count > 1 : given.has('u') ? count === 1 : true));
  return kept.map(([line, count]) => (given.has('c') ? `${String(count).padStart(7)} ${line}` : line));
});

const cut = byLines('dfc', (lines, given) => {
  const delimiter = given.get('d') ?? '\t';
  const ranges = (given.get('f') ?? given.get('c') ?? '').split(',').map((range) => {
    const [from = '', to = from] = range.split('-');
    return [Number(from) || 1, to === '' ? Infinity : Number(to)] as const;
  });
  return lines.map((line) => {
    if (given.has('f') && !line.includes(delimiter)) return line;
    const parts = given.has('c') ? [...line] : line.split(delimiter);
    const chosen = parts.filter((_, i) => ranges.some(([from, to]) => i + 1 >= from && i + 1 <= to));
    return chosen.join(given.has('c') ? '' : delimiter);
  });
});

/** `a-z` and `[:upper:]` */
function characters(set: string): string[] {
  const classes: Readonly<Record<string, string>> = {
    alnum: 'a-zA-Z0-9',
    alpha: 'a-zA-Z',
    digit: '0-9',
    lower: 'a-z',
    space: ' \t\n',
    upper: 'A-Z',
  };
  const text = set
    .replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? '')
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t');
  return [
    ...text.replace(/(\w)-(\w)/g, (_, a: string, b: string) => {
      let range = '';
      for (let code = a.charCodeAt(0); code <= b.charCodeAt(0); code++) range += String.fromCharCode(code);
      return range;
    }),
  ];
}

const tr: Filter = {
  leading: (given) => (given.has('d') || given.has('s') ? 1 : 2),
  run: (inputs, given, [from = '', to = '']) => {
    const set = characters(from);
    const put = characters(to);
    const isIn = (c: string): boolean => set.includes(c) !== (given.has('c') || given.has('C'));
    const text = [...all(inputs)];
    if (given.has('d')) return outcome(text.filter((c) => !isIn(c)).join(''));
    if (given.has('s')) return outcome(text.filter((c, i) => !isIn(c) || text[i - 1] !== c).join(''));
    return outcome(text.map((c) => (isIn(c) ? (put[set.indexOf(c)] ?? put.at(-1) ?? c) : c)).join(''));
  },
};

/**
 * Converts a basic regular expression of grep and sed to JavaScript: the meanings with and without a backslash are
 * exchanged.
 */
function sourceOf(pattern: string, extended: boolean): string {
  const classes: Readonly<Record<string, string>> = { alnum: 'a-zA-Z0-9', alpha: 'a-zA-Z', digit: '0-9', space: '\\s' };
  const named = pattern.replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? '');
  return extended
    ? named
    : named.replace(/\\([(){}|+?])|([(){}|+?])/g, (_, special?: string, literal?: string) => special ?? `\\${literal}`);
}

const grep = (kind: 'basic' | 'extended' | 'fixed'): Filter => ({
  withValue: 'emABC',
  leading: (given) => (given.has('e') ? 0 : 1),
  failure: 2,
  run: (inputs, given, [word = given.get('e') ?? '']) => {
    const fixed = kind === 'fixed' || given.has('F');
    const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const flags = given.has('i') ? 'i' : '';
    const plain = fixed ? literal : sourceOf(word, kind === 'extended' || given.has('E'));
    const source = given.has('x') ? `^(?:${plain})$` : given.has('w') ? `\\b(?:${plain})\\b` : plain;
    const [pattern, every] = [regExpFor(source, flags), regExpFor(source, `${flags}g`)];
    const named = inputs.length > 1 && !given.has('h');
    let count = 0;
    const out = inputs.flatMap(({ name, text }) => {
      const found = linesOf(text).flatMap((line, i) => {
        if (pattern(line).test(line) === given.has('v')) return [];
        const shown = given.has('o') ? [...line.matchAll(every(line))].map(([each]) => each) : [line];
        return shown.map((each) => `${named ? `${name}:` : ''}${given.has('n') ? `${i + 1}:` : ''}${each}`);
      });
      count += found.length;
      if (given.has('l')) return found.length > 0 ? [name] : [];
      return given.has('c')
        ? [`${named ? `${name}:` : ''}${found.length}`]
        : found.slice(0, Number(given.get('m') ?? Infinity));
    });
    return outcome(given.has('q') ? '' : joined(out), count > 0 ? 0 : 1);
  },
});

/** Supports `s/a/b/g`, `/a/d`, `2p`, `$d` only. */
const sed: Filter = {
  withValue: 'e',
  leading: (given) => (given.has('e') ? 0 : 1),
  run: (inputs, given, [script = given.get('e') ?? '']) => {
    if (given.has('i') || given.has('f')) throw new NotUnderstood();
    const extended = given.has('E') || given.has('r');
    const steps = script
      .split(/\s*;\s*|\n/)
      .filter((step) => step !== '')
      .map((step) => {
        const [, number, pattern, command = ''] = /^(?:(\d+|\$)|\/((?:\\.|[^/])*)\/)?\s*([^]*)$/.exec(step)!;
        const where = pattern === undefined ? undefined : regExpFor(sourceOf(pattern, extended));
        const isAt = (line: string, i: number, last: boolean): boolean =>
          number === '$' ? last : number !== undefined ? i + 1 === Number(number) : (where?.(line).test(line) ?? true);
        if (command === 'd' || command === 'p') return { isAt, command };
        const [, sign, old, fresh, flags] =
          /^s([^\w\s])((?:\\.|(?!\1)[^])*)\1((?:\\.|(?!\1)[^])*)\1([gip]*)$/.exec(command) ?? [];
        if (sign === undefined) throw new NotUnderstood();
        const put = fresh!
          .replaceAll('$', '$$$$')
          .replace(/\\(\d)|(?<!\\)&|\\([^])/g, (_, group?: string, letter?: string) =>
            group !== undefined ? `$${group}` : letter === undefined ? '$&' : letter === 'n' ? '\n' : letter,
          );
        const wanted = regExpFor(sourceOf(old!.replaceAll(`\\${sign}`, sign), extended), flags!.replace('p', ''));
        return { isAt, command: 's', change: (line: string) => line.replace(wanted(line), put) };
      });
    const lines = linesOf(all(inputs));
    const printed = lines.flatMap((line, i) => {
      let text = line;
      const extra: string[] = [];
      for (const { isAt, command, change } of steps) {
        if (!isAt(text, i, i === lines.length - 1)) continue;
        if (command === 'd') return extra;
        if (command === 'p') extra.push(text);
        else text = change!(text);
      }
      return given.has('n') ? extra : [...extra, text];
    });
    return outcome(joined(printed));
  },
};

/** Supports `{print $1, $NF}` after an optional pattern only. */
const awk: Filter = {
  withValue: 'Fv',
  leading: () => 1,
  run: (inputs, given, [program = '']) => {
    const [, pattern, list] =
      /^\s*(?:\/((?:\\.|[^/])*)\/)?\s*(?:\{\s*print\s*([^;{}]*?)\s*;?\s*\})?\s*$/.exec(program) ?? [];
    if (pattern === undefined && list === undefined) throw new NotUnderstood();
    const where = pattern === undefined ? undefined : regExpFor(sourceOf(pattern, true));
    const separator = given.get('F') ?? ' ';
    const parts = (list ?? '').split(/\s*,\s*/).map((item) => item.match(/"(?:\\.|[^"])*"|\$(?:\d+|NF)|NF|NR/g) ?? []);
    if (list && parts.flat().join('').length !== list.replace(/[\s,]+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '').length)
      throw new NotUnderstood();
    return outcome(
      joined(
        linesOf(all(inputs)).flatMap((line, i) => {
          if (where?.(line).test(line) === false) return [];
          const fields = separator === ' ' ? line.trim().split(/\s+/) : line.split(separator);
          const value = (word: string): string => {
            if (word.startsWith('"')) return word.slice(1, -1).replace(/\\t/g, '\t').replace(/\\n/g, '\n');
            if (word === 'NF') return String(fields.length);
            if (word === 'NR') return String(i + 1);
            if (word === '$0') return line;
            return fields[word === '$NF' ? fields.length - 1 : Number(word.slice(1)) - 1] ?? '';
          };
          return [list ? parts.map((words) => words.map(value).join('')).join(' ') : line];
        }),
      ),
    );
  },
};

export const filters: Readonly<Record<string, Filter>> = {
  awk,
  base64: {
    withValue: 'w',
    run: (inputs, given) => {
      if (given.has('d') || given.has('D')) return outcome(decodeBase64(all(inputs).trim()));
      const bare = encodeBase64Url(all(inputs)).replaceAll('-', '+').replaceAll('_', '/');
      const text = bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
      return outcome(given.get('w') === '0' ? text : joined(text.match(/.{1,76}/g) ?? []));
    },
  },
  cat: {
    run: (inputs, given) =>
      outcome(
        given.has('n')
          ? joined(linesOf(all(inputs)).map((line, i) => `${String(i + 1).padStart(6)}\t${line}`))
          : all(inputs),
      ),
  },
  cut,
  egrep: grep('extended'),
  fgrep: grep('fixed'),
  grep: grep('basic'),
  head: part((items, count) => items.slice(0, Number(count))),
  rev: byLines('', (lines) => lines.map((line) => [...line].reverse().join(''))),
  sed,
  sort,
  tac: byLines('', (lines) => lines.reverse()),
  tail: part((items, count) =>
    count.startsWith('+')
      ? items.slice(Number(count) - 1)
      : Number(count) === 0
        ? []
        : items.slice(-Math.abs(Number(count))),
  ),
  tee: { run: (inputs) => outcome(all(inputs)) },
  tr,
  uniq,
  wc,
};
