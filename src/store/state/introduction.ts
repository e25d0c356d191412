/** The introduction: its steps, when each is done, and the one thing on the page to do next. */
import { imageChoices } from '../../view/rollout/image-choices.ts';
import type { LabState } from './lab-state.ts';

/** The steps, in order. Each waits until the reader continues. */
export const introductionSteps = ['apply', 'watch', 'update', 'end'] as const;
export type IntroductionStep = (typeof introductionSteps)[number];

/** The lesson that the course begins with. */
export const firstLesson = 'beside-deployment';

const isSettled = ({ stage: { slots } }: LabState): boolean =>
  slots.length > 0 && slots.every(({ desired, pod }) => !desired || (pod?.ready === true && !pod.terminating));

/** Returns true if the task of a step is done. */
export const stepDone: Readonly<Record<IntroductionStep, (state: LabState) => boolean>> = {
  apply: ({ appliedText }) => appliedText !== null,
  watch: isSettled,
  update: (state) => {
    const { revisions } = state.stage;
    return isSettled(state) && revisions.length > 1 && revisions.some(({ current, update }) => current && update);
  },
  end: () => true,
};

/** The only prominent button on the page. */
export type Prominent = 'apply' | 'play' | 'createService' | 'update' | 'introduction';

/** Returns the next thing to do; null while there is something to watch, or nothing in particular to do. */
export function prominentOf(state: LabState): Prominent | null {
  const { introduction, stage, text, appliedText, playing, canGoOn } = state;
  const step = introduction === null ? undefined : introductionSteps[introduction];
  if (step !== undefined && stepDone[step](state)) return 'introduction';
  const { service } = stage;
  if (stage.setExists && service !== null && !service.exists) return 'createService';
  if (text !== appliedText || stage.slots[0]?.absence === 'SetDeleted') return 'apply';
  if (canGoOn && !playing) return 'play';
  return step === 'update' && isSettled(state) ? 'update' : null;
}

/** Returns the image of the introduction's update step. */
export const introducedImage = ({ stage }: Pick<LabState, 'stage'>): string | undefined =>
  imageChoices(stage).find(
    ({ behaviour, image, previous }) => behaviour === 'good' && !previous && image !== stage.image,
  )?.image;
