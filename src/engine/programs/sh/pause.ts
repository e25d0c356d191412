/** Reason why a program does not go on. */
export type Pause =
  /** Virtual ms. */
  | { readonly sleep: number }
  /** It waits for input that is typed into the container. */
  | 'input'
  /** Nothing more: it is a server, or a program of which the lab knows nothing, and runs on. */
  | 'serves';
