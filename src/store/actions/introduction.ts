/** The first steps, taken in the lab itself. */
import type { LabState } from '../lab-state.ts';
import { action } from './action.ts';

/** Write and apply; watch and read why; go back, or break something; and a last word. */
export const introductionSteps = ['apply', 'watch', 'explore', 'end'] as const;

/** Whether what a step asks for has been done; `since`: how many commands there were when the step began. */
export const stepDone: Readonly<
  Record<(typeof introductionSteps)[number], (state: LabState, since: number) => boolean>
> = {
  apply: ({ appliedText }) => appliedText !== null,
  watch: ({ stage: { slots } }) =>
    slots.length > 0 && slots.every(({ desired, pod }) => !desired || pod?.ready === true),
  explore: ({ past, commands }, since) => past || commands.length > since,
  end: () => false,
};

export const startIntroduction = action({
  id: 'startIntroduction',
  label: 'action.startIntroduction',
  pageOnly: true,
  perform: (lab) => lab.set({ introduction: 0, presenting: false }),
});

/** On to the next step, without doing what this one asks for; after the last one, the end. */
export const nextIntroductionStep = action({
  id: 'nextIntroductionStep',
  label: 'introduction.next',
  pageOnly: true,
  perform(lab) {
    const next = (lab.state().introduction ?? 0) + 1;
    lab.set({ introduction: next < introductionSteps.length ? next : null });
  },
});

export const endIntroduction = action({
  id: 'endIntroduction',
  label: 'introduction.skip',
  shortcut: 'Escape',
  enabled: ({ introduction }) => introduction !== null,
  needs: 'introduction',
  pageOnly: true,
  perform: (lab) => lab.set({ introduction: null }),
});
