/**
 * Makes a `jq` program say what it cannot do. just-bash takes nothing from what has no items or keys, and makes null
 * of sums that are none, where jq fails: the program is run once more with checks before these steps.
 */
// Models jq's src/builtin.jq, src/builtin.c and src/execute.c
import { rewritten } from './program.ts';

/** Stands before the errors of the checks. */
const mark = 'lab: ';

const error = (text: string): string => `error("${mark}${text}")`;
const short = (value: string): string =>
  String.raw`\(${value}|type) (\(${value} | tojson | if length > 14 then .[:11] + "..." else . end))`;
const wrongInput = short('.');

const isKind = (kinds: string): string =>
  kinds
    .split('|')
    .map((kind) => `type == "${kind}"`)
    .join(' or ');

/** Checks of the input, by name: the kinds that are right, and the error. None has parameters. */
const inputs: Readonly<Record<string, readonly [string, string]>> = {
  lab_items: ['array|object', `Cannot iterate over ${wrongInput}`],
  lab_list: ['array', `Cannot iterate over ${wrongInput}`],
  lab_keys: ['array|object', `${wrongInput} has no keys`],
  lab_length: ['array|object|string|number|null', `${wrongInput} has no length`],
  lab_sorted: ['array', `${wrongInput} cannot be sorted, as it is not an array`],
  lab_text: ['string', `${wrongInput} cannot be matched, as it is not a string`],
  lab_letters: ['string', 'explode input must be a string'],
  lab_json: ['string', `${wrongInput} only strings can be parsed`],
  lab_csv: ['array', `${wrongInput} cannot be csv-formatted, only array`],
  lab_tsv: ['array', `${wrongInput} cannot be tsv-formatted, only array`],
  lab_indexed: ['array|null', String.raw`Cannot index \(type) with number`],
};

/** The checks of functions and formats. */
const checkOf: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    lab_items: 'map add',
    lab_list: 'join group_by unique_by min_by max_by unique from_entries',
    lab_keys: 'keys keys_unsorted to_entries with_entries',
    lab_length: 'length',
    lab_sorted: 'sort sort_by',
    lab_text: 'test match capture scan splits sub gsub',
    lab_letters: 'ascii_downcase ascii_upcase explode',
    lab_json: 'fromjson',
    lab_csv: '@csv',
    lab_tsv: '@tsv',
  }).flatMap(([check, names]) => names.split(' ').map((name) => [name, check])),
);

/** Sums of a pair: the kinds of `$lab_s` and `$lab_t` of which there is one. */
const sums: Readonly<Record<string, readonly [string, string, string]>> = {
  '+': ['lab_plus', '$lab_s == $lab_t or $lab_s == "null" or $lab_t == "null"', 'added'],
  '-': ['lab_minus', '$lab_s == $lab_t and ($lab_s == "number" or $lab_s == "array")', 'subtracted'],
  '*': [
    'lab_times',
    '$lab_s == $lab_t and ($lab_s == "number" or $lab_s == "object") or ([$lab_s, $lab_t] | sort) == ["number", "string"]',
    'multiplied',
  ],
  '/': ['lab_over', '$lab_s == $lab_t and ($lab_s == "number" or $lab_s == "string")', 'divided'],
  '%': ['lab_rest', '$lab_s == $lab_t and $lab_s == "number"', 'divided (remainder)'],
};
const pair = `${short('.[0]')} and ${short('.[1]')}`;
const kindsOfPair = '(.[0]|type) as $lab_s | (.[1]|type) as $lab_t';
const isText = '$lab_s == "string" and $lab_t == "string"';

/** Functions with one argument of which input and argument are looked at together. */
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  split: [isText, 'split input and separator must be strings'],
  startswith: [isText, 'startswith() requires string inputs'],
  endswith: [isText, 'endswith() requires string inputs'],
  has: [
    '($lab_s == "object" and $lab_t == "string") or ($lab_s == "array" and $lab_t == "number")',
    String.raw`Cannot check whether \(.[0]|type) has a \(.[1]|type) key`,
  ],
  contains: ['$lab_s == $lab_t', `${pair} cannot have their containment checked`],
};

const definitions = [
  ...Object.entries(inputs).map(
    ([name, [kinds, text]]) => `def ${name}: if ${isKind(kinds)} then . else ${error(text)} end;`,
  ),
  ...Object.entries(sums).map(
    ([operator, [name, fits, verb]]) =>
      `def ${name}: ${kindsOfPair} | if ${fits} then .[0] ${operator} .[1] else ${error(`${pair} cannot be ${verb}`)} end;`,
  ),
  ...Object.entries(pairs).map(
    ([name, [fits, text]]) =>
      `def lab_${name}: ${kindsOfPair} | if ${fits} then .[1] as $lab_u | .[0] | ${name}($lab_u) else ${error(text)} end;`,
  ),
  `def lab_each: lab_items | if type == "array" then range(length) as $lab_i | .[$lab_i] else keys_unsorted as $lab_k | range($lab_k|length) as $lab_i | .[$lab_k[$lab_i]] end;`,
  `def lab_add: reduce (lab_items | lab_each) as $lab_i (null; [., $lab_i] | lab_plus);`,
  `def lab_negative: if type == "number" then 0 - . else ${error(`${wrongInput} cannot be negated`)} end;`,
].join(' ');

/** Programs that write to paths, or that may leave steps undone: of these nothing can be said by running them again. */
const unfit =
  /\b(?:del|delpaths|paths?|leaf_paths|getpath|setpath|pick|limit|first|last|until|while|repeat|recurse|isempty|any|all|label|inputs?|map_values|walk)\b|[^=!<>]=(?!=)|\/\//;

