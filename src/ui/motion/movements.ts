/**
 * The movements of the stage: one for each of seven events. Only opacity and transform change: they are cheap enough
 * for many elements at once, and do not move neighbours. Each movement can be interrupted; the next one begins from
 * there.
 */

/** The look of an element at one moment; a list is a sequence. */
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
  /** A new element comes from above, where the controller is. */
  birth: { from: { opacity: 0, transform: 'translateY(-28px) scale(0.9)' }, to: atRest },
  /** A Pod has become Ready, or is no longer: the mark grows for a moment. */
  readiness: { from: { transform: 'scale(2.1)' }, to: { transform: 'scale(1)' } },
  /** An element drops out of its place. */
  leaving: { from: atRest, to: { opacity: 0, transform: 'translateY(30px) scale(0.84)' } },
  /** An element replaces another one: it comes from behind, while the old one drops out in front. */
  replacement: { from: { opacity: 0, transform: 'translateY(0px) scale(0.86)' }, to: atRest },
  /** A Pod mounts a claim, which does not move: the line between them is drawn. */
  rebinding: { from: { transform: 'scaleY(0)' }, to: { transform: 'scaleY(1)' } },
  /** A Pod has another revision than the one before it: the pattern at its edge unrolls. */
  revision: { from: { transform: 'scaleY(0)' }, to: { transform: 'scaleY(1)' } },
  /** A Pod is blocked: it moves once. */
  blocked: {
    from: { opacity: 0, transform: 'scale(1)' },
    to: { opacity: [0, 1, 0], transform: ['scale(1)', 'scale(1.03)', 'scale(1)'] },
  },
} as const satisfies Readonly<Record<string, Motion>>;

/** The poses of an element, by the states it can be in: `born` before the first, `gone` after the last. */
export type Movement = Readonly<Record<string, Pose>>;

const { birth, readiness, leaving, replacement, rebinding, revision, blocked } = motions;

/** A Pod appears, shrinks while it terminates, and drops out of its slot. */
export const podMovement: Movement = {
  born: birth.from,
  replacing: replacement.from,
  present: birth.to,
  terminating: { opacity: 0.7, transform: 'translateY(4px) scale(0.96)' },
  gone: leaving.to,
};

/** A claim rises from below, where storage is. */
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
