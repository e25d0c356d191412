/** How much one cluster holds. `objects` counts those of all kinds; an Event gives up its place when another needs it. */
export const clusterCapacity = { pods: 10_000, objects: 100_000 } as const;
