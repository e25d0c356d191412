/** Assumptions of a plan: each is a condition, and some can be changed. */
import type { HistoryRecord } from '../engine/index.ts';
import type { Translate } from '../i18n/translate.ts';
import type { AssumedManagers } from './assumed-managers.ts';
import { assumedInstead } from './import-text.ts';
import type { PlanStart } from './plan-start.ts';

/** Assumptions about facts that no dump contains. */
export interface Assume {
  /** Behaviour of images that no Pod runs yet; a number means that they become Ready after so many seconds. */
  readonly newImage?: 'ready' | 'broken' | number;
  /** A node that is lost when the change is made. */
  readonly lostNode?: string;
  /**
   * The author of fields of objects that do not name one: a former kubectl apply --server-side with the same field
   * manager, or another manager. It matters to kubectl apply --server-side.
   */
  readonly fieldsSetBy?: 'kubectl' | 'another';
}

export interface Assumption {
  /** A condition, e.g. `if the new image nginx:1.29 becomes Ready`. */
  readonly if: string;
  /** The option that assumes something else, and its other values. */
  readonly switch?: { readonly option: string; readonly values: readonly string[] };
  /** The command that shows the fact. */
  readonly command?: string;
}

export function assumptionsOf(
  { lacks, images }: PlanStart,
  records: readonly HistoryRecord[],
  facts: {
    readonly assume: Assume;
    readonly newImages: readonly string[];
    readonly managers: readonly AssumedManagers[];
    /** True if a request contained values that were withheld from the cluster. */
    readonly withheld: boolean;
  },
  t: Translate,
): readonly Assumption[] {
  const { assume, newImages, managers, withheld } = facts;
  const { newImage = 'ready', lostNode, fieldsSetBy = 'kubectl' } = assume;
  const values = ['ready', 'broken', 'SECONDS'];
  const becomes = (image: string): string =>
    typeof newImage === 'number'
      ? t('plan.if.newImageAfter', { image, seconds: newImage })
      : t(`plan.if.newImage.${newImage}`, { image });
  return [
    { if: t('plan.if.alone') },
    ...newImages.map((image) => ({ if: becomes(image), switch: { option: '--new-image', values } })),
    ...Object.entries(images).flatMap(([image, behaviour]) =>
      behaviour === 'ready' || !created(records, image) ? [] : [{ if: t(`plan.if.image.${behaviour}`, { image }) }],
    ),
    {
      if: lostNode === undefined ? t('plan.if.noNodeLost') : t('plan.if.nodeLost', { node: lostNode }),
      switch: { option: '--lost-node', values: ['NODE'] },
    },
    ...(withheld ? [{ if: t('plan.if.withheld') }] : []),
    ...managers.map(({ object, from, command }) => ({
      if: t(from === 'lastApplied' ? 'plan.if.fieldsLastApplied' : `plan.if.fieldsSetBy.${fieldsSetBy}`, { object }),
      ...(from === 'assumption' && { switch: { option: '--fields-set-by', values: ['kubectl', 'another'] } }),
      command,
    })),
    ...lacks.map((lack) => ({ if: assumedInstead(t, lack), command: lack.command })),
  ];
}

/** A Pod with the image is created. */
const created = (records: readonly HistoryRecord[], image: string): boolean =>
  records.some(
    (r) =>
      r.type === 'ADDED' &&
      r.resource === 'pods' &&
      (r.object as { spec?: { containers?: readonly { image?: string }[] } }).spec?.containers?.some(
        (c) => c.image === image,
      ),
  );
