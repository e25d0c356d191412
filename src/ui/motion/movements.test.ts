import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as movements from './movements.ts';

const { motions, ...others } = movements;
const allowed = ['opacity', 'transform'];
const last = <T>(value: T | readonly T[] | undefined): T | undefined =>
  Array.isArray(value) ? (value as readonly T[]).at(-1) : (value as T | undefined);

describe('the motion language', () => {
  it('has one motion for each thing that happens', () => {
    expect(Object.keys(motions)).toEqual([
      'birth',
      'readiness',
      'leaving',
      'replacement',
      'rebinding',
      'revision',
      'blocked',
    ]);
  });

  it.each(Object.entries(motions))('%s moves nothing but opacity and transform, and moves', (_, { from, to }) => {
    for (const pose of [from, to]) expect(allowed).toEqual(expect.arrayContaining(Object.keys(pose)));
    expect(to).not.toEqual(from);
  });

  it.each(Object.entries(others))('%s moves nothing else either', (_, movement) => {
    for (const pose of Object.values(movement)) expect(allowed).toEqual(expect.arrayContaining(Object.keys(pose)));
  });

  it.each(['birth', 'readiness', 'replacement', 'rebinding', 'revision'] as const)('%s ends at rest', (name) => {
    const { to } = motions[name];
    if ('opacity' in to) expect(to.opacity).toBe(1);
    // Every number in it is 0 px or scale 1.
    expect(to.transform.replace(/translateY\(0px\)|scaleY?\(1\)/g, '').trim()).toBe('');
  });

  it.each(['leaving', 'blocked'] as const)('%s ends out of sight', (name) => {
    expect(last<number>(motions[name].to.opacity)).toBe(0);
  });
});

describe('style sheets', () => {
  const src = join(import.meta.dirname, '../..');
  const sheets = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.css'));
  const read = (file: string) => readFileSync(join(src, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');

  it.each(sheets)('%s lets nothing but opacity and transform change by and by', (file) => {
    const text = read(file);
    const transitions = [...text.matchAll(/transition(?:-property)?:\s*([^;]+);/g)].flatMap(([, value]) =>
      value!.split(/,(?![^(]*\))/).map((part) => part.trim().split(/\s+/)[0]),
    );
    const frames = [...text.matchAll(/@keyframes[^{]+\{((?:[^{}]*\{[^}]*\})*)\s*\}/g)].flatMap(([, body]) =>
      [...body!.matchAll(/([\w-]+)\s*:/g)].map(([, property]) => property),
    );
    expect([...transitions, ...frames].filter((property) => ![...allowed, 'none'].includes(property!))).toEqual([]);
  });

  it('repeats no movement', () => {
    for (const file of sheets)
      expect([file, /\binfinite\b|animation-iteration-count/.test(read(file))]).toEqual([file, false]);
  });
});
