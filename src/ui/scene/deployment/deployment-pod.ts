import type { PodModel } from '../../../view/stage-model.ts';

/** Attributes of a Pod's element, for scripts and tests: `data-pod` is for the Pods of the set. */
export const deploymentPodHooks = ({ name, ready, terminating }: PodModel) => ({
  'data-deployment-pod': name,
  'data-ready': ready,
  'data-terminating': terminating,
});

/** The part of a Pod's name that no other Pod of the Deployment has: `xk2wz` of `web-5d8c9f7b6-xk2wz`. */
export const ownPart = (name: string): string => name.slice(name.lastIndexOf('-') + 1);
