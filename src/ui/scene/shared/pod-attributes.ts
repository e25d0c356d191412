import type { PodModel } from '../../../view/stage-model.ts';

/** What a Pod's element says of it to scripts and tests; README names those that they may rely on. */
export const podHooks = ({ name, phase, status, ready, revision, terminating }: PodModel) => ({
  'data-pod': name,
  'data-phase': phase,
  'data-status': status,
  'data-ready': ready,
  'data-revision': revision,
  'data-terminating': terminating,
});
