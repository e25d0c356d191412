/**
 * Draws the slots in their rows: name, Pod, claims; the partition between them, and the controller's flag above one.
 */
import type { SlotModel } from '../../../view/stage-model.ts';
import { decisionLabel } from '../../../view/words/decision-text.ts';
import { ageText, newsOf, podFacts } from '../../../view/pod/pod-facts.ts';
import { outlookOf } from '../../../view/rollout/outlook.ts';
import { type Grid, margin, type Room, slotLeft } from '../geometry.ts';
import type { PictureSubject } from '../subject.ts';
import type { Pen } from '../pen.ts';
import { claimCard, claimHeight } from './claim.ts';
import { ghost, ghostHeight, podCard, podHeight, type PodPicture } from './pod.ts';

const stemHeight = 12;
/** The distance between names and Pods, without the flag. */
const join = 8;
const storage = 16;
const rowGap = 16;
const plateOf = ({ density }: Grid): number => (density === 'cards' ? 46 : 24);

function factsOf({ t }: Pick<Pen, 't'>, { stage, now }: PictureSubject, slot: SlotModel): PodPicture | null {
  const { pod, decision } = slot;
  if (pod === null) return null;
  const context = { decision, ...outlookOf(slot, stage), replaced: newsOf(slot, now) };
  return { ...podFacts(t, pod, context), pod, age: ageText(pod, now) };
}

const claimsHeight = (pen: Pen, { claims }: SlotModel, { slot, density }: Grid): number =>
  claims.reduce((sum, claim) => sum + claimHeight(pen, claim, slot, density) + 8, 0);

/** Computes the room for the rows. */
export function slotsRoom(
  pen: Pen,
  moment: PictureSubject,
  grid: Grid,
): Pick<Room, 'hand' | 'pod' | 'claims' | 'lane'> {
  const { slots } = moment.stage;
  const heights = slots.map((slot) => {
    const facts = factsOf(pen, moment, slot);
    return facts === null ? ghostHeight(pen, slot, grid.slot, grid.density) : podHeight(pen, facts, grid.density);
  });
  const pointed = moment.stage.lastDecision?.ordinal;
  return {
    hand: slots.some(({ ordinal }) => ordinal === pointed) ? 24 : 0,
    pod: Math.max(grid.density === 'cards' ? 136 : 76, ...heights),
    claims: Math.max(0, ...slots.map((slot) => claimsHeight(pen, slot, grid))),
    lane: divider(moment) === null ? 0 : 26,
  };
}

const rowsOf = ({ stage }: PictureSubject, { columns }: Grid, { slots }: Room): number =>
  Math.max(Math.ceil(Math.max(stage.slots.length, slots) / columns), 1);

function rowHeight(grid: Grid, { hand, pod, claims }: Room): number {
  return stemHeight + plateOf(grid) + join + hand + pod + (claims === 0 ? 0 : storage + claims) + rowGap;
}

export function slotsHeight(moment: PictureSubject, grid: Grid, room: Room): number {
  return rowsOf(moment, grid, room) * rowHeight(grid, room) - rowGap + room.lane;
}

/** Returns the number of slots left of the partition; null if there is none, or it divides nothing. */
function divider({
  stage: { slots, partition, setExists, updateStrategy, startOrdinal },
}: PictureSubject): number | null {
  if (!setExists || updateStrategy !== 'RollingUpdate' || partition === 0) return null;
  return slots.filter(({ ordinal }) => ordinal - startOrdinal < partition).length;
}

/** Draws the line from the Service to a name. */
function stem(pen: Pen, x: number, y: number, { dns }: SlotModel): void {
  const resolves = dns.verdict === 'Resolves';
  pen.path(`M${x + 20} ${y}v${stemHeight}`, {
    stroke: pen.colours[resolves ? 'good' : 'line-strong'],
    strokeWidth: 2,
    ...(!resolves && { dash: [2, 3] }),
  });
}

