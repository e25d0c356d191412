/** Texts as they go to an editor and come back: comments, and what makes a text no object. */
// Models kubectl/pkg/cmd/util/helpers.go (StripComments, ManualStrip) and kubectl/pkg/validation/validation.go
import { canonicalJson } from '../../engine/index.ts';
import { parseValue, typeProblems } from '../../manifests/parse.ts';
import { aggregate } from '../errors/errors.ts';
import { isFields } from '../resources/fields.ts';

/** Why a text is to be edited once more, as its first lines say it. */
export interface Reason {
  readonly head: string;
  readonly details?: readonly string[];
}

/** The text without the lines that begin with `#`. */
export const withoutComments = (text: string): string => text.replace(/^[^\S\n]*#(?!!).*(\n|$)/gm, '');

/** Equal for texts that say the same: comments, order of keys and layout do not count. */
export function meaningOf(text: string): string {
  const read = parseValue(text);
  return 'error' in read ? withoutComments(text) : canonicalJson(read.value ?? null);
}

/** True when there is anything but comments and white space. */
export const hasLines = (text: string): boolean => withoutComments(text).trim() !== '';

/** Returns kubectl's error for a text before it looks for objects in it, or `undefined`. */
export function validationProblem(text: string): string | undefined {
  const read = parseValue(text);
  if (!('error' in read)) return aggregate(typeProblems(read.value))[0];
  const stripped = parseValue(withoutComments(text));
  return 'error' in stripped ? stripped.error : undefined;
}

/** The lines before the object that say why it is to be edited once more. */
export const reasonLines = (reasons: readonly Reason[]): string =>
  reasons
    .map(({ head, details = [] }) => {
      const lines = [
        `# ${commented(head)}${details.length > 0 ? ':' : ''}`,
        ...details.map((d) => `# * ${commented(d)}`),
      ];
      return `${lines.join('\n')}\n#\n`;
    })
    .join('');

const commented = (text: string): string => text.replace(/\n(?=[^#])/g, '\n# ');

/** Go's `%#v` of an unstructured object. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isFields(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key])}`);
  return `map[string]interface {}{${pairs.join(', ')}}`;
}
