/** Draws the title of the set: its name, policies, template and revisions. */
import type { RevisionModel, StageModel } from '../../../view/stage-model.ts';
import { worthShowing } from '../../scene/set/revision-rail.tsx';
import { margin } from '../geometry.ts';
import type { Pen } from '../pen.ts';
import { swatch } from './revision.ts';

const rowHeight = 22;
const railWidth = 400;

export function titleHeight({ revisions }: StageModel): number {
  return Math.max(92, 40 + Math.max(worthShowing(revisions).length, 1) * rowHeight);
}

function label(pen: Pen, x: number, y: number, text: string, fill: string, width: number): number {
  const size = 11;
  const wide = pen.widthOf(text, { face: 'mono', size }) + 10;
  if (wide > width) return 0;
  pen.box(x, y, wide, 18, { radius: 4, stroke: pen.colours.line, fill: pen.colours.surface });
  pen.text(x + 5, y + 13, text, { face: 'mono', size, fill });
  return wide + 6;
}

function revisionRow(pen: Pen, x: number, y: number, width: number, revision: RevisionModel): void {
  const { t, colours } = pen;
  swatch(pen, x, y, revision.index);
  let left = x + 28 + pen.text(x + 28, y + 12, revision.hash, { face: 'mono', width: 140 }) + 8;
  left += pen.text(left, y + 12, `#${revision.revision}`, { fill: colours['text-soft'] }) + 8;
  const roles = [
    ...(revision.current ? [{ name: t('revisions.current'), fill: colours.text, stroke: colours['line-strong'] }] : []),
    ...(revision.update ? [{ name: t('revisions.update'), fill: colours.accent, stroke: colours.accent }] : []),
  ];
  for (const { name, fill, stroke } of roles) {
    const wide = pen.widthOf(name, { face: 'text-bold', size: 11 }) + 10;
    pen.box(left, y - 2, wide, 17, { radius: 4, stroke });
    pen.text(left + 5, y + 11, name, { face: 'text-bold', size: 11, fill });
    left += wide + 5;
  }
  const count = t('revisions.pods', { count: revision.pods });
  pen.text(x + width, y + 12, count, { fill: colours['text-soft'], anchor: 'end', width: x + width - left });
}

export function title(pen: Pen, width: number, height: number, stage: StageModel): void {
  const { t, colours } = pen;
  const soft = { fill: colours['text-soft'], size: 12 } as const;
  pen.box(0, 0, width, height, { fill: colours.surface });
  pen.path(`M0 ${height - 0.5}H${width}`, { stroke: colours.line });

  const railLeft = width - margin - railWidth;
  const room = railLeft - 2 * margin;
  pen.text(margin, 26, t('app.set'), soft);
  const name = stage.namespace === 'default' ? stage.setName : `${stage.namespace}/${stage.setName}`;
  const nameEnd = margin + pen.text(margin, 51, name, { face: 'mono-bold', size: 24, width: room });
  const imageWidth = railLeft - margin - nameEnd - 20;
  if (imageWidth > 80) {
    pen.text(nameEnd + 20, 51, stage.image, { face: 'mono', size: 13, width: imageWidth });
  }
  const { podManagementPolicy, updateStrategy, retention } = stage;
  let left = margin;
  for (const policy of [
    podManagementPolicy,
    updateStrategy,
    `whenScaled: ${retention.whenScaled}`,
    `whenDeleted: ${retention.whenDeleted}`,
  ]) {
    left += label(pen, left, 64, policy, colours.text, railLeft - margin - left);
  }

  const shown = worthShowing(stage.revisions);
  const heading = { face: 'text-bold', size: 12, fill: colours['text-soft'] } as const;
  const used = pen.text(railLeft, 26, t('revisions.label'), heading);
  if (shown.length < stage.revisions.length) {
    pen.text(railLeft + used + 5, 26, t('revisions.more', { count: stage.revisions.length - shown.length }), soft);
  }
  shown.forEach((revision, i) => revisionRow(pen, railLeft, 37 + i * rowHeight, railWidth, revision));
  if (shown.length === 0) {
    pen.paragraph(railLeft, 48, pen.lines(t('revisions.empty'), railWidth, 2, { size: 12 }), 17, soft);
  }
}
