/** The inputs and effects of the state machine that follows one kind, and its status. */
import type { Random } from '../engine/index.ts';
import type { Redact } from './decode.ts';
import type { Limits } from './limits.ts';
import type { Trouble } from './trouble.ts';
import type { LiveResource } from './kinds.ts';
import type { ObjectChange } from './known-objects.ts';

/** How changes are learned: by a watch over WebSocket, by a watch over fetch, or by lists again and again. */
export type Means = 'socket' | 'stream' | 'poll';

/** `resting`: until a time that has been set. */
export type Phase = 'idle' | 'listing' | 'opening' | 'watching' | 'resting';

/** An event from outside. `request` is the number of the request that it belongs to. */
export type WatchInput =
  | { readonly type: 'start' }
  | { readonly type: 'tick' }
  /** The computer was asleep, or the tab frozen: what seems to be open may be dead. */
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
  /** There was no answer, and nobody knows why. */
  | { readonly type: 'failed'; readonly request: number }
  | { readonly type: 'tooLarge'; readonly request: number };

/** An act that the machine asks for. */
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
  /** In the words of the server; empty if it gave none. */
  readonly message: string;
  /** When the server last said something (ms); null: never. */
  readonly asOf: number | null;
  /** The objects may be others by now. */
  readonly stale: boolean;
  /** False: it is not permitted, or not served; it is asked for again seldom. */
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
  /** Reports if one more watch over fetch may be open, and counts it. */
  readonly grantStream: () => boolean;
  readonly limits?: Partial<Limits>;
}
