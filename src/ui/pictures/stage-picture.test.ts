import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTranslator, type Translate } from '../../i18n/index.ts';
import { scale } from '../../store/actions/scale.ts';
import { createLabStore } from '../../store/lab-store.ts';
import type { Lab } from '../../store/lab.ts';
import type { ClaimModel, DnsVerdict, PodModel, SlotModel, StageModel } from '../../store/stage-model.ts';
import { larger } from './geometry.ts';
import { type Moment, momentOf } from './moment.ts';
import { comparedPicture, roomOf, stagePicture } from './stage-picture.ts';
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
  baton: fc.constant(null),
});

const anyMoment: fc.Arbitrary<Moment> = fc.record({
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
let zh: Translate;
beforeAll(async () => {
  const [english, chinese] = await Promise.all([createTranslator('en'), createTranslator('zh')]);
  await Promise.all([english.more(), chinese.more()]);
  [t, zh] = [english.current().t, chinese.current().t];
});

/** The texts of a picture, as a reader of XML gets them. */
function textsOf(svg: string): readonly string[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    trimValues: false,
    isArray: (name) => name === 'text',
  });
  const { svg: root } = parser.parse(svg) as { svg: { text: { '#text': string }[] } };
  return root.text.map((text) => text['#text']);
}

/** A lab whose example has been applied, some virtual ms later. */
function labAfter(ms: number, change: (lab: Lab) => void = () => {}, example = 'complete'): Lab {
  const lab = createLabStore({
    example,
    paused: true,
    frames: { request: () => 0, cancel: () => {}, now: () => 0 },
  });
  lab.apply(lab.state().text);
  change(lab);
  lab.travel((timeline) => timeline.advanceTo(ms));
  return lab;
}

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

describe('a picture of the lab', () => {
  it('says what the stage says', () => {
    const moment = momentOf(labAfter(60_000).state());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    for (const { pod, claims, dns } of moment.stage.slots) {
      expect(texts).toEqual(expect.arrayContaining([pod!.name, claims[0]!.name, dns.addresses[0]]));
    }
    expect(texts).toEqual(expect.arrayContaining(['Nothing to do: all 3 Pods are as wanted.', 'nginx', '1:00.0']));
    expect(texts.filter((text) => text === 'Running')).toHaveLength(3);
  });

  it('gives the reason of a Pod that is not there', () => {
    const moment = momentOf(labAfter(100).state());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    expect(moment.stage.slots[2]).toMatchObject({ pod: null, absence: 'NotCreatedYet' });
    expect(texts).toContain('not created yet');
    expect(texts.join(' ')).toContain('web-1 is not created: web-0 is not Ready');
  });

  it('speaks Chinese', () => {
    const texts = textsOf(toSvg(stagePicture(momentOf(labAfter(60_000).state()), styleOf(zh))));
    expect(texts).toEqual(expect.arrayContaining(['无事可做：3 个 Pod 都已符合期望。', '当前']));
  });

  it('leaves out what is not wanted', () => {
    const moment = momentOf(labAfter(60_000).state());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t, { title: false, sentence: false }))));
    expect(texts).not.toContain('OrderedReady');
    expect(texts).not.toContain('StatefulSet controller');
    expect(texts).toContain('web-0');
  });

  it('shows the Pods of a Deployment beside those of the set', () => {
    const moment = momentOf(labAfter(60_000, undefined, 'contrast').state());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    expect(moment.deployments[0]!.pods).toHaveLength(3);
    for (const { name } of moment.deployments[0]!.pods) expect(texts).toContain(name);
    expect(texts).toEqual(expect.arrayContaining(['Deployment', 'anyone', '3 of 3 ready', 'web-2']));
  });

  it('shows two courses side by side, each under its name and with its own Pods', () => {
    const [one, other] = [labAfter(60_000), labAfter(60_000, ({ act }) => act(scale, 1))];
    const courses = [one, other].map((lab, i) => ({ name: `course ${i + 1}`, moment: momentOf(lab.state()) }));
    const drawing = comparedPicture(courses, styleOf(t));
    const texts = textsOf(toSvg(drawing));
    expect(texts.filter((text) => /^course/.test(text))).toEqual(['course 1', 'course 2']);
    expect(texts.filter((text) => text === 'Running')).toHaveLength(3 + 1);
    const middle = drawing.width / 2;
    const places = drawing.shapes.flatMap((shape) =>
      shape.kind === 'text' && shape.text === 'web-0' ? [shape.x > middle] : [],
    );
    expect(places).toEqual([false, true]);
  });

  it('has a dot for each Pod of a node where there are very many', () => {
    const lab = labAfter(600_000, ({ act, set }) => {
      act(scale, 60);
      set({ stageView: 'nodes' });
    });
    const drawing = stagePicture(momentOf(lab.state()), styleOf(t));
    const texts = textsOf(toSvg(drawing));
    expect(texts).not.toContain('web-0');
    expect(texts.filter((text) => text === '20 of 20 Ready')).toHaveLength(3);
    expect(drawing.height).toBeLessThan(drawing.width);
  });

  it('shows the nodes where those are looked at', () => {
    const lab = labAfter(60_000, ({ set }) => set({ stageView: 'nodes' }));
    const texts = textsOf(toSvg(stagePicture(momentOf(lab.state()), styleOf(t))));
    expect(texts).toEqual(expect.arrayContaining(['node-1', 'node-2', 'node-3', 'web-0', 'web-1', 'web-2']));
  });
});
