import { describe, expect, it } from 'vitest';
import { FirstDifference } from '../../timeline/first-difference.ts';
import { applied, move } from '../testing.ts';

/** Waits until the part that compares is loaded and has done its work. */
const loaded = async () => {
  await import('./comparing.ts');
  await Promise.resolve().then(() => {});
};

/** A lab whose set was updated, paused at the end of that. */
function updated() {
  const made = applied();
  made.lab.act('setImage', { image: 'registry.k8s.io/nginx-slim:0.22' });
  made.run(30_000);
  made.lab.act('pause');
  return made;
}

function differenceIn({ lab }: Pick<ReturnType<typeof applied>, 'lab'>): number | null {
  return lab.read(({ timeline: { run, runs } }) => {
    const other = runs.find(({ id }) => id === lab.store.getState().beside)!;
    return new FirstDifference(run.recording, other.recording).find();
  });
}

describe('a comparison', () => {
  it('begins at the first difference, and plays from there', async () => {
    const made = updated();
    const { lab, run } = made;
    lab.act('compareVariation', { variation: 'OnDelete' });
    await loaded();
    const { now, past, playing, beside } = lab.store.getState();
    expect(beside).not.toBeNull();
    expect([now, past, playing]).toEqual([differenceIn(made), true, true]);
    run(60_000);
    expect(lab.store.getState().past).toBe(false);
    lab.act('toFirstDifference');
    await loaded();
    expect(lab.store.getState()).toMatchObject({ now, past: true, playing: true });
  });

  it('stays where it is when nothing differs, and can be ended', async () => {
    const made = updated();
    const { lab } = made;
    const before = lab.store.getState();
    lab.act('compareVariation', { variation: 'Partition' });
    await loaded();
    lab.act('compareWith', { id: null });
    await loaded();
    expect(lab.act('toFirstDifference')).toMatchObject({ ok: false });
    lab.act('goLive');
    move(lab, () => {});
    expect(lab.store.getState()).toMatchObject({ beside: null, now: before.now, past: false });
  });
});
