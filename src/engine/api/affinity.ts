/** The names of the rules of an affinity: those that must hold, and those that are only preferred. */

export const mustRun = 'requiredDuringSchedulingIgnoredDuringExecution';
export const mayRun = 'preferredDuringSchedulingIgnoredDuringExecution';
