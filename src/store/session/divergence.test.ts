// Sessions that were made with an engine in which things take other times.
import { afterEach, expect, it } from 'vitest';
import { engineFingerprint } from '../../engine/index.ts';
import { otherLatencies } from '../../engine/testing/other-latencies.ts';
import { decodeSession, encodeSession } from '../../share/link.ts';
import type { Session } from '../../share/session.ts';
import { differs, recordedRows } from '../../timeline/recorded-rows.ts';
import { newLab } from '../testing.ts';

type Made = ReturnType<typeof newLab>;

/** By 15 ms. */
const later = { kubeletSync: 65 };
let usual = (): void => {};
afterEach(() => usual());

/** Returns the session of a lab with other latencies. */
function elsewhere(deeds: (made: Made) => void): Session {
  usual = otherLatencies(later);
  const made = newLab();
  deeds(made);
  const session = decodeSession(encodeSession(made.lab.read(({ session }) => session())));
  usual();
  return session;
}

/** While the first Pod starts the set is scaled; the second Pod is running for a moment when the link is made. */
function midway({ lab, run }: Made): void {
  lab.act('apply');
  run(2400);
  lab.act('scale', { replicas: 2 });
  run(2250);
}

async function opened(session: Session) {
  const { lab } = newLab();
  await lab.act('openSession', { session, beginning: session });
  return lab;
}

it('has another fingerprint when one latency is another', () => {
  const own = engineFingerprint();
  usual = otherLatencies(later);
  expect(engineFingerprint()).not.toBe(own);
  usual();
  expect(engineFingerprint()).toBe(own);
});

it('says nothing of a session that goes as it went', async () => {
  const made = newLab();
  midway(made);
  made.lab.act('seek', { at: 1700 });
  const other = await opened(decodeSession(encodeSession(made.lab.read(({ session }) => session()))));
  expect(other.store.getState()).toMatchObject({ divergence: null, dialog: null, now: 1700 });
});

it('says nothing of a session of another engine that goes the same way', async () => {
  const session = elsewhere(({ lab, run }) => {
    lab.act('apply');
    run(20_000);
  });
  expect(session.engine).not.toBe(engineFingerprint());
  expect((await opened(session)).store.getState().divergence).toBeNull();
});

it('says from when on a session goes otherwise, and what its moment showed where it was made', async () => {
  const lab = await opened(elsewhere(midway));
  const { divergence, dialog } = lab.store.getState();
  expect(dialog).toEqual({ name: 'divergence' });
  // Before the first action nothing differs; the second was done after something had.
  expect(divergence).toMatchObject({ from: 2350, run: null, otherEngine: true, moment: 4600 });
  const { was, is } = divergence!.objects!;
  expect(recordedRows(was, is).filter(differs)).toMatchObject([{ kind: 'Pod', name: 'web-1' }]);
});

it('finds a past moment that shows something else', async () => {
  const session = elsewhere(({ lab, run }) => {
    lab.act('apply');
    run(20_000);
    lab.act('seek', { at: 2350 });
  });
  const { divergence } = (await opened(session)).store.getState();
  expect(divergence).toMatchObject({ from: 2350, moment: 2350 });
});

it('shows the objects of no moment that has too many of them', async () => {
  const session = elsewhere((made) => {
    made.lab.act('edit', {
      text: made.lab.store.getState().text.replace('replicas: 3', 'replicas: 280\n  podManagementPolicy: Parallel'),
    });
    made.lab.act('apply');
    made.run(2100);
  });
  expect(session.shown).toBeUndefined();
  expect(encodeSession(session).length).toBeLessThan(1000);
  expect((await opened(session)).store.getState().divergence).toMatchObject({ from: 2050, objects: null });
});

it('names another run that goes otherwise when the one that is shown does not', async () => {
  const session = elsewhere((made) => {
    midway(made);
    made.lab.act('seek', { at: 0 });
    made.lab.act('apply');
    made.lab.act('pause');
  });
  const { divergence } = (await opened(session)).store.getState();
  expect([session.run, divergence?.run, divergence?.from]).toEqual([2, 1, 2350]);
});

it('goes back to the beginning of a link with the same notice', async () => {
  const lab = await opened(elsewhere(midway));
  lab.act('closeDialog');
  await lab.act('resetToBeginning');
  expect(lab.store.getState()).toMatchObject({ divergence: { from: 2350 }, dialog: { name: 'divergence' } });
});

it('records at most some 4 kB of a moment', () => {
  const { lab, run } = newLab();
  lab.act('edit', {
    text: lab.store.getState().text.replace('replicas: 3', 'replicas: 200\n  podManagementPolicy: Parallel'),
  });
  lab.act('apply');
  run(2100);
  const { shown, ...rest } = lab.read(({ session }) => session());
  expect(shown).toBeDefined();
  expect(encodeSession({ ...rest, shown: shown! }).length - encodeSession(rest).length).toBeLessThan(4096);
});