/** Functions and formats that just-bash lacks, or that it takes otherwise; none of them stands alone in a path. */
const corrections: Readonly<Record<string, (list: string) => string>> = {
  group_by: (list) => `(sort_by${list} | group_by${list})`,
  unique_by: (list) => `(sort_by${list} | unique_by${list})`,
  unique: () => '(sort | unique)',
  fromdateiso8601: () => 'fromdate',
  todateiso8601: () => 'todate',
  to_entries: () =>
    '(if type == "array" then [range(length) as $lab_i | {key: $lab_i, value: .[$lab_i]}] else to_entries end)',
  '@csv': () =>
    '(if type != "array" then @csv else map(if type == "string" then "\\"" + gsub("\\""; "\\"\\"") + "\\"" elif . == null then "" ' +
    'elif type == "array" or type == "object" then error("\\(type) (\\(tojson)) is not valid in a csv row") ' +
    'else tostring end) | join(",") end)',
  '@sh': () => '(if type == "array" then map(if type == "string" then @sh else tostring end) | join(" ") else @sh end)',
};
const wanted = new RegExp(`(?:${Object.keys(corrections).join('|')})\\b|[{,]\\s*\\$\\w+\\s*[,}]`);

/** A path of keys without brackets, e.g. `.items[].metadata["uid"]`. */
const keyPath = String.raw`\s*(?:\.(?:\w+|"[^"\\[]*")?(?:\["[^"\\[]*"\]|\[\])*)+\s*`;
/** A text, or `del` of paths of keys. */
const deletes = new RegExp(String.raw`"(?:[^"\\]|\\.)*"|\bdel\((${keyPath}(?:,${keyPath})*)\)`, 'g');
const paths = new RegExp(keyPath, 'g');

/** Returns the program with a `del` of plain keys for each path: just-bash deletes nothing else. */
const deletingEach = (program: string): string =>
  program.replace(deletes, (all, list?: string) =>
    list === undefined ? all : `(${(list.match(paths) ?? []).map((path) => deleting(path.trim())).join(' | ')})`,
  );

/** Deletes a path; `.items[].status` is `.status` of each of the items. */
function deleting(path: string): string {
  const [, each, rest = ''] = /^(.*\[\])(.+)$/.exec(path) ?? [];
  if (each === undefined) return `del(${path})`;
  return `(${each} |= del(${rest.startsWith('.') ? rest : `.${rest}`}))`;
}

/** Returns the program in the form that just-bash needs: it keeps the order of groups, and knows no `{$name}`. */
export function corrected(given: string): string {
  const program = deletingEach(given);
  if (!wanted.test(program) || isUnfit(program.replaceAll('//', ''))) return program;
  const same = {
    arithmetic: (operator: string, left: string, right: string) => `(${left} ${operator} ${right})`,
    call: (name: string, args: readonly string[]) => {
      const list = args.length === 0 ? '' : `(${args.join('; ')})`;
      return Object.hasOwn(corrections, name) ? corrections[name]!(list) : name + list;
    },
    each: '.[]',
    at: (index: string) => `.[${index}]`,
    field: (field: string) => field,
  };
  return rewritten(program, same) ?? program;
}

const isUnfit = (program: string): boolean =>
  unfit.test(program.replace(/"(?:[^"\\(]|\\[^(])*"/g, '""')) || program.length > 10_000;

/** Returns the program with its steps checked; `undefined` if that would not say anything. */
export function checkedProgram(program: string): string | undefined {
  if (isUnfit(program)) return undefined;
  let count = 0;
  /** Puts the values of two filters together, as jq's operators do: the right one is worked out first. */
  const both = (left: string, right: string): string => {
    const [a, b] = [`$lab_a${++count}`, `$lab_b${count}`];
    return `(${right}) as ${b} | (${left}) as ${a} | [${a}, ${b}]`;
  };
  const checked = rewritten(program, {
    arithmetic: (operator, left, right) =>
      left === '' ? `((${right}) | lab_negative)` : `(${both(left, right)} | ${sums[operator]![0]})`,
    call: (name, args) => {
      if (name === 'add' && args.length === 0) return 'lab_add';
      if (args.length === 1 && Object.hasOwn(pairs, name)) return `(${both('.', args[0]!)} | lab_${name})`;
      const list = args.length === 0 ? '' : `(${args.join('; ')})`;
      const step = Object.hasOwn(corrections, name) ? corrections[name]!(list) : `${name}${list}`;
      return Object.hasOwn(checkOf, name) ? `(${checkOf[name]!} | ${step})` : step;
    },
    each: 'lab_each',
    at: (index) => (index.includes(':') ? `.[${index}]` : `(lab_indexed | .[${index}])`),
    field: (field, name) =>
      `(if type == "object" or type == "null" then ${field} else ` +
      `error("${mark}Cannot index \\(type) with string \\"${name}\\"") end)`,
  });
  return checked === undefined ? undefined : `${definitions} ${checked}`;
}

/** Returns the error that a check ended with. */
export const errorOfCheck = (stderr: string): string | undefined =>
  new RegExp(`^jq: (?:parse )?error: ${mark}([^\\n]*)`).exec(stderr)?.[1];

/** True if the program does something about errors: then it ends otherwise where there are some. */
export const handlesErrors = (program: string): boolean => /\btry\b|\?/.test(program);

/** Removes the mark from errors that the program has caught. */
export const unmarked = (text: string): string => text.replaceAll(mark, '');
