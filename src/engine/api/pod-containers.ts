/** The containers of a Pod of all kinds, in the order in which they start. */
import type { Container, Pod } from './types.ts';

export const podContainers = ({ spec }: Pick<Pod, 'spec'>): readonly Container[] => [
  ...(spec.initContainers ?? []),
  ...spec.containers,
  ...((spec.ephemeralContainers ?? []) as readonly Container[]),
];
