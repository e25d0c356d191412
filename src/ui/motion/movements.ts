/** Who moves how. Only opacity and transform: nothing else is cheap enough for many at once. */

interface Pose {
  readonly opacity?: number;
  readonly transform: string;
}
export type Movement = Readonly<Record<string, Pose>>;

/** A Pod comes from above, where the controller is; it shrinks back while it terminates, and drops out of its slot. */
export const podMovement: Movement = {
  born: { opacity: 0, transform: 'translateY(-28px) scale(0.9)' },
  present: { opacity: 1, transform: 'translateY(0px) scale(1)' },
  terminating: { opacity: 0.7, transform: 'translateY(4px) scale(0.96)' },
  gone: { opacity: 0, transform: 'translateY(30px) scale(0.84)' },
};

/** A claim rises from below, where storage is, and goes back there. */
export const claimMovement: Movement = {
  born: { opacity: 0, transform: 'translateY(18px)' },
  present: { opacity: 1, transform: 'translateY(0px)' },
  gone: { opacity: 0, transform: 'translateY(18px)' },
};

/** A slot opens and closes in its place. */
export const slotMovement: Movement = {
  born: { opacity: 0, transform: 'scale(0.96)' },
  present: { opacity: 1, transform: 'scale(1)' },
  gone: { opacity: 0, transform: 'scale(0.96)' },
};

/** A mark that has just changed swells for a moment. */
export const markMovement: Movement = {
  born: { transform: 'scale(2.1)' },
  present: { transform: 'scale(1)' },
};
