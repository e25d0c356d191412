/** Errors of a `sed` script in GNU sed's words; just-bash reports most of them differently. */

export interface SedFault {
  readonly message: string;
  readonly exitCode: number;
}

/** Returns the scripts among the arguments, or none if they come from a file. */
function scriptsOf(args: readonly string[]): readonly string[] {
  const scripts: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const [, long] = /^--expression=([^]*)$/.exec(arg) ?? [];
    if (long !== undefined) scripts.push(long);
    else if (/^-[nErsz]*e$/.test(arg)) scripts.push(args[++i] ?? '');
    else if (/^(-[nErsz]*f|--file)/.test(arg)) return [];
    else if (!arg.startsWith('-') || arg === '-') {
      if (scripts.length === 0) scripts.push(arg);
      return scripts;
    }
  }
  return scripts;
}

/** Returns the first error of the scripts in the arguments. */
export function sedFault(args: readonly string[]): SedFault | undefined {
  const extended = args.some((arg) => /^-[ns]*[Er]|^--regexp-extended$/.test(arg));
  const labels = { known: new Set<string>(), wanted: [] as string[] };
  const scripts = scriptsOf(args);
  for (const [i, script] of scripts.entries()) {
    const fault = new Reader(script, extended, labels).fault();
    if (fault !== undefined) {
      return { message: `sed: -e expression #${i + 1}, char ${fault.at}: ${fault.what}`, exitCode: 1 };
    }
  }
  const missing = labels.wanted.find((label) => !labels.known.has(label));
  if (missing === undefined) return undefined;
  return { message: `sed: can't find label for jump to \`${missing}'`, exitCode: 4 };
}

interface Fault {
  /** Number of characters that sed has read. */
  readonly at: number;
  readonly what: string;
}

class Reader {
  #at = 0;

  constructor(
    private readonly script: string,
    private readonly extended: boolean,
    private readonly labels: { readonly known: Set<string>; readonly wanted: string[] },
  ) {}

  fault(): Fault | undefined {
    let depth = 0;
    for (;;) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.script.length) break;
      const addressed = this.#addresses();
      if (typeof addressed === 'object') return addressed;
      const name = this.script[this.#at];
      if (name === undefined) return this.#here('missing command');
      this.#at++;
      if (name === '{') depth++;
      else if (name === '}' && depth-- === 0) return this.#here("unexpected `}'");
      const fault = this.#command(name);
      if (fault !== undefined) return fault;
    }
    return depth > 0 ? { at: 0, what: "unmatched `{'" } : undefined;
  }

  #here(what: string): Fault {
    return { at: this.#at, what };
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [text = ''] = pattern.exec(this.script) ?? [];
    this.#at += text.length;
    return text;
  }

  /** Reads the addresses of a command. */
  #addresses(): Fault | undefined {
    const first = this.#address();
    if (typeof first === 'object') return first;
    this.#skip(/[ \t]*/y);
    if (first && this.script[this.#at] === ',') {
      this.#at++;
      this.#skip(/[ \t]*/y);
      const second = this.#address();
      if (typeof second === 'object') return second;
      // sed has read the character that is not an address.
      if (!second) return { at: Math.min(this.#at + 1, this.script.length), what: "unexpected `,'" };
    }
    this.#skip(/[ \t!]*/y);
    return undefined;
  }

  #address(): Fault | boolean {
    if (this.#skip(/\$|[+~]?\d+(~\d+)?/y) !== '') return true;
    const [mark] = /^\/|^\\[^\n]/.exec(this.script.slice(this.#at, this.#at + 2)) ?? [];
    if (mark === undefined) return false;
    this.#at += mark.length;
    if (this.#part(mark.at(-1)!, true) === undefined) return this.#here('unterminated address regex');
    this.#skip(/[IM]*/y);
    return true;
  }

  /** Reads up to the next unescaped delimiter; returns `undefined` if there is none. */
  #part(delimiter: string, isPattern: boolean): string | undefined {
    const start = this.#at;
    for (; this.#at < this.script.length; this.#at++) {
      const char = this.script[this.#at]!;
      if (char === '\\') this.#at++;
      else if (char === delimiter) return this.script.slice(start, this.#at++);
      else if (isPattern && char === '[') {
        const [set = '['] = /^\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*/.exec(this.script.slice(this.#at)) ?? [];
        this.#at += set.length;
      }
    }
    this.#at = this.script.length;
    return undefined;
  }

  #command(name: string): Fault | undefined {
    if (name === 's' || name === 'y') return this.#twoParts(name);
    if (name === '#' || 'rRwW'.includes(name)) this.#skip(/[^\n]*/y);
    else if ('aic'.includes(name)) {
      if (this.#skip(/(?:\\[^]|[^\n\\])*/y).trim() === '') {
        return this.#here("expected \\ after `a', `c' or `i'");
      }
    } else if ('btT'.includes(name)) {
      const label = this.#skip(/[^;\n}]*/y).trim();
      if (label !== '') this.labels.wanted.push(label);
    } else if (name === ':') {
      const label = this.#skip(/[^;\n]*/y).trim();
      if (label === '') return this.#here('":" lacks a label');
      this.labels.known.add(label);
    } else if ('qQlL'.includes(name)) {
      this.#skip(/[ \t]*\d*/y);
      return this.#end();
    } else if ('{}'.includes(name)) return undefined;
    else if ('=dDeFgGhHnNpPvxz'.includes(name)) return this.#end();
    else return this.#here(`unknown command: \`${name}'`);
    return undefined;
  }

  #end(): Fault | undefined {
    this.#skip(/[ \t]*/y);
    const next = this.script[this.#at];
    if (next === undefined || /[\n;}#]/.test(next)) return undefined;
    this.#at++;
    return this.#here('extra characters after command');
  }

  #twoParts(name: 's' | 'y'): Fault | undefined {
    const delimiter = this.script[this.#at++];
    const before = delimiter === undefined ? undefined : this.#part(delimiter, name === 's');
    const after = before === undefined ? undefined : this.#part(delimiter!, false);
    if (before === undefined || after === undefined) {
      return { at: this.script.length, what: `unterminated \`${name}' command` };
    }
    if (name === 'y') {
      const [from, to] = [before, after].map((part) => part.replace(/\\[^]/g, 'x').length);
      return from === to ? this.#end() : this.#here("strings for `y' command are different lengths");
    }
    const given = new Set<string>();
    for (let flag = this.script[this.#at]; flag !== undefined && !/[\s;}#]/.test(flag); flag = this.script[this.#at]) {
      this.#at++;
      if (flag === 'w') {
        this.#skip(/[^\n]*/y);
        break;
      }
      if (!/[gpiImMe\d]/.test(flag)) return this.#here("unknown option to `s'");
      if (/[gp]/.test(flag) && given.has(flag)) return this.#here(`multiple \`${flag}' options to \`s' command`);
      given.add(flag);
    }
    const plain = before.replace(/\[\^?\]?[^\]]*\]/g, '');
    const groups = plain.match(this.extended ? /(?<!\\)(?:\\\\)*\(/g : /(?<!\\)(?:\\\\)*\\\(/g)?.length ?? 0;
    const wanted = [...after.matchAll(/\\([^])/g)]
      .map(([, char]) => char!)
      .find((char) => /[1-9]/.test(char) && Number(char) > groups);
    return wanted === undefined ? undefined : this.#here(`invalid reference \\${wanted} on \`s' command's RHS`);
  }
}
