/** The introduction: its steps, when each is done, and the one thing on the page to do next. */
import { imageChoices } from '../../view/rollout/image-choices.ts';
import type { LabState } from './lab-state.ts';

/** Apply; watch and read why; update the image; a last word. Each waits until its reader goes on. */
export const introductionSteps = ['apply', 'watch', 'update', 'end'] as const;
export type IntroductionStep = (typeof introductionSteps)[number];

/** The lesson that the course begins with. */
export const firstLesson = 'beside-deployment';

const isSettled = ({ stage: { slots } }: LabState): boolean =>
  slots.length > 0 && slots.every(({ desired, pod }) => !desired || (pod?.ready === true && !pod.terminating));

/** True when what a step asks for has been done. */
export const stepDone: Readonly<Record<IntroductionStep, (state: LabState) => boolean>> = {
  apply: ({ appliedText }) => appliedText !== null,
  watch: isSettled,
  update: (state) => {
    const { revisions } = state.stage;
    return isSettled(state) && revisions.length > 1 && revisions.some(({ current, update }) => current && update);
  },
  end: () => true,
};

/** The button that is prominent, the only one on the page. */
export type Prominent = 'apply' | 'play' | 'createService' | 'update' | 'introduction';

/** Returns what there is to do next; null while there is something to watch, or everything is up to its user. */
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

/** Returns the image that the introduction has its reader update to. */
export const introducedImage = ({ stage }: Pick<LabState, 'stage'>): string | undefined =>
  imageChoices(stage).find(
    ({ behaviour, image, previous }) => behaviour === 'good' && !previous && image !== stage.image,
  )?.image;
