/** Format of a recorded transcript and of the lab's answers to it. */

export interface TranscriptRow {
  readonly command?: string;
  readonly stdout?: string;
  /** A command that watches while another one runs. */
  readonly watch?: string;
  readonly while?: string;
}

export interface Transcript {
  /** Notes on the recording; `kubelet` says in which configuration it was made. */
  readonly comment?: { readonly kubelet?: string };
  readonly files: Readonly<Record<string, string>>;
  readonly rows: readonly TranscriptRow[];
}

export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}
