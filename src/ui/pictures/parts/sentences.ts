/** Sentences about the set: of its controller, about its Service, and about its traps. */
import type { StageModel } from '../../../view/stage-model.ts';
import { undecidedOf } from '../../../view/stage/decisions.ts';
import { clockText } from '../../../view/words/clock-text.ts';
import { decisionSentence } from '../../../view/words/decision-text.ts';
import { trapText } from '../../../view/words/trap-text.ts';
import { margin } from '../geometry.ts';
import type { PictureSubject } from '../subject.ts';
import type { Palette } from '../palette.ts';
import type { Pen, TextStyle } from '../pen.ts';

export function controllerSentence({ t }: Pick<Pen, 't'>, stage: StageModel): string {
  const { lastDecision, setExists, setName } = stage;
  if (lastDecision !== null) return decisionSentence(t, lastDecision);
  return t(setExists ? undecidedOf(stage) : 'controller.noSet', { name: setName });
}

function decisionColour(colours: Palette, { lastDecision }: StageModel): string {
  const tones: Readonly<Record<string, string>> = {
    wait: colours.wait,
    delete: colours.bad,
    done: colours['line-strong'],
    keep: colours['line-strong'],
  };
  return lastDecision === null ? colours['line-strong'] : (tones[lastDecision.verb] ?? colours.accent);
}

const leading = 21;
const sentenceLines = (pen: Pen, stage: StageModel, width: number): readonly string[] =>
  pen.lines(controllerSentence(pen, stage), width - 2 * margin - 200 - 90, 3, { size: 15 });

export function controllerHeight(pen: Pen, { stage }: PictureSubject, width: number): number {
  return 20 + sentenceLines(pen, stage, width).length * leading;
}

export function controller(pen: Pen, y: number, width: number, height: number, { stage, since }: PictureSubject): void {
  const { t, colours } = pen;
  const soft = { size: 12, fill: colours['text-soft'] } as const;
  const lines = sentenceLines(pen, stage, width);
  pen.box(margin, y, width - 2 * margin, height, { fill: colours.surface });
  pen.box(margin, y, 5, height, { fill: decisionColour(colours, stage) });
  const base = y + (height - lines.length * leading) / 2 + 16;
  const named = pen.text(margin + 18, base - 1, t('controller.name'), soft);
  pen.paragraph(margin + 18 + named + 14, base, lines, leading, { size: 15 });
  if (since !== null && stage.lastDecision?.verb === 'wait') {
    pen.text(width - margin - 14, base - 1, t('controller.since', { at: clockText(since) }), {
      ...soft,
      anchor: 'end',
    });
  }
}

interface Segment extends TextStyle {
  readonly text: string;
}

/** Lays out segments in lines of `width`. Returns their places, from 0,0. */
function flow(pen: Pen, segments: readonly Segment[], width: number) {
  const placed: { x: number; line: number; segment: Segment }[] = [];
  let [x, line] = [0, 0];
  for (const segment of segments) {
    const wide = pen.widthOf(segment.text, segment);
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1];
    const parts = pen.lines(segment.text, width, 3, segment);
    parts.forEach((text, i) => placed.push({ x: i === 0 ? x : 0, line: line + i, segment: { ...segment, text } }));
    line += parts.length - 1;
    x = (parts.length === 1 ? x : 0) + pen.widthOf(parts.at(-1) ?? '', segment) + 16;
  }
  return { placed, lines: line + 1 };
}

type ServiceState = 'none' | 'headless' | 'cluster-ip' | 'missing' | 'planned';

function serviceState({ service, setExists }: StageModel): ServiceState {
  if (service === null) return 'none';
  if (!service.exists) return setExists ? 'missing' : 'planned';
  return service.headless ? 'headless' : 'cluster-ip';
}

function serviceSegments({ t, colours }: Pen, stage: StageModel): readonly Segment[] {
  const { service } = stage;
  if (service === null) return [{ text: t('service.none', { set: stage.setName }) }];
  const { name, clusterIP, answers } = service;
  const soft = { fill: colours['text-soft'] };
  const state = serviceState(stage);
  const head: Segment[] = [
    { text: 'Service', ...soft },
    { text: name, face: 'mono-bold' },
  ];
  if (state === 'missing') return [...head, { text: t('service.missing', { name }) }];
  if (state === 'planned') return [...head, { text: t('service.planned'), ...soft }];
  const selector = Object.entries(service.selector).map(([key, value]) => `${key}=${value}`);
  const answering = t('service.answers', { name: `${name}.${stage.namespace}`, count: answers.length });
  return [
    ...head,
    { text: state === 'headless' ? t('service.headless') : t('service.clusterIP', { ip: clusterIP ?? '' }) },
    { text: selector.length > 0 ? selector.join(', ') : t('service.noSelector'), face: 'mono' },
    { text: state === 'headless' ? answering : t('service.notHeadless') },
  ];
}

const serviceFlow = (pen: Pen, stage: StageModel, width: number) =>
  flow(pen, serviceSegments(pen, stage), width - 2 * margin - 24);

export function serviceHeight(pen: Pen, stage: StageModel, width: number): number {
  return 16 + serviceFlow(pen, stage, width).lines * 19;
}

export function serviceRail(pen: Pen, y: number, width: number, height: number, stage: StageModel): void {
  const { colours } = pen;
  const state = serviceState(stage);
  const looks: Readonly<Record<ServiceState, { stroke: string; fill?: string; dash?: readonly number[] }>> = {
    none: { stroke: colours['line-strong'], dash: [4, 3] },
    planned: { stroke: colours['line-strong'], dash: [4, 3] },
    headless: { stroke: colours.good, fill: colours['good-soft'] },
    'cluster-ip': { stroke: colours.bad, fill: colours['bad-soft'], dash: [4, 3] },
    missing: { stroke: colours.bad, fill: colours['bad-soft'], dash: [4, 3] },
  };
  pen.box(margin, y, width - 2 * margin, height, { radius: 4, strokeWidth: 1.5, ...looks[state] });
  const { placed, lines } = serviceFlow(pen, stage, width);
  const base = y + (height - lines * 19) / 2 + 14;
  for (const { x, line, segment } of placed) pen.text(margin + 12 + x, base + line * 19, segment.text, segment);
}

function trapLines(pen: Pen, { trap, stage }: PictureSubject, width: number) {
  if (trap === null) return { words: [], command: [] };
  const room = width - 2 * margin - 32;
  return {
    words: pen.lines(trapText(pen.t, trap, stage.lastDecision), room, 4),
    command: trap.command === undefined ? [] : pen.lines(`$ ${trap.command}`, room, 2, { face: 'mono', size: 12 }),
  };
}

export function trapHeight(pen: Pen, moment: PictureSubject, width: number): number {
  const { words, command } = trapLines(pen, moment, width);
  return words.length === 0 ? 0 : 20 + words.length * 19 + (command.length === 0 ? 0 : 5 + command.length * 18);
}

/** Draws a trap: its reason and its fix. */
export function trap(pen: Pen, y: number, width: number, moment: PictureSubject): void {
  const height = trapHeight(pen, moment, width);
  if (height === 0) return;
  const { colours } = pen;
  const { words, command } = trapLines(pen, moment, width);
  pen.box(margin, y, width - 2 * margin, height, { radius: 4, fill: colours['wait-soft'], stroke: colours.wait });
  pen.box(margin, y, 5, height, { fill: colours.wait });
  pen.paragraph(margin + 18, y + 24, words, 19);
  pen.paragraph(margin + 18, y + 28 + words.length * 19, command, 18, { face: 'mono', size: 12 });
}
