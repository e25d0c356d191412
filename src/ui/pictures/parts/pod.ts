/** A Pod in its slot. */
import type { PodFacts } from '../../../view/pod/pod-facts.ts';
import type { PodModel, SlotModel } from '../../../view/stage-model.ts';
import { decisionSentence } from '../../../view/words/decision-text.ts';
import type { PictureDensity } from '../geometry.ts';
import type { Pen } from '../pen.ts';
import { mark, toneColour } from './mark.ts';
import { spine, swatch } from './revision.ts';

/** A Pod with the facts in its picture. */
export interface PodPicture extends PodFacts {
  readonly pod: PodModel;
  readonly age: string;
}

/** One line of a card: its height, and the function that writes it. */
interface Line {
  readonly height: number;
  readonly draw: (x: number, y: number, width: number) => void;
}

function nameLine(pen: Pen, { name, age, uid, wasUid }: PodPicture, tiles: boolean): Line {
  const { colours } = pen;
  return {
    height: tiles ? 20 : 24,
    draw(x, y, width) {
      const right = tiles
        ? 0
        : 6 + pen.text(x + width, y + 16, age, { size: 12, fill: colours['text-soft'], anchor: 'end' });
      const title = { face: 'mono-bold', size: tiles ? 13 : 15, width: width - right } as const;
      const left = 12 + pen.text(x, y + (tiles ? 14 : 16), name, title);
      if (tiles || wasUid === null) return;
      const news = { face: 'mono', size: 12, fill: colours.accent, width: width - right - left } as const;
      pen.text(x + left, y + 16, `uid ${wasUid} → ${uid}`, news);
    },
  };
}

function statusLine(pen: Pen, { tone, status, ready }: PodPicture, tiles: boolean): Line {
  const { colours } = pen;
  return {
    height: tiles ? 18 : 21,
    draw(x, y, width) {
      mark(pen, x, y + 2, tone);
      const end = { size: 13, fill: colours['text-soft'], anchor: 'end' } as const;
      const right = tiles ? 0 : 8 + pen.text(x + width, y + 15, ready, end);
      const type = { face: 'text-bold', size: tiles ? 11 : 13, fill: toneColour(pen, tone) } as const;
      pen.text(x + 20, y + (tiles ? 14 : 15), status, { ...type, width: width - 20 - right });
    },
  };
}

function cardLines(pen: Pen, facts: PodPicture): readonly Line[] {
  const { pod, image, hash, comparison, node, ip, wasIp, silent, restarts } = facts;
  const { colours } = pen;
  const soft = { face: 'mono', size: 12, fill: colours['text-soft'] } as const;
  const words = (text: string, look: object): Line => ({
    height: 19,
    draw: (x, y, width) => void pen.text(x, y + 14, text, { ...look, width }),
  });
  const revision: Line = {
    height: 19,
    draw(x, y, width) {
      swatch(pen, x, y + 3, pod.revisionIndex);
      const left = 36 + pen.text(x + 28, y + 14, hash, { face: 'mono', size: 12, width: width - 28 });
      if (comparison === null || left > width - 40) return;
      pen.text(x + left, y + 14, comparison, { size: 12, fill: colours['text-soft'], width: width - left });
    },
  };
  return [
    nameLine(pen, facts, false),
    statusLine(pen, facts, false),
    words(image, { face: 'mono', size: 12 }),
    revision,
    wasIp === null
      ? words([node, ip ?? ''].join(' ').trim(), soft)
      : words(`${wasIp} → ${ip}`, { ...soft, fill: colours.accent }),
    ...(silent === null ? [] : [words(silent, { size: 12, fill: colours.bad })]),
    ...(restarts === null ? [] : [words(restarts, soft)]),
  ];
}

function tileLines(pen: Pen, facts: PodPicture): readonly Line[] {
  const hash: Line = {
    height: 17,
    draw: (x, y, width) => void pen.text(x, y + 12, facts.hash, { face: 'mono', size: 11, width }),
  };
  return [nameLine(pen, facts, true), statusLine(pen, facts, true), hash];
}

