import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseDocument } from '../../manifests/parse.ts';
import { type JsonSchema, lessonJsonSchema } from './json-schema.ts';
import { readLesson } from './read-lesson.ts';

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Returns true if a value matches the schema. Supports only the keywords that the format uses. */
function fits(schema: JsonSchema, value: unknown): boolean {
  const { type, anyOf, properties = {}, required = [], items, pattern } = schema;
  if (anyOf !== undefined) return anyOf.some((kind) => fits(kind, value));
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if ('const' in schema) return schema.const === value;
  if (type === 'integer' ? !Number.isInteger(value) : typeOf(value) !== type) return false;
  const { minLength = 0, maxLength = Infinity, minItems = 0, maxItems = Infinity } = schema;
  if (typeof value === 'string') {
    return (
      value.length >= minLength &&
      value.length <= maxLength &&
      (pattern === undefined || new RegExp(pattern).test(value))
    );
  }
  if (typeof value === 'number') return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  if (Array.isArray(value)) {
    return value.length >= minItems && value.length <= maxItems && value.every((item) => fits(items!, item));
  }
  if (typeof value !== 'object' || value === null) return true;
  return (
    required.every((key) => key in value) &&
    Object.entries(value).every(([key, item]) => properties[key] !== undefined && fits(properties[key], item))
  );
}

const folder = new URL('../course/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\/.*\.yaml$/.test(file));
const schema = lessonJsonSchema('en');
const valueOf = (text: string): unknown => {
  const read = parseDocument(text);
  return 'value' in read ? read.value : undefined;
};

test.each(files)('the schema of the editor accepts %s, as the checker does', (file) => {
  expect(fits(schema, valueOf(readFileSync(new URL(file, folder), 'utf8')))).toBe(true);
});

const text = readFileSync(new URL('state/first-set.yaml', folder), 'utf8');

test.each([
  ['an unknown field', 'minutes:', 'minuets: 1\nminutes:'],
  ['a missing field', 'minutes: 3\n', ''],
  ['a number that is too large', 'minutes: 3', 'minutes: 99'],
  ['a wrong name', '{slot: web-0}', '{slot: web}'],
  ['a page of no kind', 'id: why\n    text:', 'id: why\n    txet:'],
  ['an unknown step', '{apply: manifest.yaml}', '{aply: manifest.yaml}'],
  ['an unknown condition', '{same: pod/web-0}', '{sane: pod/web-0}'],
  ['an answer that is written down', 'then: [{apply', 'right: web-0\n      then: [{apply'],
])('both refuse %s', (_, from, to) => {
  expect(text).toContain(from);
  const changed = text.replace(from, to);
  expect(fits(schema, valueOf(changed))).toBe(false);
  expect(readLesson(changed)).toHaveProperty('problems');
});

test('each field is described in both languages', () => {
  const descriptions = (part: JsonSchema): readonly string[] => [
    ...(part.description === undefined ? [] : [part.description]),
    ...Object.values(part.properties ?? {}).flatMap(descriptions),
    ...(part.items === undefined ? [] : descriptions(part.items)),
    ...(part.anyOf ?? []).flatMap(descriptions),
  ];
  const [en, zh] = (['en', 'zh'] as const).map((language) => descriptions(lessonJsonSchema(language)));
  expect(en!.length).toBe(zh!.length);
  expect(en!.every((words) => !/\p{Script=Han}/u.test(words))).toBe(true);
  expect(zh!.every((words) => /\p{Script=Han}/u.test(words))).toBe(true);
});
