import type { introductionSteps } from '../../store/introduction.ts';
import type { LabState } from '../../store/lab-state.ts';

/** True when a step's task has been done. `since` is the number of commands when the step began. */
export const stepDone: Readonly<
  Record<(typeof introductionSteps)[number], (state: LabState, since: number) => boolean>
> = {
  apply: ({ appliedText }) => appliedText !== null,
  watch: ({ stage: { slots } }) =>
    slots.length > 0 && slots.every(({ desired, pod }) => !desired || pod?.ready === true),
  explore: ({ past, commands }, since) => past || commands.length > since,
  end: () => false,
};
