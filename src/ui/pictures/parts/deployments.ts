/** Draws the Deployments, for contrast: their Pods by creation, without slots. */
import type { DeploymentModel } from '../../../view/stage/deployments.ts';
import { podFacts } from '../../../view/pod/pod-facts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { margin } from '../geometry.ts';
import type { Pen } from '../pen.ts';
import { mark } from './mark.ts';
import { spine } from './revision.ts';

const gap = 10;
const head = 34;
const chip = 32;
/** The most rows of Pods; the rest is counted. */
const mostRows = 4;
const nameType = { face: 'mono', size: 12 } as const;

interface Placed {
  readonly pod: PodModel;
  readonly x: number;
  readonly row: number;
  readonly width: number;
}

/** Returns the places of Pods, row by row, within the rows. */
function placesOf(pen: Pen, pods: readonly PodModel[], width: number): readonly Placed[] {
  const places: Placed[] = [];
  let [x, row] = [margin + 14, 0];
  for (const pod of pods) {
    const wide = Math.min(pen.widthOf(pod.name, nameType) + 56, width - 2 * margin - 28);
    if (x + wide > width - margin - 14 && places.length > 0) [x, row] = [margin + 14, row + 1];
    if (row === mostRows) break;
    places.push({ pod, x, row, width: wide });
    x += wide + gap;
  }
  return places;
}

function laneHeight(pen: Pen, { pods }: DeploymentModel, width: number): number {
  const places = placesOf(pen, pods, width);
  const rows = (places.at(-1)?.row ?? -1) + 1;
  return head + rows * (chip + 8) + (places.length < pods.length ? 20 : 0) + 6;
}

export const deploymentsHeight = (pen: Pen, deployments: readonly DeploymentModel[], width: number): number =>
  deployments.reduce((sum, deployment) => sum + laneHeight(pen, deployment, width) + gap, 0) - gap;

function podChip(pen: Pen, y: number, { pod, x, width }: Placed): void {
  const { colours } = pen;
  const { tone, name } = podFacts(pen.t, pod);
  pen.box(x, y, width, chip, { radius: 8, fill: colours.raised });
  spine(pen, x, y, chip, pod.revisionIndex);
  pen.box(x, y, width, chip, {
    radius: 8,
    stroke: tone === 'bad' ? colours.bad : colours['line-strong'],
    ...(tone === 'leaving' && { dash: [4, 3] }),
  });
  mark(pen, x + 18, y + 8, tone);
  pen.text(x + 40, y + 21, name, { ...nameType, width: width - 50 });
}

export function deploymentLanes(pen: Pen, top: number, width: number, deployments: readonly DeploymentModel[]): void {
  const { colours, t } = pen;
  let y = top;
  for (const deployment of deployments) {
    const { name, exists, readyReplicas, replicas, pods } = deployment;
    const height = laneHeight(pen, deployment, width);
    pen.box(margin, y, width - 2 * margin, height, {
      radius: 8,
      fill: colours.surface,
      stroke: colours.line,
      ...(!exists && { dash: [4, 3] }),
    });
    const soft = { size: 13, fill: colours['text-soft'] };
    let x = margin + 14;
    x += pen.text(x, y + 23, 'Deployment', soft) + 8;
    x += pen.text(x, y + 23, name, { face: 'mono-bold', size: 15, width: width / 3 }) + 14;
    const ready = t('deployment.ready', { ready: readyReplicas, replicas });
    x += pen.text(x, y + 23, exists ? ready : t('deployment.planned'), { size: 13 }) + 14;
    pen.text(x, y + 23, t('deployment.contrast'), { ...soft, width: width - margin - 14 - x });
    const places = placesOf(pen, pods, width);
    for (const place of places) podChip(pen, y + head + place.row * (chip + 8), place);
    if (places.length < pods.length) {
      pen.text(margin + 14, y + height - 10, t('pictures.more', { count: pods.length - places.length }), soft);
    }
    y += height + gap;
  }
}
