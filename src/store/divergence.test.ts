// Sessions that were made with an engine in which things take other times.
import { afterEach, expect, it } from 'vitest';
import { engineFingerprint } from '../engine/index.ts';
import { otherLatencies } from '../engine/testing/other-latencies.ts';
import { decodeSession, encodeSession } from '../share/link.ts';
import type { Session } from '../share/session.ts';
import { apply } from './actions/apply.ts';
import { deletePod } from './actions/delete.ts';
import { seek } from './actions/history.ts';
import { scale } from './actions/scale.ts';
import { newLab } from './testing.ts';

let usual = (): void => {};
afterEach(() => usual());

/** What the lab makes with things that take other times. */
function elsewhere(deeds: (made: ReturnType<typeof newLab>) => void, changes = { kubeletSync: 65 }): Session {
  usual = otherLatencies(changes);
  const made = newLab();
  deeds(made);
  const session = decodeSession(encodeSession(made.lab.session()));
  usual();
  return session;
}

/** The third Pod starts while the link is made: 15 ms sooner it is not there yet. */
function midway({ lab, run }: ReturnType<typeof newLab>): void {
  lab.act(apply);
  run(1500);
  lab.act(scale, 2);
  run(500);
  lab.act(deletePod, 'web-0');
  run(850);
}

async function opened(session: Session) {
  const { lab } = newLab();
  await lab.restore(session, session);
  return lab;
}

it('has another fingerprint when one latency is another', () => {
  const own = engineFingerprint();
  usual = otherLatencies({ kubeletSync: 65 });
  expect(engineFingerprint()).not.toBe(own);
  usual();
  expect(engineFingerprint()).toBe(own);
});

it('says nothing of a session that goes as it went', async () => {
  const { lab, run } = newLab();
  midway({ lab, run } as ReturnType<typeof newLab>);
  lab.act(seek, 1700);
  const other = await opened(decodeSession(encodeSession(lab.session())));
  expect(other.state()).toMatchObject({ divergence: null, dialog: null, now: 1700 });
});

it('says nothing of a session of another engine that goes the same way', async () => {
  const session = elsewhere(
    ({ lab, run }) => {
      lab.act(apply);
      run(20_000);
    },
    { kubeletSync: 65 },
  );
  expect(session.engine).not.toBe(engineFingerprint());
  expect((await opened(session)).state().divergence).toBeNull();
});
