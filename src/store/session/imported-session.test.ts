import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { timestamp } from '../../engine/index.ts';
import { importCluster, resultOf } from '../../import/import-cluster.ts';
import { momentOf, setsOf } from '../../import/import-session.ts';
import { importedSession } from '../../share/imported-session.ts';
import type { Session } from '../../share/session.ts';
import { prominentOf } from '../state/introduction.ts';
import { importedOrigin } from './importing.ts';
import { replaySession } from './restoring.ts';
import { newLab } from '../testing.ts';

const pair = JSON.parse(
  readFileSync(new URL('../../plan/testing/recordings/01-healthy-scale-up.json', import.meta.url), 'utf8'),
) as { readonly dump: string };

function imported(): Session {
  const cluster = importCluster([{ name: 'dump', text: pair.dump }], 'withhold');
  return importedSession(cluster.objects, { ...momentOf(cluster), set: setsOf(cluster)[0] });
}

async function opened() {
  const made = newLab({ paused: true });
  const session = imported();
  await made.lab.act('openSession', { session, beginning: session });
  return { ...made, session };
}

describe('a session of an imported cluster', () => {
  it('shows the cluster at the newest time of its dump', async () => {
    const { state, names, session } = await opened();
    expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
    expect(state().now).toBeLessThan(1000);
    expect(Date.parse(timestamp(0))).toBe(session.imported!.date);
    expect(pair.dump).toContain(state().view.list('pods')[0]!.metadata.uid);
  });

  it('ends the introduction, and has nothing to apply', async () => {
    const { lab, state, session } = await opened();
    lab.act('startIntroduction');
    await lab.act('openSession', { session, beginning: session });
    expect(state().introduction).toBeNull();
    expect(state().appliedText).toBe(session.text);
    expect(state().drift).toEqual([]);
    expect(prominentOf(state())).not.toBe('apply');
    lab.act('edit', { text: `${session.text}\n# edited` });
    expect(prominentOf(state())).toBe('apply');
  });

  it('is made in small parts, at least one for each object', () => {
    const session = imported();
    const origin = resultOf(importedOrigin(session.imported!));
    const replayed = replaySession(session, origin);
    let parts = 0;
    while (replayed.next().done !== true) parts++;
    expect(parts).toBeGreaterThanOrEqual(session.imported!.objects.length);
  });

  it('runs on, is saved, and is the same when it is opened again', async () => {
    const { lab, state, run } = await opened();
    await (lab.act('scale', { replicas: 4 }) as { outcome?: Promise<unknown> }).outcome;
    lab.act('play');
    run(20_000);
    const saved = lab.read(({ session }) => session());
    const other = newLab({ paused: true });
    await other.lab.act('openSession', { session: JSON.parse(JSON.stringify(saved)) as Session });
    expect(other.names()).toEqual(['web-0', 'web-1', 'web-2', 'web-3']);
    expect(other.state().view.list('pods')).toEqual(state().view.list('pods'));
    expect(other.state().divergence).toBeNull();
  });

  it('can begin anew with an example, and go back to the import', async () => {
    const { lab, state, names } = await opened();
    lab.act('chooseExample', { example: 'complete' });
    expect(state().view.list('pods')).toEqual([]);
    const saved = lab.read(({ session }) => session());
    expect(saved.runs.map((run) => run.imported)).toEqual([undefined]);
    await lab.act('resetToBeginning');
    expect(names()).toEqual(['web-0', 'web-1', 'web-2']);
  });

  it('gives the calendar back to a session that is not imported', async () => {
    const { lab } = await opened();
    const plain = newLab().lab.read(({ session }) => session());
    await lab.act('openSession', { session: plain });
    expect(timestamp(0)).toBe('2026-01-01T08:00:00Z');
  });

  it('is refused when its objects are none, and changes nothing', async () => {
    const { lab, names } = await opened();
    const before = timestamp(0);
    const session = { ...imported(), imported: { date: 0, objects: [{ kind: 'StatefulSet' }] } };
    await expect(lab.act('openSession', { session })).rejects.toThrow('Malformed');
    expect(names()).toHaveLength(3);
    expect(timestamp(0)).toBe(before);
  });
});
