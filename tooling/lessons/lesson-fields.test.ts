import { expect, test } from 'vitest';
import { problemsOf } from './lesson-problems.ts';
import { expectReported, type Mistake, text } from './mistakes.ts';

test('a lesson that is right has no problem', () => {
  expect(problemsOf('first-set.yaml', text)).toEqual([]);
});

test.each<readonly [string, ...Mistake]>([
  // The file.
  ['text that is no YAML', 'minutes: 3', 'minutes: ]', ['minutes: ', ']'], 'did not find expected node content'],
  ['a file that is no map', text, '- a list', ['- a list'], 'expected a map'],
  ['lists that lie too deep', 'minutes: 3', `minutes: ${'['.repeat(999)}{[`, ['{['], 'exceeded max depth of 1000'],
  // Fields.
  ['an unknown field', 'minutes:', 'minuets: 3\nminutes:', ['minuets'], 'minuets: unknown field'],
  [
    'an unknown field deep inside',
    'ghost: {field',
    'gost: 1\n        ghost: {field',
    ['gost'],
    'pages[3].do.hints.gost: unknown field',
  ],
  ['a field that is missing', 'minutes: 3\n', '', ['id:'], 'minutes: is missing'],
  ['a language that is missing', '  zh: 创建第一个 StatefulSet\n', '', ['title'], 'title.zh: is missing'],
  ['an empty text', '创建第一个 StatefulSet', "' '", ["' '"], 'title.zh: expected a text'],
  [
    'a text that is too long',
    'A set and its first Pods',
    'A set and its first Pods '.repeat(9),
    ['A set'],
    'title.en: expected at most 60 characters or items',
  ],
  [
    'an id with a space',
    'id: first-set',
    'id: first set',
    ['first set'],
    'id: expected lower case letters, digits and hyphens, at most 41',
  ],
  ['a number that is a text', 'minutes: 3', 'minutes: three', ['three'], 'minutes: expected number, found "three"'],
  ['a number that is too large', 'minutes: 3', 'minutes: 99', ['99'], 'minutes: expected at most 15'],
  ['a number that is not whole', 'minutes: 3', 'minutes: 2.5', ['2.5'], 'minutes: expected a whole number'],
  [
    'a map that is a list',
    'start:\n  example: complete',
    'start: [complete]',
    ['start: ', '['],
    'start: expected a map',
  ],
  [
    'a list that is a word',
    'parts: [manifest]',
    'parts: manifest',
    ['parts: ', 'manifest'],
    'parts: expected a list, found "manifest"',
  ],
  [
    'an unknown part',
    'parts: [manifest]',
    'parts: [manuscript]',
    ['manuscript'],
    'parts[0]: expected "manifest" or "terminal" or "timeline" or "events" or "nodes" or "status", found "manuscript"',
  ],
  [
    'an unknown example',
    'example: complete',
    'example: other',
    ['other'],
    'start.example: expected "tutorial" or "complete" or "contrast", found "other"',
  ],
  [
    'a section that is none',
    "sections: ['1',",
    "sections: ['one',",
    ["'one'"],
    'serves.sections[0]: expected a section, as 2.5.1',
  ],
  // Pages.
  [
    'a lesson without pages',
    text.slice(text.indexOf('pages:')),
    'pages: []',
    ['[]'],
    'pages: expected at least 1 characters or items',
  ],
  [
    'a page of no kind',
    'id: why\n    text:',
    'id: why\n    txet:',
    ['id: why'],
    'pages[0]: expected one of text, predict, do, answer',
  ],
  [
    'two pages of one id',
    'id: how-many',
    'id: why',
    ['id: why', 'why', 'id: why', 'why'],
    'pages[1].id: "why" is the id of a page before',
  ],
  [
    'an outline of no kind',
    '{part: editor}',
    '{pod: web-0}',
    ['{pod'],
    'pages[0].outline: expected one of slot, field, status, claim, part',
  ],
  [
    'a Pod without an ordinal',
    '{slot: web-0}',
    '{slot: web}',
    ['web}'],
    'pages[1].outline.slot: expected the name of a Pod, as web-0',
  ],
])('%s is reported at its place', (_, ...mistake) => {
  expectReported(mistake);
});

test('a file that is too long is refused before it is read', () => {
  expect(problemsOf('x.yaml', `${text}# ${'x'.repeat(100_000)}`)).toEqual([
    'x.yaml:1:1: the file is longer than 100000 characters',
  ]);
});
