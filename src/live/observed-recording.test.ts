// Tests the recorded streams of a real cluster as a history, with the decisions that are inferred from it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWrite, type KubernetesObject } from '../engine/index.ts';
import { createTranslator } from '../i18n/index.ts';
import { emptyClusterView, foldRecords, stageContext } from '../view/cluster-view.ts';
import { podFacts } from '../view/pod/pod-facts.ts';
import { stageModel } from '../view/stage/derive-stage.ts';
import { decisionLabel, decisionSentence } from '../view/words/decision-text.ts';
import { podSentence } from '../view/words/slot-label.ts';
import { readEvent, readList } from './decode.ts';
import { inferred } from './inferred.ts';
import { liveResources } from './kinds.ts';
import { KnownObjects } from './known-objects.ts';
import { ObservedRecording } from './observed-recording.ts';
import { RecordedCluster } from './testing/recorded.ts';
import { withoutValues } from './without-values.ts';

const recorded = new RecordedCluster(
  readFileSync(new URL('testing/recordings/streams.jsonl', import.meta.url), 'utf8'),
);
const redact = withoutValues();
const [en, zh] = [(await createTranslator('en')).current().t, (await createTranslator('zh')).current().t];

/** Returns the objects of all kinds at a time of the recording. */
const objectsAt = (ms: number): readonly KubernetesObject[] =>
  liveResources.flatMap((resource) =>
    readList(recorded.list(resource, recorded.versionAt(ms)), resource, redact)!.items.map(({ object }) => object),
  );
/** Virtual time of 2026-11-29T01:01:00Z, when the recording was made. */
const at = Date.parse('2026-11-29T01:01:00Z') - Date.UTC(2026, 0, 1, 8);
const inferredAt = (ms: number) => inferred({ objects: objectsAt(ms), at, version: 'v1.36.2' });
const decidedAt = (ms: number) => inferredAt(ms).decisions.flatMap(({ decisions }) => decisions);

describe('the history of a real cluster', () => {
  it('records each change with its writer, by the name that it has in the lab', () => {
    const known = new KnownObjects();
    const recording = new ObservedRecording();
    const heard: number[] = [];
    recording.subscribe((records) => heard.push(records.length));
    for (const { text, ms } of recorded.events('pods', 0, Infinity)) {
      const event = readEvent(text, 'pods', redact);
      if (event.type !== 'ADDED' && event.type !== 'MODIFIED' && event.type !== 'DELETED') throw new Error(text);
      recording.see(
        known.take(event.type, event.seen).map((change) => ({ ...change, resource: 'pods' as const })),
        ms,
      );
    }
    expect(heard.every((count) => count === 1)).toBe(true);
    const actors = recording.history.filter(isWrite).map(({ type, actor }) => `${type} by ${actor.name}`);
    expect(actors[0]).toBe('ADDED by statefulset-controller');
    expect(actors.filter((one) => one.startsWith('DELETED'))).toEqual(expect.arrayContaining(['DELETED by unknown']));
    expect(recording.turns).toHaveLength(recording.history.length + 1);
    expect(recording.turns.map(({ at }) => at)).toEqual(recording.turns.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('is bounded', () => {
    const recording = new ObservedRecording(1);
    const [object] = objectsAt(13_000).filter(({ kind }) => kind === 'Pod');
    const change = { type: 'ADDED', object: object!, resource: 'pods' } as const;
    recording.see([change], 1);
    recording.see([change], 2);
    expect([recording.full, recording.history.length]).toEqual([true, 1]);
  });
});

const withSpec = (object: KubernetesObject, change: object): KubernetesObject =>
  ({ ...object, spec: { ...(object as unknown as { spec: object }).spec, ...change } }) as unknown as KubernetesObject;

describe('a decision that is inferred', () => {
  it('is to do nothing where the set is as it is to be', () => {
    expect(decidedAt(13_000).map(({ verb }) => verb)).toEqual(expect.arrayContaining(['done']));
    expect(decidedAt(13_000).some(({ verb }) => verb === 'delete' || verb === 'create')).toBe(false);
  });

  it('is to wait for the Pod with the broken image', () => {
    expect(decidedAt(19_500)).toMatchObject([
      { rule: 'WaitForReady', verb: 'wait', waitingFor: 'web-4', facts: { reason: 'ImagePullBackOff' } },
    ]);
  });

  it('is marked in all words of the stage: sentence, label, note and accessible name of a Pod', () => {
    const recording = new ObservedRecording();
    // A partition keeps the Pods at their revision.
    const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 4 } } };
    const objects = objectsAt(19_500)
      .filter(({ kind, metadata: { name } }) => kind !== 'Pod' || name !== 'web-4')
      .map((object) => (object.kind === 'StatefulSet' ? withSpec(object, { ...spec, replicas: 4 }) : object));
    const state = { objects, at, version: 'v1.36.2' };
    const sets = state.objects.filter(({ kind }) => kind === 'StatefulSet' || kind === 'Pod');
    const changes = sets.map((object) => ({
      type: 'ADDED' as const,
      object,
      resource: object.kind === 'Pod' ? ('pods' as const) : ('statefulsets' as const),
    }));
    recording.see(changes, at);
    recording.decide(inferred(state).decisions);
    const view = foldRecords(emptyClusterView, recording.history);
    const stage = stageModel(view.objects, { namespace: 'default', name: 'web' }, stageContext(view, 'default/web'));
    const { lastDecision } = stage;
    const slot = stage.slots[0]!;
    for (const [t, mark] of [
      [en, '(Inferred) '],
      [zh, '（推断）'],
    ] as const) {
      expect(decisionSentence(t, lastDecision!)).toContain(mark);
      expect(decisionLabel(t, lastDecision!)).toMatch(/^≈ ./);
      const note = podFacts(t, slot.pod!, { decision: slot.decision }).note!;
      expect([note.text, note.title]).toEqual([expect.stringMatching(/^≈ ./), expect.stringContaining(mark)]);
      expect(podSentence(t, slot)).toContain(mark);
    }
  });

  it('is none where there is no set', () => {
    expect(inferredAt(60_000)).toEqual({ decisions: [], writes: [] });
  });
});