/** Draws the DNS name, in full colour while it resolves. */
function plate(pen: Pen, x: number, y: number, { ordinal, dns, absence, podName }: SlotModel, grid: Grid): void {
  const { t, colours } = pen;
  const [width, height] = [grid.slot, plateOf(grid)];
  const resolves = dns.verdict === 'Resolves';
  const fill = resolves ? colours.good : colours['text-soft'];
  pen.box(x, y, width, height, { radius: 4, fill: colours.surface, stroke: colours.line });
  const lamp = (cx: number, cy: number): void => {
    if (resolves) pen.box(cx - 6.5, cy - 6.5, 13, 13, { radius: 6.5, fill: colours['good-soft'] });
    const light = { radius: 4, stroke: fill, strokeWidth: 1.5, ...(resolves && { fill }) };
    pen.box(cx - 3.5, cy - 3.5, 7, 7, light);
  };
  if (grid.density !== 'cards') {
    pen.text(x + 7, y + 16, podName, { face: 'mono-bold', size: 11, width: width - 28 });
    lamp(x + width - 12, y + 12);
    return;
  }
  const digits = pen.widthOf(String(ordinal), { face: 'mono-bold', size: 26 });
  const box = Math.max(digits, 24);
  const number = { face: 'mono-bold', size: 26, fill: colours['text-soft'], anchor: 'middle' } as const;
  pen.text(x + 8 + box / 2, y + 32, String(ordinal), number);
  const left = x + 16 + box;
  const room = x + width - 8 - left;
  const [head = '', service, ...zone] = dns.name?.split('.') ?? [];
  const strong = [head, ...(service === undefined ? [] : [service])].join('.');
  const used = pen.text(left, y + 19, strong, { face: 'mono-bold', size: 12, width: room });
  const rest = zone.length === 0 ? '' : `.${zone.join('.')}`;
  if (room - used > 24) {
    pen.text(left + used, y + 19, rest, { face: 'mono', size: 12, fill: colours['text-soft'], width: room - used });
  }
  lamp(left + 4, y + 33);
  const why = absence === 'NotApplied' ? t('absence.NotApplied') : t(`dns.${dns.verdict}`);
  const verdict = resolves ? dns.addresses.join(', ') : why;
  pen.text(left + 14, y + 37, verdict, { face: resolves ? 'mono' : 'text', size: 12, fill, width: room - 14 });
}

/** Draws a small flag above the slot of the controller's last decision. */
function hand(pen: Pen, centre: number, bottom: number, most: number, { stage }: PictureSubject): void {
  if (stage.lastDecision === null) return;
  const { colours, t } = pen;
  const { verb } = stage.lastDecision;
  const tones: Readonly<Record<string, string>> = {
    wait: colours.wait,
    delete: colours.bad,
    done: colours['text-soft'],
    keep: colours['text-soft'],
  };
  const fill = tones[verb] ?? colours.accent;
  const type = { face: 'text-bold', size: most < 150 ? 11 : 12 } as const;
  const [label] = pen.lines(decisionLabel(t, stage.lastDecision), most - 16, 1, type);
  const width = pen.widthOf(label ?? '', type) + 16;
  pen.box(centre - width / 2, bottom - 18, width, 18, { radius: 4, fill });
  pen.path(`M${centre - 5} ${bottom}h10l-5 5z`, { fill });
  pen.text(centre, bottom - 5, label ?? '', { ...type, fill: colours.raised, anchor: 'middle' });
}

function column(pen: Pen, x: number, y: number, slot: SlotModel, moment: PictureSubject, grid: Grid, room: Room): void {
  const { density } = grid;
  plate(pen, x, y + stemHeight, slot, grid);
  const top = y + stemHeight + plateOf(grid) + join + room.hand;
  const place = { x, y: top, width: grid.slot, height: room.pod };
  const facts = factsOf(pen, moment, slot);
  if (facts === null) ghost(pen, place, slot, density);
  else podCard(pen, place, facts, density);
  if (moment.stage.lastDecision?.ordinal === slot.ordinal) hand(pen, x + grid.slot / 2, top - 6, grid.slot, moment);

  let drum = top + room.pod + storage;
  const mounted = facts !== null && slot.claims.some(({ inUse }) => inUse);
  if (slot.claims.length > 0) {
    pen.path(`M${x + grid.slot / 2} ${top + room.pod}v${storage}`, {
      stroke: pen.colours['line-strong'],
      strokeWidth: 2,
      ...(!mounted && { dash: [2, 3] }),
    });
  }
  for (const claim of slot.claims) {
    claimCard(pen, x, drum, grid.slot, claim, density);
    drum += claimHeight(pen, claim, grid.slot, density) + 8;
  }
}

export function slotRows(pen: Pen, top: number, moment: PictureSubject, grid: Grid, room: Room): void {
  const { slots, partition } = moment.stage;
  const rowTop = (index: number): number => top + Math.floor(index / grid.columns) * rowHeight(grid, room);
  slots.forEach((slot, index) => {
    if (index < grid.columns) stem(pen, slotLeft(grid, index), top, slot);
    column(pen, slotLeft(grid, index), rowTop(index), slot, moment, grid, room);
  });

  const at = divider(moment);
  if (at === null) return;
  const { colours } = pen;
  // True after the last slot of the last row.
  const past = at >= slots.length && at > 0;
  const x = past ? slotLeft(grid, at - 1) + grid.slot + grid.gap / 2 : slotLeft(grid, at) - grid.gap / 2;
  const y = rowTop(past ? at - 1 : at);
  const bottom = y + rowHeight(grid, room) - rowGap + (room.lane > 0 ? 6 : 0);
  pen.path(`M${x} ${y + stemHeight}V${bottom}`, { stroke: colours.accent, strokeWidth: 2, dash: [6, 4] });
  const text = `partition: ${partition}`;
  const width = pen.widthOf(text, { face: 'mono', size: 12 }) + 16;
  const left = Math.min(Math.max(x - width / 2, margin), grid.width - margin - width);
  pen.box(left, bottom, width, 20, { radius: 4, fill: colours.accent });
  pen.text(left + 8, bottom + 14, text, { face: 'mono', size: 12, fill: colours['accent-text'] });
}
