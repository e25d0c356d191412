/** The time of a moment (ms since 1970), as the clock of this computer shows it. */
export const clockOf = (at: number): string => new Date(at).toTimeString().slice(0, 8);
