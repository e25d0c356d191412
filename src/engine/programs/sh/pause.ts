/** The reason why a program does not continue. */
export type Pause =
  /** Virtual ms. */
  | { readonly sleep: number }
  /** It waits for typed input. */
  | 'input'
  /** It runs until it is stopped: a server, or a program that the lab cannot run. */
  | 'serves';
