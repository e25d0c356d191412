import { expect, it } from 'vitest';
import { isTooIntricate } from './intricate.ts';

const here = (body: string, delimiter = 'E'): string => `cat <<${delimiter}\n${body}\nE`;

it.each([
  ['an open bracket after another in a here-document', here('['.repeat(500_000))],
  ['open classes in a here-document', here('[:'.repeat(5000))],
  ['open brackets in an expansion', `echo \${x:-${'[ '.repeat(10_000)}}`],
  ['many words of open brackets', `echo ${`${'['.repeat(1990)} `.repeat(50)}`],
])('%s would keep the parser busy', (_, text) => {
  expect(isTooIntricate(text)).toBe(true);
});

it.each([
  ['JSON in a here-document', here('[{"a":[1,2,{"b":[]}]}]\n'.repeat(10_000))],
  ['a here-document that is not expanded', here('['.repeat(500_000), "'E'")],
  ['some open brackets', here('['.repeat(3000))],
  ['tests', '[ -f a ] && echo b\n'.repeat(2500)],
  ['text in quotes', `echo "${'['.repeat(100_000)}"`],
])('%s is parsed', (_, text) => {
  expect(isTooIntricate(text)).toBe(false);
});
