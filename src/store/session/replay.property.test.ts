import { move, newLab } from '../testing.ts';
/** Tests what the time machine promises for any acts in a lab: links replay, and seeking is the same as running. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSession, encodeSession } from '../../share/link.ts';
import { stageModel } from '../../view/stage/derive-stage.ts';
import { type ClusterView, stageContext } from '../../view/cluster-view.ts';
import { kubectlScript } from '../../timeline/kubectl-script.ts';
import type { Lab } from '../lab.ts';
import type { LabState } from '../state/lab-state.ts';
import { simulate } from '../../timeline/simulate.ts';
import { Run } from '../../timeline/run.ts';

type Deed = (lab: Lab) => unknown;

const ordinal = fc.integer({ min: 0, max: 4 });
const node = fc.constantFrom('node-1', 'node-2', 'node-3');
const pass =
  (ms: number): Deed =>
  (lab) => {
    move(lab, (timeline) => timeline.advanceTo(timeline.now() + ms));
  };

/** Acts of a user; an act that cannot be done is refused or left out, as on the page. */
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 6000 }).map(pass) },
  { weight: 1, arbitrary: fc.constant(pass(400_000)) },
  fc.constant<Deed>((lab) => lab.act('apply')),
  fc.integer({ min: 0, max: 5 }).map(
    (replicas): Deed =>
      (lab) =>
        lab.act('scale', { replicas }),
  ),
  fc.constantFrom('0.22', '0.23', 'broken', 'crash', 'noready').map(
    (tag): Deed =>
      (lab) =>
        lab.act('setImage', { image: `registry.k8s.io/nginx-slim:${tag}` }),
  ),
  fc.integer({ min: 0, max: 3 }).map(
    (partition): Deed =>
      (lab) =>
        lab.act('setPartition', { partition }),
  ),
  ordinal.map(
    (i): Deed =>
      (lab) =>
        lab.act('deletePod', { name: `web-${i}` }),
  ),
  ordinal.map(
    (i): Deed =>
      (lab) =>
        lab.act('deleteClaim', { name: `www-web-${i}` }),
  ),
  fc.boolean().map(
    (orphan): Deed =>
      (lab) =>
        lab.act('deleteSet', { orphan }),
  ),
  node.map(
    (name): Deed =>
      (lab) =>
        lab.act('cutNode', { name }),
  ),
  node.map(
    (name): Deed =>
      (lab) =>
        lab.act('restoreNode', { name }),
  ),
  fc.constant<Deed>((lab) => lab.act('step')),
  fc.constant<Deed>((lab) => lab.act('stepBack')),
  fc.constant<Deed>((lab) => lab.act('undo')),
  fc.constant<Deed>((lab) => lab.act('redo')),
  fc.double({ min: 0, max: 1, noNaN: true }).map(
    (share): Deed =>
      (lab) =>
        lab.act('seek', { at: share * lab.store.getState().head }),
  ),
  fc.nat({ max: 5 }).map(
    (n): Deed =>
      (lab) =>
        lab.act('selectRun', { id: lab.store.getState().runs.at(-1 - n)?.id ?? 1 }),
  ),
);

function livedLab(seed: number, deeds: readonly Deed[]): Lab {
  const lab = newLab({ seed, paused: true }).lab;
  lab.act('apply');
  for (const act of deeds) act(lab);
  return lab;
}

/** Maps and snapshots as well; keys in the order in which they were set, which is a part of what is shown. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...(part as Map<unknown, unknown>)] : part));
const hash = (value: unknown): string => createHash('sha256').update(text(value)).digest('hex');

const resources = ['statefulsets', 'pods', 'persistentvolumeclaims', 'persistentvolumes', 'services', 'nodes'] as const;
const others = ['controllerrevisions', 'endpointslices', 'events', 'deployments', 'replicasets'] as const;

/** All that a moment shows: objects, decisions, reconciles, events, machines, and the stage that is made of them. */
function shownOf({ objects, ...rest }: ClusterView): string {
  const stage = stageModel(
    objects,
    { namespace: 'default', name: 'web' },
    stageContext({ objects, ...rest }, 'default/web'),
  );
  return hash([[...resources, ...others].map((resource) => objects.list(resource)), rest, stage]);
}

it('any session lives again from its link: the same histories, moment, text, view and script', async () => {
  const asked = fc.record({
    seed: fc.integer({ min: 1, max: 9999 }),
    deeds: fc.array(deed, { minLength: 1, maxLength: 14 }),
    stageView: fc.constantFrom('slots' as const, 'nodes' as const),
    edit: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ seed, deeds, stageView, edit }) => {
      const lab = livedLab(seed, deeds);
      lab.act('setStageView', { view: stageView });
      if (edit) lab.act('edit', { text: `${lab.store.getState().text}# mine\n` });
      const link = encodeSession(lab.read(({ session }) => session()));
      const other = newLab({ example: 'tutorial', seed: seed + 1, paused: true }).lab;
      await other.act('openSession', { session: decodeSession(`#${link}`) });

      const histories = (of: Lab) => of.read(({ timeline: { runs } }) => runs.map((run) => hash(run.cluster.history)));
      expect(histories(other)).toEqual(histories(lab));
      expect(other.read(({ timeline }) => shownOf(timeline.view()))).toBe(
        lab.read(({ timeline }) => shownOf(timeline.view())),
      );
      const place = ({ now, past, run, runs, head, text, appliedText, stageView: view, canUndo, canRedo }: LabState) =>
        ({ now, past, run, runs, head, text, appliedText, view, canUndo, canRedo }) as const;
      expect(place(other.store.getState())).toEqual(place(lab.store.getState()));
      const script = (of: Lab) => of.read(({ timeline: { run, inputs } }) => kubectlScript(run, inputs));
      expect(script(other)).toBe(script(lab));
      // An opened session can be shared again.
      expect(encodeSession(other.read(({ session }) => session()))).toBe(link);
    }),
    { numRuns: 40 },
  );
});

it('seeking to any moment is running to it: all that is shown is the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), fc.array(deed, { minLength: 1, maxLength: 8 }), (seed, deeds) => {
      const { inputs, now, steps } = livedLab(seed, deeds).read(({ timeline: { cluster } }) => ({
        inputs: cluster.inputs,
        now: cluster.now(),
        steps: cluster.turns.at(-1)!.steps,
      }));
      // Running: what is shown after every single task and input, as it comes.
      const run = new Run({ id: 1, text: '' }, simulate(seed));
      const { cluster } = run;
      const ran = new Map<number, string>();
      const look = (): void => void ran.set(cluster.history.length, shownOf(run.head()));
      let tasks = cluster.turns[0]!.steps;
      const runTo = (end: number): void => {
        for (; tasks < end && cluster.step(); tasks++) look();
      };
      look();
      for (const input of inputs) {
        runTo(input.steps);
        cluster.replay([input]);
        look();
      }
      runTo(steps);

      // Seeking: in another run of the same, in an order that helps nobody.
      const sought = new Run({ id: 1, text: '' }, simulate(seed));
      sought.cluster.replay(inputs, { inputs: inputs.length, steps, at: now });
      const { turns } = sought.cluster;
      // It can be gone to whatever there was; a refused request leaves nothing to go to.
      expect(new Set(turns.map(({ seq }) => seq))).toEqual(new Set(ran.keys()));
      for (let i = 0; i < turns.length; i++) {
        const { seq } = turns[(i * 7919) % turns.length]!;
        expect(shownOf(sought.viewAt(seq)), `after ${seq} records`).toBe(ran.get(seq));
      }
    }),
    { numRuns: 8 },
  );
});
