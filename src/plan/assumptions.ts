/** Assumptions of a plan: each is a condition, and some can be switched. */
import type { HistoryRecord } from '../engine/index.ts';
import type { Imported } from '../import/import-cluster.ts';

/** Assumptions about things that no dump shows. */
export interface Assume {
  /** Behaviour of images that no Pod of the dump runs; a number: they become Ready after so many seconds. */
  readonly newImage?: 'ready' | 'broken' | number;
  /** A node that is lost when the change is made. */
  readonly lostNode?: string;
}

export interface Assumption {
  /** A condition, e.g. `if the new image nginx:1.29 becomes Ready`. */
  readonly if: string;
  /** The option that assumes something else, and its other values. */
  readonly switch?: { readonly option: string; readonly values: readonly string[] };
  /** The command that would tell. */
  readonly command?: string;
}

export function assumptionsOf(
  { lacks, images, options: _ }: Imported,
  records: readonly HistoryRecord[],
  { assume, newImages }: { readonly assume: Assume; readonly newImages: readonly string[] },
): readonly Assumption[] {
  const { newImage = 'ready', lostNode } = assume;
  const becomes =
    newImage === 'ready'
      ? 'behaves as its tag says: becomes Ready, unless a word of the tag is broken, bad, crash or noready'
      : newImage === 'broken'
        ? 'cannot be pulled'
        : `becomes Ready after ${newImage} s`;
  const values = ['ready', 'broken', 'SECONDS'];
  return [
    { if: 'if nobody else writes to these objects meanwhile' },
    ...newImages.map((image) => ({
      if: `if the new image ${image} ${becomes}`,
      switch: { option: '--new-image', values },
    })),
    ...Object.entries(images)
      .filter(([image, behaviour]) => behaviour !== 'ready' && created(records, image))
      .map(([image, behaviour]) => ({
        if: `if the image ${image} ${behaviour === 'missing' ? 'still cannot be pulled' : 'still crashes'}, as in the dump`,
      })),
    lostNode === undefined
      ? { if: 'if no node is lost', switch: { option: '--lost-node', values: ['NODE'] } }
      : {
          if: `if node ${lostNode} is lost when the change is made`,
          switch: { option: '--lost-node', values: ['NODE'] },
        },
    ...lacks.map(({ what, assumed, command }) => ({ if: `if ${assumed} (not in the dump: ${what})`, command })),
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
