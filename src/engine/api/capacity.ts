/**
 * The capacity of a cluster. `objects` counts objects of all kinds; Events are removed when other objects need their
 * place.
 */
export const clusterCapacity = { pods: 10_000, objects: 100_000 } as const;
