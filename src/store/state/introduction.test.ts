import { describe, expect, it } from 'vitest';
import { prominentOf } from './introduction.ts';
import { newLab } from '../testing.ts';
import { isUnfolded, readUnfolded, unfoldedParts } from './unfolded.ts';

describe('the one prominent button', () => {
  it('is Apply while the text is not applied, and none while the cluster works', () => {
    const { lab } = newLab({ example: 'complete' });
    expect(prominentOf(lab.store.getState())).toBe('apply');
    lab.act('apply');
    expect(prominentOf(lab.store.getState())).toBeNull();
    lab.act('edit', { text: `${lab.store.getState().text}# mine\n` });
    expect(prominentOf(lab.store.getState())).toBe('apply');
  });

  it('is Play while time is paused and something is pending', () => {
    const { lab } = newLab({ example: 'complete', paused: true });
    lab.act('apply');
    expect(prominentOf(lab.store.getState())).toBe('play');
  });

  it('is that of the introduction when the step is done, which then waits', () => {
    const { lab } = newLab({ example: 'complete', introduction: 0 });
    expect(prominentOf(lab.store.getState())).toBe('apply');
    lab.act('apply');
    expect(prominentOf(lab.store.getState())).toBe('introduction');
    expect(lab.store.getState().introduction).toBe(0);
    lab.act('nextIntroductionStep');
    expect(prominentOf(lab.store.getState())).toBeNull();
  });
});

describe('parts of the page', () => {
  it('are folded for a first visitor until they are needed', () => {
    const { lab } = newLab({ example: 'complete', unfolded: [] });
    expect(unfoldedParts(lab.store.getState())).toEqual([]);
    lab.act('apply');
    expect(unfoldedParts(lab.store.getState())).toEqual(['time', 'views', 'log']);
    lab.act('addReplica');
    expect(isUnfolded(lab.store.getState(), 'compare')).toBe(true);
    expect(isUnfolded(lab.store.getState(), 'terminal')).toBe(false);
    lab.act('unfold', { part: 'terminal' });
    expect(isUnfolded(lab.store.getState(), 'terminal')).toBe(true);
    lab.act('fold', { part: 'terminal' });
    expect(isUnfolded(lab.store.getState(), 'terminal')).toBe(false);
  });

  it('are all shown by a session that is older than folding, and those of its sender by a newer one', async () => {
    const sender = newLab({ example: 'complete', unfolded: ['time', 'log'] }).lab;
    sender.act('apply');
    const session = sender.read((readings) => readings.session());
    expect(session.folded).toEqual(['views', 'compare', 'terminal']);

    const receiver = newLab({ example: 'complete', unfolded: ['terminal'] }).lab;
    await receiver.act('openSession', { session, beginning: null });
    expect(new Set(receiver.store.getState().unfolded)).toEqual(new Set(['time', 'log', 'terminal']));

    const { folded: _, ...older } = session;
    const newcomer = newLab({ example: 'complete', unfolded: [] }).lab;
    await newcomer.act('openSession', { session: older, beginning: null });
    expect(newcomer.store.getState().unfolded).toEqual(['time', 'views', 'log', 'compare', 'terminal']);
  });

  it('are read from what the browser has kept, whatever that is', () => {
    expect(readUnfolded(null)).toEqual([]);
    expect(readUnfolded('terminal nonsense time')).toEqual(['time', 'terminal']);
  });
});
