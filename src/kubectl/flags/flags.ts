/** Parses flags as the pflag library does, with its error messages. */
// Models github.com/spf13/pflag flag.go

export type FlagType = 'bool' | 'string' | 'int' | 'strings' | 'duration' | 'pairs';

export interface FlagSpec {
  readonly name: string;
  /** One letter, e.g. `o` of `-o`. */
  readonly short?: string;
  readonly type: FlagType;
  /** Value of an absent flag, e.g. `background`. */
  readonly default?: string;
  /** Value of a flag without one; an explicit value then requires `=`. */
  readonly bare?: string;
  readonly usage: string;
  /** Values for completion. */
  readonly values?: readonly string[];
  readonly required?: true;
  /** True to leave it out of the help. */
  readonly hidden?: boolean;
  /** The lab does not support the flag, and prints this. Such a flag is not listed in the help. */
  readonly absent?: string;
  /** Deprecation message, which names the replacement. Such a flag is not listed in the help. */
  readonly deprecated?: string;
}

/** Invalid flags. */
export class FlagError extends Error {}

/** The flags of each command by name. */
const byName = new WeakMap<readonly FlagSpec[], ReadonlyMap<string, FlagSpec>>();

/** The flags of one call. */
export class Flags {
  readonly #given = new Map<string, string[]>();
  readonly #specs: ReadonlyMap<string, FlagSpec>;

  constructor(specs: readonly FlagSpec[]) {
    const known = byName.get(specs);
    this.#specs = known ?? new Map(specs.map((spec) => [spec.name, spec]));
    if (known === undefined) byName.set(specs, this.#specs);
  }

  /** Returns pflag's warnings about deprecated flags, in the order of their first use. */
  get deprecations(): readonly string[] {
    return [...this.#given.keys()].flatMap((name) => {
      const { deprecated } = this.#specs.get(name) ?? {};
      return deprecated === undefined ? [] : [`Flag --${name} has been deprecated, ${deprecated}\n`];
    });
  }

