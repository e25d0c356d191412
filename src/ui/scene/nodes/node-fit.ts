/** Decides how much of each node is shown, by the available room. Lengths are rem. */
import type { Size } from '../shared/grid-geometry.ts';

/**
 * From most to least of a node. `whole`: all of it, in as many rows as necessary. `compact`: its name, its Pods in a
 * line each, and its actions. `bare`: the same with the actions in a menu.
 */
export type NodeDensity = 'whole' | 'compact' | 'bare';

export interface NodeFit {
  readonly density: NodeDensity;
  /** The number of nodes in sight side by side. */
  readonly seen: number;
  /** The number of rows; a single row scrolls sideways. */
  readonly rows: number;
  /** True if `compact` has room for the state of a node in words. */
  readonly notes?: boolean;
}

interface Nodes {
  readonly nodes: number;
  /** The largest number of Pods on one of them. */
  readonly pods: number;
  /** True if some have notes: taints, a lost connection, a drain. */
  readonly notes: boolean;
  /** True if some Pods have no node. */
  readonly pending: boolean;
}

const gap = 0.75;
/** Least width of a node, as in node-view.css. */
const [wholeWidth, compactWidth] = [15.5, 12];
/** Least width of a Pod in it, and the height of a Pod with the gap below it. */
const wholePod = { width: 10, height: 5 };
const compactPod = { width: 7, height: 2.25 };
const podGap = 0.5;
/** Heights without the Pods. */
const [wholeHeight, compactHeight, actionsHeight, notesHeight, pendingHeight] = [9, 2.75, 2.25, 5, 3.25];
/** Room for Pods without a node is kept if there is enough. */
const margin = 1;

const rowsOf = (count: number, width: number, { width: least }: { readonly width: number }): number =>
  Math.ceil(count / Math.max(Math.floor((width + podGap) / (least + podGap)), 1));

export function nodeFit({ nodes, pods, notes, pending }: Nodes, { width, height }: Size): NodeFit {
  const columns = (least: number): number => Math.max(Math.min(Math.floor((width + gap) / (least + gap)), nodes), 1);
  const inWhole = columns(wholeWidth);
  const wide = (width + gap) / inWhole - gap - 1.5;
  const whole =
    Math.ceil(nodes / inWhole) *
      (wholeHeight + (notes ? notesHeight : 0) + rowsOf(pods, wide, wholePod) * wholePod.height + gap) +
    pendingHeight +
    margin;
  if (whole <= height) return { density: 'whole', seen: inWhole, rows: Math.ceil(nodes / inWhole) };
  const seen = columns(compactWidth);
  const narrow = (width + gap) / seen - gap - 1;
  const bare = compactHeight + rowsOf(pods, narrow, compactPod) * compactPod.height;
  const left = height - (pending ? pendingHeight : 0);
  const rows = Math.ceil(nodes / seen);
  const compact = rows * (bare + actionsHeight + gap);
  if (compact <= left) return { density: 'compact', seen, rows, notes: compact + rows * notesHeight <= left };
  // On a phone they are below each other, unless a sheet or another branch leaves too little of the stage in sight.
  if (rows * (bare + gap) <= left) return { density: 'bare', seen, rows };
  return { density: bare + actionsHeight <= left ? 'compact' : 'bare', seen, rows: 1 };
}

/** Least width of a chip with the gap beside it, and its height with the gap below, as in pod-chips.css. */
const chip = { width: 3.625, height: 2.25 };
/** Height without the Pods, if they are many: of a whole node, and of one with its actions in a menu. */
const [wholeRest, bareRest] = [10, 3.5];
/** The least height of a field. */
const leastField = 5;

export interface ManyFit extends NodeFit {
  readonly density: 'whole' | 'bare';
  readonly pods: 'chips' | 'field';
  /** For the Pods of each node, rem. */
  readonly height: number;
}

/** The same for many Pods: chips if all of them fit, else a field, which fits in any height. */
export function manyFit({ nodes, pods }: Pick<Nodes, 'nodes' | 'pods'>, { width, height }: Size): ManyFit {
  const seen = Math.max(Math.min(Math.floor((width + gap) / (wholeWidth + gap)), nodes), 1);
  const rows = Math.ceil(nodes / seen);
  const each = (height - margin) / rows - gap;
  const inRow = Math.max(Math.floor(((width + gap) / seen - gap - 1.5) / chip.width), 1);
  const chips = Math.ceil(pods / inRow) * chip.height;
  if (wholeRest + chips <= each) return { density: 'whole', seen, rows, pods: 'chips', height: chips };
  if (bareRest + chips <= each) return { density: 'bare', seen, rows, pods: 'chips', height: chips };
  const density = each - wholeRest >= 2 * leastField ? 'whole' : 'bare';
  const left = each - (density === 'whole' ? wholeRest : bareRest);
  return { density, seen, rows, pods: 'field', height: Math.max(left, leastField) };
}
