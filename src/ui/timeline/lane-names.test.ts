import { describe, expect, it } from 'vitest';
import { createTranslator } from '../../i18n/index.ts';
import { Run } from '../../timeline/run.ts';
import { simulate } from '../../timeline/simulate.ts';
import { user, webSet } from '../../view/testing.ts';
import { laneNames } from './lane-names.ts';

const translator = await createTranslator('en');
const t = await translator.inLanguage('en');

function begun(id: number): Run {
  const run = new Run({ id, text: '' }, simulate(1));
  run.cluster.api.create(webSet(), user);
  run.note({ command: 'kubectl apply -f manifest.yaml' });
  return run;
}

function scaled(id: number): Run {
  const run = begun(id);
  run.cluster.api.patch('statefulsets', 'web', 'default', 'merge', { spec: { replicas: 5 } }, user);
  run.note({ command: 'kubectl scale sts web --replicas=5' });
  return run;
}

describe('the names of two compared branches', () => {
  it('are what was done in each', () => {
    expect(laneNames(t, [scaled(2), begun(1)])[0]).toBe('scale sts web --replicas=5');
  });

  it('are their own names if nothing was done in one', () => {
    expect(laneNames(t, [scaled(2), begun(1)])[1]).toBe('Branch 1');
    const own = begun(1);
    own.name = 'Your own cluster';
    expect(laneNames(t, [scaled(2), own])[1]).toBe('Your own cluster');
  });

  it('are given names where only commands differ', () => {
    const solution = scaled(2);
    solution.name = 'The solution';
    expect(laneNames(t, [solution, begun(1)])[0]).toBe('The solution');
  });

  it('are their own names if all was the same', () => {
    expect(laneNames(t, [begun(1), begun(2)])).toEqual(['Branch 1', 'Branch 2']);
  });
});
