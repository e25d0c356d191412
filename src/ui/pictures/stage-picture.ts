/** The stage as a drawing: the same moment, style and room give the same drawing. */
import { clockText } from '../../view/words/clock-text.ts';
import type { Drawing, Shape } from './drawing.ts';
import { type Grid, gridOf, larger, margin, noRoom, type Room } from './geometry.ts';
import type { PictureSubject } from './subject.ts';
import { deploymentLanes, deploymentsHeight } from './parts/deployments.ts';
import { dotField, dotsHeight } from './parts/dots.ts';
import { nodeCards, nodesHeight } from './parts/nodes.ts';
import {
  controller,
  controllerHeight,
  controllerSentence,
  serviceHeight,
  serviceRail,
  trap,
  trapHeight,
} from './parts/sentences.ts';
import { slotRows, slotsHeight, slotsRoom } from './parts/slots.ts';
import { title, titleHeight } from './parts/title.ts';
import { Pen, type Style } from './pen.ts';

export interface PictureStyle extends Style {
  /** The set with its policies and revisions. */
  readonly title: boolean;
  /** Includes the controller's sentence and the fix of a trap. */
  readonly sentence: boolean;
  /** True for a background; without, it is transparent. */
  readonly paper: boolean;
}

const gap = 14;
const footer = 40;
/** Pitch of the squared paper. */
const square = 20;

/** The room that a moment needs. */
export function roomOf(moment: PictureSubject, style: PictureStyle, slots = 0): Room {
  const { stage, nodes, deployments } = moment;
  const pen = new Pen(style);
  const grid = gridOf(Math.max(stage.slots.length, slots));
  const rows = nodes === null && grid.density !== 'dots' ? slotsRoom(pen, moment, grid) : {};
  return {
    ...noRoom,
    ...rows,
    slots: Math.max(stage.slots.length, slots),
    title: style.title ? titleHeight(stage) : 0,
    controller: style.sentence ? controllerHeight(pen, moment, grid.width) : 0,
    service: serviceHeight(pen, stage, grid.width),
    trap: style.sentence ? trapHeight(pen, moment, grid.width) : 0,
    nodes: nodes === null ? 0 : nodesHeight(pen, nodes, stage, grid.width),
    deployments: deployments.length === 0 ? 0 : deploymentsHeight(pen, deployments, grid.width),
  };
}

/** @param least Room that it takes at least. */
export function stagePicture(moment: PictureSubject, style: PictureStyle, least: Room = noRoom): Drawing {
  const { stage, nodes } = moment;
  const room = larger(roomOf(moment, style, least.slots), least);
  const grid = gridOf(room.slots);
  const { width } = grid;
  const pen = new Pen(style);
  let y = 0;
  if (style.title) title(pen, width, (y = room.title), stage);
  y += gap;
  if (style.sentence) {
    controller(pen, y, width, room.controller, moment);
    y += room.controller + gap;
  }
  if (nodes === null) {
    serviceRail(pen, y, width, room.service, stage);
    y = slots(pen, y + room.service, moment, grid, room);
  } else {
    nodeCards(pen, y, width, nodes, stage);
    y += room.nodes;
  }
  y += gap;
  if (room.deployments > 0) {
    deploymentLanes(pen, y, width, moment.deployments);
    y += room.deployments + gap;
  }
  if (room.trap > 0) {
    trap(pen, y, width, moment);
    y += room.trap + gap;
  }
  const height = Math.ceil(y + footer - gap);
  foot(pen, width, height, moment);
  return {
    width,
    height,
    title: `${pen.t('app.set')} ${stage.setName}, ${clockText(moment.now)}`,
    description: [controllerSentence(pen, stage), ...stage.slots.flatMap(({ pod }) => pod ?? []).map(podText)].join(
      ' ',
    ),
    shapes: style.paper ? [...paper(style, width, height), ...pen.shapes] : pen.shapes,
  };

  function podText({ name, status, readyText }: { name: string; status: string; readyText: string }): string {
    return `${pen.t('pod.label', { name, status, ready: readyText })}.`;
  }
}

/** A moment of a branch, with the branch's name. */
export interface NamedMoment {
  readonly name: string;
  readonly moment: PictureSubject;
}

