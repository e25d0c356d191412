import { move, newLab } from '../../store/testing.ts';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTranslator, type Translate } from '../../i18n/index.ts';
import type { Lab } from '../../store/lab.ts';
import { subjectOf } from './subject.ts';
import { lanesPicture, stagePicture } from './stage-picture.ts';
import { toSvg } from './svg.ts';
import { styleOf } from './testing.ts';

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
function labAfter(ms: number, change: (lab: Lab) => unknown = () => {}, example = 'complete'): Lab {
  const { lab } = newLab({ example, paused: true });
  lab.act('apply');
  change(lab);
  move(lab, (timeline) => timeline.advanceTo(ms));
  return lab;
}

describe('a picture of the lab', () => {
  it('says what the stage says', () => {
    const moment = subjectOf(labAfter(60_000).store.getState());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    for (const { pod, claims, dns } of moment.stage.slots) {
      expect(texts).toEqual(expect.arrayContaining([pod!.name, claims[0]!.name, dns.addresses[0]]));
    }
    expect(texts).toEqual(expect.arrayContaining(['Nothing to do: all 3 Pods match the spec.', 'nginx', '1:00.0']));
    expect(texts.filter((text) => text === 'Running')).toHaveLength(3);
  });

  it('gives the reason of a Pod that is not there', () => {
    const moment = subjectOf(labAfter(100).store.getState());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    expect(moment.stage.slots[2]).toMatchObject({ pod: null, absence: 'NotCreatedYet' });
    expect(texts).toContain('not created yet');
    expect(texts.join(' ')).toContain('web-1 is not created: web-0 is not Ready');
  });

  it('speaks Chinese', () => {
    const texts = textsOf(toSvg(stagePicture(subjectOf(labAfter(60_000).store.getState()), styleOf(zh))));
    expect(texts).toEqual(expect.arrayContaining(['无需操作：3 个 Pod 都符合期望。', '当前版本']));
  });

  it('leaves out what is not wanted', () => {
    const moment = subjectOf(labAfter(60_000).store.getState());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t, { title: false, sentence: false }))));
    expect(texts).not.toContain('OrderedReady');
    expect(texts).not.toContain('StatefulSet controller');
    expect(texts).toContain('web-0');
  });

  it('shows the Pods of a Deployment beside those of the set', () => {
    const moment = subjectOf(labAfter(60_000, undefined, 'contrast').store.getState());
    const texts = textsOf(toSvg(stagePicture(moment, styleOf(t))));
    expect(moment.deployments[0]!.pods).toHaveLength(3);
    for (const { name } of moment.deployments[0]!.pods) expect(texts).toContain(name);
    expect(texts).toEqual(expect.arrayContaining(['Deployment', 'anyone', '3 of 3 ready', 'web-2']));
  });

  it('shows two branches on a slide, each under its name and with its own Pods', () => {
    const [one, other] = [labAfter(60_000), labAfter(60_000, ({ act }) => act('scale', { replicas: 1 }))];
    const courses = [one, other].map((lab, i) => ({
      name: `course ${i + 1}`,
      moment: subjectOf(lab.store.getState()),
    }));
    const drawing = lanesPicture(courses, styleOf(t));
    const texts = textsOf(toSvg(drawing));
    expect(texts.filter((text) => /^course/.test(text))).toEqual(['course 1', 'course 2']);
    expect(texts.filter((text) => text === 'Running')).toHaveLength(3 + 1);
    expect(drawing.width / drawing.height).toBe(16 / 9);
    const places = drawing.shapes.flatMap((shape) =>
      shape.kind === 'text' && shape.text === 'web-0'
        ? [shape.x > drawing.width / 2 || shape.y > drawing.height / 2]
        : [],
    );
    expect(places).toEqual([false, true]);
  });

  it('has a dot for each Pod of a node where there are very many', () => {
    const lab = labAfter(600_000, ({ act }) => {
      act('scale', { replicas: 60 });
      act('setStageView', { view: 'nodes' });
    });
    const drawing = stagePicture(subjectOf(lab.store.getState()), styleOf(t));
    const texts = textsOf(toSvg(drawing));
    expect(texts).not.toContain('web-0');
    expect(texts.filter((text) => text === '20 of 20 Ready')).toHaveLength(3);
    expect(drawing.height).toBeLessThan(drawing.width);
  });

  it('shows the nodes where those are looked at', () => {
    const lab = labAfter(60_000, ({ act }) => act('setStageView', { view: 'nodes' }));
    const texts = textsOf(toSvg(stagePicture(subjectOf(lab.store.getState()), styleOf(t))));
    expect(texts).toEqual(expect.arrayContaining(['node-1', 'node-2', 'node-3', 'web-0', 'web-1', 'web-2']));
  });
});
