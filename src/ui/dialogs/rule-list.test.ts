import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { trapRules } from '../../view/traps/traps.ts';
import { rules, type RuleName, surroundings } from './rule-list.ts';

const src = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(src, path), 'utf8');

/** The rules by which the engine can decide, as its own source lists them. */
const ofEngine = [
  ...(/export type DecisionRule =([\s\S]*?);\n\n/.exec(read('engine/trace/decision.ts'))?.[1] ?? '').matchAll(
    /\| '(\w+)'/g,
  ),
].map((match) => match[1]!);

it('names every rule of the engine, and no other', () => {
  expect(ofEngine.length).toBeGreaterThan(40);
  expect(Object.keys(rules).sort()).toEqual([...ofEngine, ...surroundings].sort());
});

it('explains every trap', () => {
  expect(Object.values(trapRules).filter((name) => rules[name] === undefined)).toEqual([]);
});

describe.each(['en', 'zh'])('in %s', (language) => {
  const texts = JSON.parse(read(`i18n/languages/${language}/rule-pages.json`)) as Record<string, string>;

  it.each(Object.entries(rules))('%s has a page', (name, { group, harmless }) => {
    for (const part of ['when', 'does', 'not']) expect(texts[`rules.${part}.${name}`], part).toBeTruthy();
    expect(texts[`rules.helps.${name}`] === undefined).toBe(harmless === true);
    expect(texts[`rules.group.${group}`]).toBeTruthy();
  });

  it('has no page of a rule that there is not', () => {
    const named = Object.keys(texts).flatMap((id) => /^rules\.(?:when|does|not|helps)\.(\w+)$/.exec(id)?.[1] ?? []);
    expect([...new Set(named)].filter((name) => rules[name as RuleName] === undefined)).toEqual([]);
  });
});
