/** The Pods by the node they run on. */
import { podFacts } from '../../../view/pod/pod-facts.ts';
import type { Tone } from '../../../view/pod/tone.ts';
import type { NodeModel, NodesModel } from '../../../view/stage/nodes.ts';
import type { PodModel, StageModel } from '../../../view/stage-model.ts';
import { clockText } from '../../../view/words/clock-text.ts';
import { nodeStatus, nodeState } from '../../../view/stage/node-state.ts';
import { margin } from '../geometry.ts';
import type { Pen } from '../pen.ts';
import { dotGrid, dotRows } from './dots.ts';
import { mark, toneColour } from './mark.ts';
import { spine } from './revision.ts';

const gap = 16;
const podStep = 50;
/** Returns the number of nodes side by side. */
const columnsOf = (count: number): number => Math.min(Math.max(count, 1), 4);

interface NodeBox {
  readonly name: string;
  readonly node: NodeModel | null;
  readonly status: string;
  readonly tone: Tone;
  readonly notes: readonly string[];
  readonly pods: readonly { readonly pod: PodModel; readonly stray: boolean }[];
  /** True if the node does not report. */
  readonly dark: boolean;
  readonly stroke: string;
}

function notesOf({ t }: Pen, node: NodeModel, { setName }: StageModel): string[] {
  const state = nodeState(node);
  const at = clockText(node.silentSince ?? 0);
  const shown = state === 'gone' && !node.connected ? 'goneCut' : state;
  return [
    ...(shown === 'reporting' ? [] : [t(`node.state.${shown}`, { at })]),
    ...(node.evictionAt === null || shown === 'reporting'
      ? []
      : [t('node.evictionAt', { at: clockText(node.evictionAt) })]),
    ...node.strays.map(({ pod: { name }, twinNode }) =>
      twinNode === null ? t('node.stray', { name }) : t('node.strayTwin', { name, node: twinNode }),
    ),
    ...(node.pods.length + node.strays.length === 0 ? [t('node.empty', { set: setName })] : []),
    ...(node.others > 0 ? [t('node.others', { count: node.others })] : []),
  ];
}

function nodeBoxesOf(pen: Pen, { nodes, pending }: NodesModel, stage: StageModel): readonly NodeBox[] {
  const boxes = nodes.map((node): NodeBox => {
    const state = nodeState(node);
    return {
      name: node.name,
      node,
      status: node.registered ? nodeStatus(node) : '',
      tone: node.ready === 'True' ? 'good' : 'bad',
      notes: notesOf(pen, node, stage),
      pods: [
        ...node.pods.map((pod) => ({ pod, stray: false })),
        ...node.strays.map(({ pod }) => ({ pod, stray: true })),
      ],
      dark: state === 'lost' || state === 'gone',
      stroke: state === 'lost' ? pen.colours.bad : pen.colours['line-strong'],
    };
  });
  if (pending.length === 0) return boxes;
  const waiting: NodeBox = {
    name: pen.t('node.pending'),
    node: null,
    status: '',
    tone: 'wait',
    notes: pending.flatMap(({ reason }) => reason ?? []).slice(0, 1),
    pods: pending.map(({ pod }) => ({ pod, stray: false })),
    dark: false,
    stroke: pen.colours['line-strong'],
  };
  return [...boxes, waiting];
}

const boxWidth = (width: number, columns: number): number => (width - 2 * margin - (columns - 1) * gap) / columns;
const noteLines = (pen: Pen, { notes }: NodeBox, width: number): readonly string[] =>
  notes.flatMap((note) => pen.lines(note, width - 28, 4, { size: 12 }));

/** The most Pods on one node that are drawn as cards; beyond that, all nodes have dots. */
const mostCards = 12;
/** The largest height of the dots of a box (px). */
const mostDots = 240;

const isDense = (boxes: readonly NodeBox[]): boolean => boxes.some(({ pods }) => pods.length > mostCards);

/** Returns the height of a box's Pods, px. */
function podsHeight({ pods }: NodeBox, width: number, dense: boolean): number {
  if (!dense) return pods.length * podStep;
  const { pitch, columns } = dotGrid(pods.length, width - 28, mostDots);
  return 24 + Math.ceil(pods.length / columns) * pitch;
}

function boxHeight(pen: Pen, box: NodeBox, width: number, dense: boolean): number {
  return 40 + podsHeight(box, width, dense) + noteLines(pen, box, width).length * 17 + 14;
}

