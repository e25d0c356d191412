// The table of actions: what names one names a row of it, and foreign calls are refused in words.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLab } from '../testing.ts';
import { aheadActions } from './ahead.ts';
import { nodeActions } from './nodes.ts';
import { helpActions, helpTopics, pageActions } from './page.ts';
import { palette } from './palette.ts';
import { podActions } from './pods.ts';
import { setActions } from './set.ts';
import { actionIds, actionOf, actions, isActionId } from './table.ts';
import { textActions } from './text.ts';
import { timeActions } from './time.ts';

const parts = [setActions, podActions, nodeActions, timeActions, textActions, pageActions, aheadActions, helpActions];

/** Calls an action as a message from another page would: with anything. */
const foreign = (act: unknown) => act as (id: unknown, argument?: unknown) => unknown;

describe('the table', () => {
  it('has each id once', () => {
    const ids = parts.flatMap((part) => Object.keys(part));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    expect(actionIds).toEqual(ids);
  });

  it('has every entry of the palette, once', () => {
    const ids = palette.map(({ id }) => id);
    expect(ids.filter((id) => !isActionId(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has every entry of the Help menu', () => {
    const { lab, state } = newLab();
    for (const topic of helpTopics) {
      lab.act('openHelp', { topic });
      expect(state().dialog?.name).toBe(topic);
    }
  });

  it('has no key twice at one place, and none for an action that needs an argument', () => {
    for (const presenting of [true, false]) {
      const keyed = actionIds.filter((id) => {
        const { shortcut, presenting: only = false } = actionOf(id);
        return shortcut !== undefined && only === presenting;
      });
      const keys = keyed.map((id) => actionOf(id).shortcut);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keyed.filter((id) => Object.keys(actionOf(id).takes ?? {}).length > 0)).toEqual([]);
    }
  });
});

describe('a foreign call', () => {
  it.each([
    ['nothing', undefined, 'there is no such action'],
    ['toString', undefined, 'there is no such action'],
    ['__proto__', {}, 'there is no such action'],
    ['scale', undefined, 'replicas must be a whole number from 0 to 10000'],
    ['scale', { replicas: '5' }, 'replicas must be a whole number from 0 to 10000'],
    ['scale', { replicas: 1e9 }, 'replicas must be a whole number from 0 to 10000'],
    ['scale', { replicas: 5, evil: 1 }, 'the argument has an unknown field "evil"'],
    ['scale', [5], 'the argument must be an object'],
    ['deletePod', { name: 'a b' }, 'name must be a name of 1 to 253 characters'],
    ['setTheme', { theme: 'pink' }, 'theme must be one of auto, light, dark, contrast'],
    ['setLanguage', { language: 'xx' }, 'language must be one of en, zh'],
    ['seek', { at: Number.NaN }, 'at must be a number from 0 to 1000000000000'],
    ['apply', { now: true }, 'the argument has an unknown field "now"'],
    ['reveal', { path: 'spec' }, 'path must be a list of names'],
    ['undo', {}, 'not possible now (missing: action)'],
  ])('%s with %j is refused in words', (id, argument, words) => {
    const { lab, state } = newLab();
    const before = state();
    expect(foreign(lab.act)(id, argument)).toEqual({ ok: false, lines: [`${id}: ${words}`] });
    expect(state()).toBe(before);
  });

  it('with anything never throws, and leaves the lab usable', () => {
    const { lab, run, names } = newLab();
    const quiet = actionIds.filter((id) => !['openSession', 'resetToBeginning', 'compareVariation'].includes(id));
    fc.assert(
      fc.property(fc.constantFrom(...quiet), fc.anything(), fc.array(fc.anything()), (id, one, more) => {
        const names = Object.keys(actionOf(id).takes ?? {});
        foreign(lab.act)(id, one);
        foreign(lab.act)(id, Object.fromEntries(names.map((name, i) => [name, more[i]])));
      }),
      { numRuns: 500 },
    );
    lab.act('chooseExample', { example: 'complete' });
    lab.act('apply');
    lab.act('setSpeed', { speed: 1 });
    lab.act('play');
    run(20_000);
    expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
  });

  it('of openSession that is no session is refused, and changes nothing', async () => {
    const { lab, state } = newLab();
    const before = state();
    for (const session of [undefined, null, 5, 'x', {}, { runs: [] }, { version: 99, runs: [] }])
      await expect(foreign(lab.act)('openSession', { session })).rejects.toThrow(/Malformed|NewerVersion/);
    expect(state()).toBe(before);
  });
});

it('an action that names a kubectl command runs that command', () => {
  const { lab, run, state, lastCommand } = newLab();
  lab.act('apply');
  run(20_000);
  const reasons = () =>
    lab.read(({ timeline }) =>
      timeline.recording.history.flatMap((record) => ('actor' in record ? [record.actor] : [])),
    );
  lab.act('scale', { replicas: 4 });
  expect(reasons().at(-1)).toEqual({ name: 'user', reason: 'kubectl scale' });
  lab.act('deletePod', { name: 'web-1' });
  expect(reasons().some(({ reason }) => reason === 'kubectl delete')).toBe(true);
  lab.act('drainNode', { name: 'node-1' });
  expect(reasons().some(({ reason }) => reason === 'kubectl drain')).toBe(true);
  const argv = actions.drainNode.kubectl?.(state(), { name: 'node-1' });
  expect(lastCommand()?.command).toBe(['kubectl', ...(argv ?? [])].join(' '));
});
