/** The inputs and effects of the state machine that follows one kind, and its status. */
import type { Random } from '../engine/index.ts';
import type { Redact } from './decode.ts';
import type { Limits } from './limits.ts';
import type { Trouble } from './trouble.ts';
import type { LiveResource } from './kinds.ts';
import type { ObjectChange } from './known-objects.ts';

/** Ways to learn about changes: a watch over WebSocket, a watch over fetch, or repeated lists. */
export type Means = 'socket' | 'stream' | 'poll';

/** `resting`: pauses until a set time. */
export type Phase = 'idle' | 'listing' | 'opening' | 'watching' | 'resting';

/** An event from outside. `request` is the number of the request that it answers. */
export type WatchInput =
  | { readonly type: 'start' }
  | { readonly type: 'tick' }
  /** The computer was asleep, or the tab was frozen: open connections may be dead. */
  | { readonly type: 'slept' }
  /** The answer to a list, or the refusal of a watch. */
  | {
      readonly type: 'answered';
      readonly request: number;
      readonly status: number;
      readonly contentType: string;
      readonly body: string;
    }
  | { readonly type: 'opened'; readonly request: number }
  | { readonly type: 'line'; readonly request: number; readonly text: string }
  | { readonly type: 'ended'; readonly request: number }
  /** The request failed without an answer or a reason. */
  | { readonly type: 'failed'; readonly request: number }
  | { readonly type: 'tooLarge'; readonly request: number };

/** An operation that the state machine requests. */
export type Effect =
  | { readonly do: 'list'; readonly request: number; readonly address: string }
  | { readonly do: 'watch'; readonly request: number; readonly address: string; readonly means: 'socket' | 'stream' }
  | { readonly do: 'abort'; readonly request: number }
  | { readonly do: 'record'; readonly changes: readonly ObjectChange[] };

export interface KindStatus {
  readonly resource: LiveResource;
  readonly phase: Phase;
  readonly means: Means;
  readonly trouble: Trouble | null;
  /** The text of the server; empty if it gave none. */
  readonly message: string;
  /** Time of the server's last message (ms); null if there was none. */
  readonly asOf: number | null;
  /** True if the objects may be outdated. */
  readonly stale: boolean;
  /** False if the kind is not permitted or not served; it is then requested only rarely. */
  readonly followed: boolean;
  readonly count: number;
  /** Number of objects that could not be read. */
  readonly unreadable: number;
}

export interface KindOptions {
  readonly resource: LiveResource;
  readonly namespace: string;
  readonly random: Random;
  readonly redact: Redact;
  /** Returns true if one more watch over fetch may be opened, and counts it. */
  readonly grantStream: () => boolean;
  readonly limits?: Partial<Limits>;
}