  /** Returns the reason why the lab does not support a given flag. */
  get absent(): readonly string[] {
    return [...this.#given.keys()].flatMap((name) => this.#specs.get(name)?.absent ?? []);
  }

  /** Returns true if it was given with any value. */
  has(name: string): boolean {
    return this.#given.has(name);
  }

  bool(name: string): boolean {
    return this.string(name) === 'true';
  }

  /** Returns the last given value, otherwise the default, otherwise an empty text. */
  string(name: string): string {
    return this.#given.get(name)?.at(-1) ?? this.#specs.get(name)?.default ?? '';
  }

  int(name: string): number {
    return Number(this.string(name) || 0);
  }

  /** Returns all values, split at commas. */
  list(name: string): readonly string[] {
    return this.all(name).flatMap((value) => value.split(','));
  }

  /** Returns all values as given. */
  all(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  /** Returns all `key=value` of a flag of the type `pairs`. */
  pairs(name: string): ReadonlyMap<string, string> {
    return new Map(this.all(name).flatMap((value) => readPairs(value).map(cutPair)));
  }

  /** Virtual ms; Go's notation (`1m30s`). */
  duration(name: string): number {
    return parseDuration(this.string(name) || '0') ?? 0;
  }

  set(spec: FlagSpec, value: string): void {
    const wrong = check(spec.type, value);
    if (wrong !== undefined) {
      const shown = spec.short === undefined ? `--${spec.name}` : `-${spec.short}, --${spec.name}`;
      throw new FlagError(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${wrong}`);
    }
    const canonical = spec.type === 'bool' ? String(trues.includes(value)) : value;
    this.#given.set(spec.name, [...this.all(spec.name), canonical]);
  }
}

export interface ParsedFlags {
  readonly args: readonly string[];
  readonly dash: number;
  readonly flags: Flags;
}

/** Flags may be before, between and after the arguments; everything after `--` is an argument. */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[]): ParsedFlags {
  const flags = new Flags(specs);
  const args: string[] = [];
  const rest = [...words];
  while (rest.length > 0) {
    const word = rest.shift()!;
    if (word === '--') return { args: [...args, ...rest], dash: args.length, flags };
    if (word.startsWith('--')) long(word, rest, specs, flags);
    else if (word.startsWith('-') && word.length > 1) shorts(word, rest, specs, flags);
    else args.push(word);
  }
  return { args, dash: -1, flags };
}

function long(word: string, rest: string[], specs: readonly FlagSpec[], flags: Flags): void {
  const [name, value] = cut(word.slice(2));
  if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
  const spec = specs.find((s) => s.name === name);
  if (spec === undefined) throw new FlagError(`unknown flag: --${name}`);
  flags.set(spec, value ?? bareValue(spec) ?? rest.shift() ?? raise(`flag needs an argument: --${name}`));
}

/** `-it`, `-o yaml`, `-oyaml`, `-o=yaml` */
function shorts(word: string, rest: string[], specs: readonly FlagSpec[], flags: Flags): void {
  for (let letters = word.slice(1); letters !== '';) {
    const [letter, after] = [letters[0]!, letters.slice(1)];
    const spec = specs.find((s) => s.short === letter) ?? raise(`unknown shorthand flag: '${letter}' in -${letters}`);
    const bare = bareValue(spec);
    if (after.startsWith('=') && after.length > 1) return flags.set(spec, after.slice(1));
    if (bare === undefined) {
      const value = after || rest.shift();
      return flags.set(spec, value ?? raise(`flag needs an argument: '${letter}' in -${letters}`));
    }
    flags.set(spec, bare);
    letters = after;
  }
}

const bareValue = ({ type, bare }: FlagSpec): string | undefined => bare ?? (type === 'bool' ? 'true' : undefined);

function cut(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function raise(message: string): never {
  throw new FlagError(message);
}

const trues = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const falses = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Returns true if Go's `strconv.ParseBool` accepts the text. */
export const isBool = (text: string): boolean => trues.includes(text) || falses.includes(text);
export const toBool = (text: string): boolean => trues.includes(text);

/** Go's error for a value that cannot be parsed. */
function check(type: FlagType, value: string): string | undefined {
  const quoted = JSON.stringify(value);
  if (type === 'bool' && !isBool(value)) {
    return `strconv.ParseBool: parsing ${quoted}: invalid syntax`;
  }
  if (type === 'int' && !/^[+-]?\d+$/.test(value)) return `strconv.ParseInt: parsing ${quoted}: invalid syntax`;
  const unpaired = type === 'pairs' ? readPairs(value).find((pair) => !pair.includes('=')) : undefined;
  if (unpaired !== undefined) return `${unpaired} must be formatted as key=value`;
  if (type === 'duration' && parseDuration(value) === undefined) return wrongDuration(value);
  return undefined;
}

/** Splits pairs at commas; a single pair may contain commas in its value. */
const readPairs = (value: string): readonly string[] =>
  value.split('=').length === 2 ? [value.replace(/^"+|"+$/g, '')] : value.split(',');

const cutPair = (pair: string): [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
};

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 36e5 };

/** Go's `time.ParseDuration`, in ms; `undefined` for an invalid text. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const whole = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.exec(text);
  if (whole === null) return undefined;
  const parts = [...whole[2]!.matchAll(/([\d.]+)([a-zµ]+)/g)];
  const ms = parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0);
  return whole[1] === '-' ? -ms : ms;
}

function wrongDuration(text: string): string {
  const unit = /^[+-]?[\d.]+([^\d.]+)/.exec(text)?.[1];
  if (/^[+-]?\d+(\.\d*)?$/.test(text)) return `time: missing unit in duration ${JSON.stringify(text)}`;
  if (unit !== undefined && !(unit in units)) {
    return `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`;
  }
  return `time: invalid duration ${JSON.stringify(text)}`;
}
