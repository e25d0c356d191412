import type { PodModel } from '../../../view/stage-model.ts';

/** Attributes of a Pod's element, for scripts and tests; docs/embedding.md lists the stable ones. */
export const podHooks = ({ name, phase, status, ready, revision, terminating }: PodModel) => ({
  'data-pod': name,
  'data-phase': phase,
  'data-status': status,
  'data-ready': ready,
  'data-revision': revision,
  'data-terminating': terminating,
});
