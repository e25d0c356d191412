/** Claims and their volumes. */
import type { ClaimModel } from '../../../view/stage-model.ts';
import type { PictureDensity } from '../geometry.ts';
import type { Pen } from '../pen.ts';

const ellipse = 8;

interface Words {
  readonly kept: readonly string[];
  readonly pending: readonly string[];
}

function wordsOf(pen: Pen, { keptBy, pendingReason }: ClaimModel, width: number, density: PictureDensity): Words {
  if (density !== 'cards') return { kept: [], pending: [] };
  const type = { size: 12 };
  return {
    kept: keptBy === null ? [] : pen.lines(pen.t('claim.keptBy', { policy: keptBy }), width - 24, 2, type),
    pending: pendingReason === null ? [] : pen.lines(pendingReason, width - 24, 3, type),
  };
}

const lineHeight = 17;
const cardHeight = ({ kept, pending }: Words): number =>
  3 * ellipse + (2 + kept.length + pending.length) * lineHeight + 4;

export function claimHeight(pen: Pen, claim: ClaimModel, width: number, density: PictureDensity): number {
  const volume = density === 'cards' && claim.volume !== null ? 28 : 0;
  return cardHeight(wordsOf(pen, claim, width, density)) + volume;
}

/** Draws a claim as a drum with its data, on its volume. */
export function claimCard(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  claim: ClaimModel,
  density: PictureDensity,
): void {
  const { colours } = pen;
  const words = wordsOf(pen, claim, width, density);
  const height = cardHeight(words);
  const size = density === 'cards' ? 12 : 11;
  const [rx, wall] = [width / 2, height - 2 * ellipse];
  const arc = (sweep: 0 | 1, to: number): string => `a${rx} ${ellipse} 0 0 ${sweep} ${to} 0`;
  const line = { x, y, stroke: colours['line-strong'], ...(!claim.inUse && { dash: [4, 3] }) };
  pen.path(`M0 ${ellipse}${arc(1, width)}v${wall}${arc(1, -width)}z`, {
    ...line,
    ...(claim.inUse && { fill: colours.surface }),
  });
  pen.path(`M0 ${ellipse}${arc(1, width)}${arc(1, -width)}z`, {
    ...line,
    ...(claim.inUse && { fill: colours.raised }),
  });

  const [left, room] = [x + 12, width - 20];
  let base = y + 2 * ellipse + 14;
  pen.text(left, base, claim.name, { face: 'mono-bold', size: density === 'cards' ? 13 : 11, width: room });
  base += lineHeight;
  const bound = claim.phase === 'Bound' ? colours.good : colours.wait;
  const fill = claim.terminating ? colours['text-soft'] : bound;
  const phase = claim.terminating ? 'Terminating' : claim.phase;
  const used = pen.text(left, base, phase, { face: 'text-bold', size, fill, width: room });
  const capacity = claim.capacity ?? '';
  const end = used + 5 + pen.text(left + used + 5, base, capacity, { size, width: Math.max(room - used - 5, 0) });
  if (density === 'cards' && claim.storageClass !== null && room - end > 40) {
    pen.text(left + end + 5, base, claim.storageClass, { size, fill: colours['text-soft'], width: room - end - 5 });
  }
  base += lineHeight;
  pen.paragraph(left, base, words.kept, lineHeight, { size, fill: colours['text-soft'] });
  base += words.kept.length * lineHeight;
  pen.paragraph(left, base, words.pending, lineHeight, { size, fill: colours.wait });

  if (density !== 'cards' || claim.volume === null) return;
  const [box, middle, top] = [width * 0.86, x + width / 2, y + height + 8];
  pen.path(`M${middle} ${y + height}v8`, { stroke: colours['line-strong'] });
  pen.box(middle - box / 2, top, box, 20, { radius: 3, fill: colours.surface, stroke: colours['line-strong'] });
  const name = { face: 'mono', size: 11, fill: colours['text-soft'], anchor: 'middle', width: box - 12 } as const;
  pen.text(middle, top + 14, claim.volume.name, name);
}
