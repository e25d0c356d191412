/** What a program waits for. */
export type Pause =
  /** Virtual ms. */
  | { readonly sleep: number }
  /** What is typed into the container. */
  | 'input'
  /** Nothing more: it is a server, or a program of which the lab knows nothing, and runs on. */
  | 'serves';