const noteHeight = 24;
const linesOf = (pen: Pen, facts: PodPicture, density: PictureDensity): readonly Line[] =>
  density === 'cards' ? cardLines(pen, facts) : tileLines(pen, facts);

export function podHeight(pen: Pen, facts: PodPicture, density: PictureDensity): number {
  const lines = linesOf(pen, facts, density).reduce((sum, { height }) => sum + height, 0);
  return lines + 14 + (facts.note === null ? 0 : noteHeight);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function podCard(pen: Pen, { x, y, width, height }: Place, facts: PodPicture, density: PictureDensity): void {
  const { colours } = pen;
  const { tone, note } = facts;
  pen.box(x, y, width, height, { radius: 8, fill: colours.raised });
  if (note !== null) {
    const top = height - noteHeight;
    pen.path(`M9 ${top}H${width}V${height - 8}a8 8 0 0 1-8 8H9z`, {
      x,
      y,
      fill: note.kind === 'update' ? colours['accent-soft'] : colours.surface,
    });
    pen.path(`M10 ${top + 0.5}H${width}`, { x, y, stroke: colours.line });
  }
  spine(pen, x, y, height, facts.pod.revisionIndex);
  pen.box(x, y, width, height, {
    radius: 8,
    stroke: tone === 'bad' ? colours.bad : colours['line-strong'],
    ...(tone === 'leaving' && { dash: [4, 3] }),
  });
  const left = x + (density === 'cards' ? 18 : 15);
  const room = x + width - 8 - left;
  let top = y + 7;
  for (const line of linesOf(pen, facts, density)) {
    line.draw(left, top, room);
    top += line.height;
  }
  if (note !== null) {
    const look =
      note.kind === 'update' ? ({ face: 'text-bold', fill: colours.accent } as const) : { fill: colours['text-soft'] };
    pen.text(left, y + height - 8, note.text, { ...look, size: density === 'cards' ? 12 : 11, width: room });
  }
}

interface GhostText {
  readonly words: readonly string[];
  readonly reasons: readonly string[];
}

function ghostText(pen: Pen, { absence, decision }: SlotModel, width: number, density: PictureDensity): GhostText {
  const size = density === 'cards' ? 13 : 11;
  const explained = density === 'cards' && absence === 'NotCreatedYet' && decision !== null;
  return {
    words: pen.lines(pen.t(`absence.${absence ?? 'NotCreatedYet'}`), width - 20, 2, { size }),
    reasons: explained ? pen.lines(decisionSentence(pen.t, decision), width - 20, 6, { size: 12 }) : [],
  };
}

export function ghostHeight(pen: Pen, slot: SlotModel, width: number, density: PictureDensity): number {
  const { words, reasons } = ghostText(pen, slot, width, density);
  return 16 + 22 + words.length * 18 + (reasons.length === 0 ? 0 : 4 + reasons.length * 17);
}

/** Draws the place of an absent Pod, with the reason. */
export function ghost(pen: Pen, { x, y, width, height }: Place, slot: SlotModel, density: PictureDensity): void {
  const { colours } = pen;
  const { words, reasons } = ghostText(pen, slot, width, density);
  const soft = { fill: colours['text-soft'], anchor: 'middle' } as const;
  const stroke = slot.desired ? colours['line-strong'] : colours.line;
  pen.box(x, y, width, height, { radius: 8, stroke, dash: [4, 3] });
  const middle = x + width / 2;
  let line = y + (height - ghostHeight(pen, slot, width, density)) / 2 + 8 + 16;
  const name = { ...soft, face: 'mono-bold', size: density === 'cards' ? 15 : 13, width: width - 12 } as const;
  pen.text(middle, line, slot.podName, name);
  line += 22;
  pen.paragraph(middle, line, words, 18, { ...soft, size: density === 'cards' ? 13 : 11 });
  line += words.length * 18 + 4;
  pen.paragraph(middle, line, reasons, 17, { ...soft, size: 12, fill: colours.wait });
}
