/** Pictures of stages that nobody has thought of. */
import { XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTranslator, type Translate } from '../../i18n/index.ts';
import type { ClaimModel, DnsVerdict, PodModel, SlotModel, StageModel } from '../../view/stage-model.ts';
import { larger } from './geometry.ts';
import type { PictureSubject } from './subject.ts';
import { roomOf, stagePicture } from './stage-picture.ts';
import { toSvg } from './svg.ts';
import { styleOf } from './testing.ts';

/** Anything that someone could have written somewhere, what XML has no way to write included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('</text><script>alert(1)</script>', '"><foreignObject>', ']]>&lt;', '\u0000\uffff\ud800', '网页'),
);
const uid = fc.uuid();
const time = fc.integer({ min: 0, max: 4_000_000 });

const verdicts: readonly DnsVerdict[] = ['Resolves', 'NoServiceName', 'ServiceMissing', 'PodAbsent', 'PodNotReady'];

const anyPod: fc.Arbitrary<PodModel> = fc.record({
  uid,
  name: anyText,
  phase: fc.constantFrom('Pending', 'Running', 'Failed'),
  status: fc.oneof(fc.constantFrom('Running', 'ImagePullBackOff', 'ContainerCreating', 'Terminating'), anyText),
  readyText: fc.constantFrom('0/1', '1/1'),
  ready: fc.boolean(),
  terminating: fc.boolean(),
  image: anyText,
  imageTag: anyText,
  revision: anyText,
  revisionIndex: fc.nat(40),
  node: fc.option(anyText),
  nodeSilent: fc.boolean(),
  ip: fc.option(fc.ipV4()),
  restarts: fc.nat(20),
  createdAt: time,
});

const anyClaim: fc.Arbitrary<ClaimModel> = fc.record({
  uid,
  name: anyText,
  template: anyText,
  phase: fc.constantFrom('Bound', 'Pending', 'Lost'),
  storageClass: fc.option(anyText),
  capacity: fc.option(anyText),
  terminating: fc.boolean(),
  inUse: fc.boolean(),
  keptBy: fc.constantFrom('whenScaled: Retain', 'whenDeleted: Retain', null),
  owners: fc.array(anyText, { maxLength: 2 }),
  volume: fc.option(
    fc.record({
      uid,
      name: anyText,
      phase: anyText,
      capacity: anyText,
      files: fc.option(fc.array(fc.record({ path: anyText, content: anyText }), { maxLength: 2 })),
    }),
  ),
  pendingReason: fc.option(anyText),
});

const anySlot = (ordinal: number): fc.Arbitrary<SlotModel> =>
  fc.record({
    ordinal: fc.constant(ordinal),
    podName: anyText,
    dns: fc.record({ name: fc.option(anyText), verdict: fc.constantFrom(...verdicts), addresses: fc.array(fc.ipV4()) }),
    pod: fc.option(anyPod),
    replaced: fc.option(fc.record({ uid: anyText, ip: fc.option(fc.ipV4()) })),
    absence: fc.constantFrom('NotApplied', 'ScaledDown', 'NotCreatedYet', 'SetDeleted'),
    decision: fc.constant(null),
    claims: fc.array(anyClaim, { maxLength: 2 }),
    desired: fc.boolean(),
    inUpdateRange: fc.boolean(),
  });

const slotCount = fc.oneof({ weight: 4, arbitrary: fc.nat(7) }, fc.integer({ min: 8, max: 60 }), fc.constant(200));

const anyStage: fc.Arbitrary<StageModel> = fc.record({
  namespace: anyText,
  setName: anyText,
  setExists: fc.boolean(),
  terminating: fc.boolean(),
  observed: fc.boolean(),
  replicas: fc.nat(100),
  startOrdinal: fc.nat(3),
  podManagementPolicy: fc.constantFrom('OrderedReady', 'Parallel'),
  updateStrategy: fc.constantFrom('RollingUpdate', 'OnDelete'),
  partition: fc.nat(9),
  image: anyText,
  retention: fc.constant({ whenScaled: 'Retain', whenDeleted: 'Delete' }),
  service: fc.option(
    fc.record({
      name: anyText,
      exists: fc.boolean(),
      headless: fc.boolean(),
      clusterIP: fc.option(fc.ipV4()),
      selector: fc.dictionary(anyText, anyText, { maxKeys: 2 }),
      answers: fc.constant([]),
    }),
  ),
  slots: slotCount.chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => anySlot(i)))),
  unsettled: fc.constant([]),
  updateSince: fc.nat(20_000),
  revisions: fc.array(
    fc.record({
      name: anyText,
      hash: anyText,
      revision: fc.nat(20),
      index: fc.nat(40),
      image: anyText,
      current: fc.boolean(),
      update: fc.boolean(),
      pods: fc.nat(3),
    }),
    { maxLength: 6 },
  ),
  status: fc.constant({}),
  lastDecision: fc.constant(null),
});

const anyMoment: fc.Arbitrary<PictureSubject> = fc.record({
  stage: anyStage,
  now: time,
  since: fc.option(time),
  trap: fc.constant(null),
  nodes: fc.constant(null),
  deployments: fc.array(
    fc.record({
      name: anyText,
      exists: fc.boolean(),
      replicas: fc.nat(200),
      readyReplicas: fc.nat(200),
      pods: fc.array(anyPod, { maxLength: 80 }),
    }),
    { maxLength: 2 },
  ),
});

let t: Translate;
beforeAll(async () => {
  const english = await createTranslator('en');
  await english.more();
  ({ t } = english.current());
});

describe('a picture of any stage', () => {
  it('is well-formed, with nothing in it that runs or that comes from elsewhere', () => {
    fc.assert(
      fc.property(anyMoment, fc.boolean(), (moment, paper) => {
        const drawing = stagePicture(moment, styleOf(t, { paper }));
        const svg = toSvg(drawing);
        expect(XMLValidator.validate(svg)).toBe(true);
        const elements = new Set([...svg.matchAll(/<(\w+)/g)].map(([, name]) => name));
        expect(['svg', 'title', 'desc', 'rect', 'path', 'text']).toEqual(expect.arrayContaining([...elements]));
        const attributes = new Set([...svg.replace(/>[^<]*</g, '><').matchAll(/ ([\w-]+)="/g)].map(([, name]) => name));
        expect([...attributes].filter((name) => /^on|href|src|style|class/.test(name!))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has only shapes that lie in it, at places that are numbers', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const { width, height, shapes } = stagePicture(moment, styleOf(t));
        for (const shape of shapes) {
          const { x = 0, y = 0 } = shape;
          const [w, h] = shape.kind === 'box' ? [shape.width, shape.height] : [0, 0];
          expect([x >= 0, y >= 0, x + w <= width, y + h <= height, w >= 0, h >= 0]).not.toContain(false);
          if (shape.kind === 'path') expect(shape.d).not.toMatch(/NaN|Infinity|undefined/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for the same moment', () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        expect(stagePicture(structuredClone(moment), styleOf(t))).toEqual(stagePicture(moment, styleOf(t)));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps its size in the room of a larger one', () => {
    fc.assert(
      fc.property(anyMoment, anyMoment, (one, other) => {
        const style = styleOf(t);
        const slots = Math.max(one.stage.slots.length, other.stage.slots.length);
        const room = larger(roomOf(one, style, slots), roomOf(other, style, slots));
        const sizes = [one, other]
          .map((moment) => stagePicture(moment, style, room))
          .map(({ width, height }) => [width, height]);
        expect(sizes[0]).toEqual(sizes[1]);
      }),
      { numRuns: 30 },
    );
  });
});
