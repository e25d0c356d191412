/**
 * The motion language: seven things happen on the stage, and each has one way to look. Only opacity and transform move:
 * nothing else is cheap enough for many at once, and neither moves what stands beside it. Each can be broken off where
 * it is; the next one begins from there.
 */

/** How something looks at one moment; a list: it passes through these. */
export interface Pose {
  readonly opacity?: number | readonly number[];
  readonly transform?: string | readonly string[];
}

interface Motion {
  readonly from: Pose;
  readonly to: Pose;
}

const atRest = { opacity: 1, transform: 'translateY(0px) scale(1)' };

export const motions = {
  /** Something new comes from above, where the controller is. */
  birth: { from: { opacity: 0, transform: 'translateY(-28px) scale(0.9)' }, to: atRest },
  /** It has become Ready, or is no longer: the mark swells for a moment. */
  readiness: { from: { transform: 'scale(2.1)' }, to: { transform: 'scale(1)' } },
  /** It drops out of its place. */
  leaving: { from: atRest, to: { opacity: 0, transform: 'translateY(30px) scale(0.84)' } },
  /** Another one takes a place that was somebody's: it comes from behind, as the old one drops out in front. */
  replacement: { from: { opacity: 0, transform: 'translateY(0px) scale(0.86)' }, to: atRest },
  /** A Pod takes hold of a claim, which stands still: the line between them is drawn. */
  rebinding: { from: { transform: 'scaleY(0)' }, to: { transform: 'scaleY(1)' } },
  /** A Pod comes in another revision than the one before it: the cloth on its spine is unrolled. */
  revision: { from: { transform: 'scaleY(0)' }, to: { transform: 'scaleY(1)' } },
  /** It cannot go on: one look at it, and no more. */
  blocked: {
    from: { opacity: 0, transform: 'scale(1)' },
    to: { opacity: [0, 1, 0], transform: ['scale(1)', 'scale(1.03)', 'scale(1)'] },
  },
} as const satisfies Readonly<Record<string, Motion>>;

/** The poses of an element, by the states it can be in: `born` before the first, `gone` after the last. */
export type Movement = Readonly<Record<string, Pose>>;

const { birth, readiness, leaving, replacement, rebinding, revision, blocked } = motions;

/** A Pod comes, shrinks back while it terminates, and drops out of its slot. */
export const podMovement: Movement = {
  born: birth.from,
  replacing: replacement.from,
  present: birth.to,
  terminating: { opacity: 0.7, transform: 'translateY(4px) scale(0.96)' },
  gone: leaving.to,
};

/** A claim comes and goes as its data does: it rises from below, where storage is. */
export const claimMovement: Movement = {
  born: { opacity: 0, transform: 'translateY(18px) scale(1)' },
  present: atRest,
  gone: leaving.to,
};

/** A slot opens and closes in its place. */
export const slotMovement: Movement = {
  born: replacement.from,
  present: replacement.to,
  gone: replacement.from,
};

export const markMovement: Movement = { born: readiness.from, present: readiness.to };
export const linkMovement: Movement = { born: rebinding.from, present: rebinding.to };
export const spineMovement: Movement = { born: revision.from, present: revision.to };
export const ringMovement: Movement = { born: blocked.from, present: blocked.to };
