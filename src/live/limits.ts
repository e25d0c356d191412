/** Time-outs, pauses and sizes of the layer that follows a cluster. */

/** Times are in ms. */
export interface Limits {
  /** Longest wait for the answer to a list, and for a watch to open. */
  readonly answer: number;
  /** Longest silence of an open watch. Bookmarks arrive about once a minute. */
  readonly silence: number;
  /** A watch that was open for this long has worked. */
  readonly lasting: number;
  /** Pause between the end of a watch that has worked and the next one; objects do not become stale during it. */
  readonly pause: number;
  /** Pause between two lists if there are no watches. */
  readonly poll: number;
  /** Pause after the first failure; doubles with each further one. */
  readonly firstDelay: number;
  readonly maxDelay: number;
  /** Pause after a refusal that only an administrator can lift. */
  readonly rest: number;
  /** Number of objects of one kind. */
  readonly objects: number;
}

export const limits: Limits = {
  answer: 30_000,
  silence: 150_000,
  lasting: 10_000,
  pause: 1000,
  poll: 10_000,
  firstDelay: 1000,
  maxDelay: 30_000,
  rest: 300_000,
  objects: 5000,
};

/** Largest event, and largest page of a list, in characters. */
export const maxLine = 4_000_000;
export const maxPage = 64_000_000;
/** Number of watches over fetch: a browser opens six connections to a server, and lists need some of them. */
export const maxStreams = 3;