function heightsOf(pen: Pen, boxes: readonly NodeBox[], width: number): readonly number[] {
  const columns = columnsOf(boxes.length);
  const rows = Array.from({ length: Math.ceil(boxes.length / columns) }, (_, row) =>
    boxes.slice(row * columns, (row + 1) * columns),
  );
  const dense = isDense(boxes);
  return rows.map((row) => Math.max(150, ...row.map((box) => boxHeight(pen, box, boxWidth(width, columns), dense))));
}

export function nodesHeight(pen: Pen, nodes: NodesModel, stage: StageModel, width: number): number {
  return heightsOf(pen, nodeBoxesOf(pen, nodes, stage), width).reduce((sum, height) => sum + height + gap, -gap);
}

function nodePod(pen: Pen, x: number, y: number, width: number, { pod, stray }: NodeBox['pods'][number]): void {
  const { colours } = pen;
  const { tone: own, name, status, ready } = podFacts(pen.t, pod);
  const tone = stray ? 'bad' : own;
  const height = podStep - 8;
  pen.box(x, y, width, height, { radius: 8, fill: colours.raised });
  spine(pen, x, y, height, pod.revisionIndex);
  pen.box(x, y, width, height, {
    radius: 8,
    stroke: tone === 'bad' ? colours.bad : colours['line-strong'],
    ...((tone === 'leaving' || stray) && { dash: [4, 3] }),
  });
  pen.text(x + 18, y + 17, name, { face: 'mono-bold', size: 13, width: width - 60 });
  pen.text(x + width - 8, y + 17, ready, { size: 12, fill: colours['text-soft'], anchor: 'end' });
  mark(pen, x + 18, y + 22, tone);
  const type = { face: 'text-bold', size: 12, fill: toneColour(pen, tone), width: width - 46 } as const;
  pen.text(x + 38, y + 34, status, type);
}

/** Draws the number of Pods, and each of them as a dot. */
function nodeDots(pen: Pen, x: number, y: number, width: number, { pods }: NodeBox, fill: string): void {
  const ready = pods.filter(({ pod, stray }) => pod.ready && !pod.terminating && !stray).length;
  pen.text(x, y + 14, pen.t('dots.summary', { ready, count: pods.length }), { size: 12, fill, width });
  const all = pods.map(({ pod }) => pod);
  dotRows(pen, x, y + 24, dotGrid(pods.length, width, mostDots), all);
}

export function nodeCards(pen: Pen, top: number, width: number, nodes: NodesModel, stage: StageModel): void {
  const { colours } = pen;
  const boxes = nodeBoxesOf(pen, nodes, stage);
  const columns = columnsOf(boxes.length);
  const heights = heightsOf(pen, boxes, width);
  const wide = boxWidth(width, columns);
  const dense = isDense(boxes);
  boxes.forEach((box, i) => {
    const row = Math.floor(i / columns);
    const x = margin + (i % columns) * (wide + gap);
    const y = top + heights.slice(0, row).reduce((sum, height) => sum + height + gap, 0);
    const pending = box.node === null;
    pen.box(x, y, wide, heights[row]!, {
      radius: 8,
      stroke: box.stroke,
      ...(pending ? { dash: [4, 3] } : { fill: box.dark ? colours.off : colours.surface }),
    });
    const ink = box.dark ? colours['off-text'] : colours.text;
    const named = pen.text(x + 14, y + 26, box.name, {
      face: pending ? 'text-bold' : 'mono-bold',
      size: 15,
      fill: ink,
    });
    if (box.status !== '') {
      const room = wide - 28 - named - 34;
      const fill = box.dark ? ink : toneColour(pen, box.tone);
      const type = { face: 'text-bold', size: 12, fill, anchor: 'end', width: room } as const;
      const used = pen.text(x + wide - 14, y + 25, box.status, type);
      if (!box.dark) mark(pen, x + wide - 14 - used - 20, y + 13, box.tone);
    }
    const soft = { size: 12, fill: box.dark ? colours['off-text'] : colours['text-soft'] };
    if (dense) nodeDots(pen, x + 14, y + 42, wide - 28, box, soft.fill);
    else box.pods.forEach((pod, n) => nodePod(pen, x + 14, y + 42 + n * podStep, wide - 28, pod));
    pen.paragraph(x + 14, y + 56 + podsHeight(box, wide, dense), noteLines(pen, box, wide), 17, soft);
  });
}
