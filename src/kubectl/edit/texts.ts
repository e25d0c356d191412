/** The texts for an editor, and their checks when they come back. */
// Models kubectl/pkg/cmd/util/helpers.go (StripComments, ManualStrip) and kubectl/pkg/validation/validation.go
import { canonicalJson } from '../../engine/index.ts';
import { parseValue, typeProblems } from '../../manifests/parse.ts';
import { aggregate } from '../errors/errors.ts';
import { isFields } from '../resources/fields.ts';

/** The reason for editing a text again, for its first lines. */
export interface Reason {
  readonly head: string;
  readonly details?: readonly string[];
}

/** Returns the text without lines that begin with `#`. */
export const withoutComments = (text: string): string => text.replace(/^[^\S\n]*#(?!!).*(\n|$)/gm, '');

/** Equal for texts with the same content: comments, order of keys and layout are ignored. */
export function meaningOf(text: string): string {
  const read = parseValue(text);
  return 'error' in read ? withoutComments(text) : canonicalJson(read.value ?? null);
}

/** Returns true if there is anything but comments and white space. */
export const hasLines = (text: string): boolean => withoutComments(text).trim() !== '';

/** Returns kubectl's error for a text before it looks for objects in it, or `undefined`. */
export function validationProblem(text: string): string | undefined {
  const read = parseValue(text);
  if (!('error' in read)) return aggregate(typeProblems(read.value))[0];
  const stripped = parseValue(withoutComments(text));
  return 'error' in stripped ? stripped.error : undefined;
}

/** Returns the lines before the object with the reason for editing it again. */
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

/** An unstructured object as Go's `%#v` prints it. */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isFields(value)) return JSON.stringify(value);
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key])}`);
  return `map[string]interface {}{${pairs.join(', ')}}`;
}
