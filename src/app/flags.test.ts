import { expect, it } from 'vitest';
import { readFlags } from './flags.ts';

const defaults = {
  language: null,
  theme: null,
  motion: true,
  speed: 1,
  seed: 1,
  paused: false,
  example: 'complete',
  autoplay: false,
  presenting: false,
  introduction: true,
};

it('has a default for everything', () => {
  expect(readFlags('')).toEqual(defaults);
});

it('reads what it is asked', () => {
  expect(readFlags('?lang=zh&theme=dark&motion=off&speed=0.25&seed=7&paused=1&example=tutorial&autoplay')).toEqual({
    language: 'zh',
    theme: 'dark',
    motion: false,
    speed: 0.25,
    seed: 7,
    paused: true,
    example: 'tutorial',
    autoplay: true,
    presenting: false,
    introduction: false,
  });
});

it('knows high contrast as a theme', () => {
  expect(readFlags('?theme=contrast').theme).toBe('contrast');
});

it('takes no nonsense', () => {
  expect(readFlags('?theme=pink&speed=1e9&seed=-3&example=../etc&paused=0')).toEqual(defaults);
});

it.each(['?intro=off', '?autoplay', '?presenter=1', '?embed=1'])('introduces nobody who comes with %s', (query) => {
  expect(readFlags(query).introduction).toBe(false);
});
