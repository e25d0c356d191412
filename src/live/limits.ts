/** How long and how much the layer that follows a cluster waits for and takes in. */

/** Times in ms. */
export interface Limits {
  /** For the answer to a list, and for a watch to open. */
  readonly answer: number;
  /** Without a word of an open watch. Bookmarks come about once a minute. */
  readonly silence: number;
  /** A watch that was open for so long has worked. */
  readonly lasting: number;
  /** Between the end of a watch that has worked and the next one; as long, nothing counts as stale. */
  readonly pause: number;
  /** Between two lists where there are no watches. */
  readonly poll: number;
  /** After the first failure; it doubles with each further one. */
  readonly firstDelay: number;
  readonly maxDelay: number;
  /** After a refusal that only an administrator can lift. */
  readonly rest: number;
  /** Objects of one kind. */
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

/** Characters of one event, and of one page of a list. */
export const maxLine = 4_000_000;
export const maxPage = 64_000_000;
/** Watches over fetch: a browser opens six connections to a server, and lists need some, too. */
export const maxStreams = 3;