const heading = 40;

/** Aspect ratio of a picture of two branches: that of a slide, e.g. 1920 × 1080. */
const slide = 16 / 9;

/**
 * Draws one branch, or two compared ones.
 * @param least The least room of each.
 */
export function lanesPicture(lanes: readonly NamedMoment[], style: PictureStyle, least: Room = noRoom): Drawing {
  return lanes.length > 1 ? comparedPicture(lanes, style, least) : stagePicture(lanes[0]!.moment, style, least);
}

/** Draws two branches on a slide, each under its name: side by side, or one below the other if they are larger so. */
function comparedPicture(courses: readonly NamedMoment[], style: PictureStyle, least: Room): Drawing {
  const slots = Math.max(least.slots, ...courses.map(({ moment }) => moment.stage.slots.length));
  const room = courses.map(({ moment }) => roomOf(moment, style, slots)).reduce(larger, least);
  const drawings = courses.map(({ moment }) => stagePicture(moment, { ...style, paper: false }, room));
  const names = new Pen(style);
  const wide = Math.max(...drawings.map((drawing) => drawing.width));
  const high = heading + Math.max(...drawings.map((drawing) => drawing.height));
  const count = drawings.length;
  // The widths of the slide for both arrangements: on the narrower one, the branches are larger.
  const [beside, below] = [Math.max(wide * count, high * slide), Math.max(wide, high * count * slide)];
  const isRow = beside <= below;
  const width = Math.ceil(Math.min(beside, below) / 16) * 16;
  const height = (width * 9) / 16;
  const [left, top] = [(width - (isRow ? wide * count : wide)) / 2, (height - (isRow ? high : high * count)) / 2];
  const shapes = drawings.flatMap((drawing, i) => {
    const [x, y] = isRow ? [left + i * wide, top] : [left, top + i * high];
    if (i > 0) {
      const line = isRow ? `M${x - 0.5} ${margin}V${height - margin}` : `M${margin} ${y - 0.5}H${width - margin}`;
      names.path(line, { stroke: style.colours.line });
    }
    names.text(x + margin, y + 30, courses[i]!.name, { face: 'text-bold', size: 20, width: wide - 2 * margin });
    return drawing.shapes.map((shape) => moved(shape, x, y + heading));
  });
  return {
    width,
    height,
    title: courses.map(({ name }, i) => `${name}: ${drawings[i]!.title}`).join('; '),
    description: courses.map(({ name }, i) => `${name}: ${drawings[i]!.description}`).join(' '),
    shapes: [...(style.paper ? paper(style, width, height) : []), ...names.shapes, ...shapes],
  };
}

function moved<S extends Shape>(shape: S, x: number, y: number): S {
  return { ...shape, x: (shape.x ?? 0) + x, y: (shape.y ?? 0) + y };
}

/** Draws the slots. Returns their lower edge. */
function slots(pen: Pen, y: number, moment: PictureSubject, grid: Grid, room: Room): number {
  if (grid.density === 'dots') {
    dotField(pen, y + gap, grid.width, room.slots, moment);
    return y + gap + dotsHeight(room.slots, grid.width);
  }
  slotRows(pen, y, moment, grid, room);
  return y + slotsHeight(moment, grid, room);
}

function foot(pen: Pen, width: number, height: number, { now }: PictureSubject): void {
  const soft = pen.colours['text-soft'];
  pen.text(margin, height - 14, clockText(now), { face: 'mono-bold', size: 13 });
  pen.text(width - margin, height - 14, pen.t('app.title'), { size: 12, fill: soft, anchor: 'end' });
}

function paper({ colours }: Style, width: number, height: number): Drawing['shapes'] {
  const lines = (length: number): number[] =>
    Array.from({ length: Math.floor(length / square) }, (_, i) => (i + 1) * square);
  const across = lines(height - 1).map((y) => `M0 ${y - 0.5}H${width}`);
  const down = lines(width - 1).map((x) => `M${x - 0.5} 0V${height}`);
  return [
    { kind: 'box', x: 0, y: 0, width, height, fill: colours.ground },
    { kind: 'path', d: [...across, ...down].join(''), stroke: colours.grid },
  ];
}
