/**
 * Makes a `jq` program say what it cannot do. just-bash takes nothing from what has no items or keys, where jq fails:
 * the program is run once more with these steps replaced by ones that look at their input first.
 */

/** Stands before the errors of the steps below. */
const mark = 'lab: ';

const error = (text: string): string => `error("${mark}${text}")`;
const wrongInput = String.raw`\(type) (\(tojson | if length > 14 then .[:11] + "..." else . end))`;
const noItems = error(`Cannot iterate over ${wrongInput}`);
const noKeys = error(`${wrongInput} has no keys`);
const notSorted = error(`${wrongInput} cannot be sorted, as it is not an array`);
const noNumber = error(String.raw`Cannot index \(type) with number`);

/** Steps by the name of what they replace: parameters, the kinds of input that are right, the step, and the error. */
const steps: Readonly<Record<string, readonly [string, string, string, string]>> = {
  add: ['', 'array|object', 'add', noItems],
  join: ['(f)', 'array', 'join(f)', noItems],
  keys: ['', 'array|object', 'keys', noKeys],
  keys_unsorted: ['', 'array|object', 'keys_unsorted', noKeys],
  length: ['', 'array|object|string|number|null', 'length', error(`${wrongInput} has no length`)],
  map: ['(f)', 'array|object', 'map(f)', noItems],
  sort: ['', 'array', 'sort', notSorted],
  sort_by: ['(f)', 'array', 'sort_by(f)', notSorted],
  to_entries: ['', 'array|object', 'to_entries', noKeys],
  with_entries: ['(f)', 'array|object', 'with_entries(f)', noKeys],
};

const definitions = [
  `def lab_each: if type == "array" then range(length) elif type == "object" then keys_unsorted | .[] else ${noItems} end;`,
  `def lab_at(f): if type == "array" or type == "null" then f else ${noNumber} end;`,
  ...Object.entries(steps).map(([name, [parameters, kinds, step, otherwise]]) => {
    const isRight = kinds.split('|').map((kind) => `type == "${kind}"`);
    return `def lab_${name}${parameters}: if ${isRight.join(' or ')} then ${step} else ${otherwise} end;`;
  }),
].join(' ');

/** Programs that write to paths, or that may leave steps undone: of these nothing can be said by running them again. */
const unfit =
  /\b(?:del|delpaths|paths?|leaf_paths|getpath|setpath|pick|limit|first|last|until|while|repeat|isempty|any|all|label|inputs?|def|reduce|foreach|try|map_values)\b|[^=!<>]=(?!=)|\/\//;

const token =
  /"(?:[^"\\]|\\[^])*"|#[^\n]*|\s+|\.[a-zA-Z_]\w*|\$(?:__)?\w+|@\w+|(?:\w+::)*[a-zA-Z_]\w*|\d+(?:\.\d+)?|\[\s*\]|[^]/g;
/** Words after which a value begins. */
const beforeValue = /^(?:and|as|elif|else|if|or|then)$/;

/** Returns the program with its steps checked; `undefined` if that would not say anything. */
export function checkedProgram(program: string): string | undefined {
  if (unfit.test(program) || program.length > 10_000) return undefined;
  let [before, changed] = ['', false];
  const words = program.match(token) ?? [];
  const checked = words.map((word, at) => {
    const next = words.slice(at + 1).find((other) => other.trim() !== '');
    const behindTerm = /(?:[\w.\])"?]|\$)$/.test(before) && !beforeValue.test(before);
    const isKey = next === ':' || before === '.';
    let result = word;
    if (/^\[\s*\]$/.test(word) && behindTerm) result = '[lab_each]';
    else if (/^\d+$/.test(word) && before === '.[' && next === ']') result = `lab_at(${word})`;
    else if (Object.hasOwn(steps, word) && !isKey && before !== '{' && before !== ',{') result = `lab_${word}`;
    if (word.trim() !== '') before = word === '[' && behindTerm ? '.[' : word;
    changed ||= result !== word;
    return result;
  });
  return changed ? `${definitions} ${checked.join('')}` : undefined;
}

/** Returns the error that a checked step ended with. */
export const errorOfCheck = (stderr: string): string | undefined =>
  new RegExp(`^jq: (?:parse )?error: ${mark}([^\\n]*)`).exec(stderr)?.[1];
