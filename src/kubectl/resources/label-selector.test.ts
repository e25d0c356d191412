import { describe, expect, it } from 'vitest';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';

const labels = { app: 'nginx', tier: 'web', 'example.com/shard': '3', empty: '' };

// The examples of https://kubernetes.io/docs/concepts/overview/working-with-objects/labels, and the rules beside them.
describe('label selectors', () => {
  it.each([
    ['app=nginx', true],
    ['app==nginx', true],
    ['app = nginx , tier = web', true],
    ['app!=nginx', false],
    ['missing!=x', true],
    ['app in (nginx,apache)', true],
    ['app in (apache)', false],
    ['app notin (apache)', true],
    ['missing notin (a)', true],
    ['app', true],
    ['missing', false],
    ['!missing', true],
    ['!app', false],
    ['example.com/shard>2', true],
    ['example.com/shard<3', false],
    ['app>1', false],
    ['empty=', true],
    ['empty in (,x)', true],
    ['app=nginx,!missing,tier in (web)', true],
    ['', true],
    ['in=x', false],
  ])('%j: %s', (selector, expected) => {
    expect(matchesLabels(labels, parseLabelSelector(selector))).toBe(expected);
  });

  it.each([
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a,', "found '', expected: identifier after ','"],
    ['=x', "found '=', expected: !, identifier, or 'end of string'"],
    ['a in x', "unable to parse requirement: found 'x' expected: '('"],
    ['a in (x', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a in ()', "for 'in', 'notin' operators, values set can't be empty"],
    ['a>x', "for 'Gt', 'Lt' operators, the value must be an integer"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    ['-a', 'name part must consist of alphanumeric characters'],
    ['a=-', 'a valid label must be an empty string or consist of alphanumeric characters'],
  ])('%j is refused: %s', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});
