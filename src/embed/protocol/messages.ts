/**
 * The messages between a host page and the lab in its frame: plain JSON values over a MessagePort, which the page sends
 * with its hello. docs/embedding.md describes them.
 */
import { amount, choice, flag, optional, text, type ValuesOf, whole } from './fields.ts';

/** Raised when a change breaks older versions. A new message, field or event does not raise it. */
export const protocolVersion = 1;

/** Types of the two messages between the windows; all others use the port. */
export const helloType = 'statefulset-lab/hello';
export const welcomeType = 'statefulset-lab/welcome';

/**
 * From page to frame, on the window, with one port. It is sent again at every load of the frame, until the frame
 * answers.
 */
export interface Hello {
  readonly type: typeof helloType;
  readonly version: number;
  /** Any text of at most 100 characters; the welcome repeats it. */
  readonly id: string;
}

/** From frame to page, on the window. Everything else uses the port. */
export interface Welcome {
  readonly type: typeof welcomeType;
  /** The version that is used from now on: the lower one of the two. */
  readonly version: number;
  readonly id: string;
}

/** Requests of the page, with their fields. */
export const requests = {
  /** Begins a new cluster: with an example, with a manifest, or at the moment of a link; exactly one of the three. */
  load: {
    example: optional(text(100)),
    manifest: optional(text(1_000_000)),
    link: optional(text(540_000)),
    apply: optional(flag),
  },
  /** Runs one kubectl command. */
  kubectl: { command: text(10_000) },
  /** Sets `spec.replicas` of the shown set. */
  scale: { replicas: whole(10_000) },
  /** Sets the image of its first container. */
  image: { image: text(500) },
  /** Sets the partition of its rolling update. */
  partition: { partition: whole(2_147_483_647) },
  /** Deletes a Pod. */
  deletePod: { name: text(253) },
  /** Starts time. */
  play: {},
  /** Stops time. */
  pause: {},
  /** Stops time, and advances to the controller's next decision. */
  step: {},
  /** Goes to a moment, in ms since the cluster was made. */
  seek: { at: amount(1_000_000_000_000) },
  /** Sets the speed of time to the nearest supported one. */
  speed: { speed: amount(1_000_000) },
  /** Changes the language of the page. */
  language: { language: text(35) },
  /** Changes the theme of the page. */
  theme: { theme: choice('auto', 'light', 'dark', 'contrast') },
  /** Reports if the frame is in sight; time stands still while it is not. */
  visible: { visible: flag },
  /** Asks for the API objects at the shown moment. */
  state: { resource: optional(text(100)), namespace: optional(text(253)) },
  /** Asks for a link that opens this moment in the lab. */
  link: {},
  /** Asks for a picture of the stage. */
  picture: { format: choice('svg', 'png') },
} as const;

export type RequestType = keyof typeof requests;
export const requestTypes = Object.keys(requests) as readonly RequestType[];

/** A request, with the number that its answer repeats. A request without a number gets no answer. */
export type Request = {
  [T in RequestType]: { readonly type: T; readonly id?: number } & ValuesOf<(typeof requests)[T]>;
}[RequestType];
/** Fields of a request. */
export type FieldsOf<T extends RequestType> = ValuesOf<(typeof requests)[T]>;

/** Output of a command; `exit` is null while it waits for something in the cluster. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

type None = Record<string, never>;
/** Values of the answers. */
export interface Answers {
  readonly load: None;
  readonly kubectl: Printed;
  readonly scale: Printed;
  readonly image: Printed;
  readonly partition: Printed;
  readonly deletePod: Printed;
  readonly play: None;
  readonly pause: None;
  readonly step: None;
  readonly seek: None;
  readonly speed: None;
  readonly language: None;
  readonly theme: None;
  readonly visible: None;
  readonly state: { readonly at: number; readonly objects: readonly object[] };
  readonly link: { readonly link: string };
  readonly picture: { readonly type: 'image/svg+xml' | 'image/png'; readonly data: string };
}

/** The reason why a request failed; `field` names the invalid field, if there is one. */
export interface Trouble {
  readonly message: string;
  readonly field?: string;
}

export type Answer =
  | { readonly type: 'answer'; readonly id: number; readonly ok: true; readonly value: Answers[RequestType] }
  | { readonly type: 'answer'; readonly id: number; readonly ok: false; readonly error: Trouble };

/** One decision of the controller, with `text` in the language of the page. */
export interface DecisionText {
  readonly rule: string;
  readonly verb: string;
  readonly pod: string | null;
  readonly text: string;
}

/** A step of the reader in a lesson. */
export interface LessonStep {
  /** Id of the lesson. */
  readonly lesson: string;
  /** Id of the page; null for the whole lesson. */
  readonly page: string | null;
  readonly statement: Statement;
}

/** A statement of xAPI 1.0.3 without its actor: only the host page knows its user. */
export interface Statement {
  readonly verb: { readonly id: string; readonly display: { readonly en: string } };
  readonly object: {
    readonly objectType: 'Activity';
    /** The address of the lesson, of its page, or of a goal. */
    readonly id: string;
    readonly definition: { readonly type: string; readonly name: Readonly<Record<string, string>> };
  };
  readonly result: {
    readonly success?: boolean;
    readonly completion?: boolean;
    /** The prediction. */
    readonly response?: string;
    /** Number of right predictions. */
    readonly score?: { readonly raw: number; readonly min: 0; readonly max: number; readonly scaled: number };
    /** Time since the lesson was opened, in ISO 8601. */
    readonly duration: string;
  };
}

/** Events of the lab. */
export interface Events {
  /** The frame is ready; `accepts` lists the requests that it supports, `height` is the height of its content in px. */
  readonly ready: { readonly version: number; readonly height: number | null; readonly accepts: readonly string[] };
  /** The height of the content has changed (px). */
  readonly height: { readonly height: number };
  /** The controller has made a new decision about the shown set; the event has the first decisions of the reconcile. */
  readonly step: { readonly at: number; readonly decisions: readonly DecisionText[] };
  /** Another moment is shown, or time was started or stopped; at most five times a second. */
  readonly moment: {
    readonly at: number;
    readonly head: number;
    readonly past: boolean;
    readonly playing: boolean;
  };
  /** A message without a number was invalid, or there were too many messages. */
  readonly error: Trouble;
  /** The reader has made or skipped a prediction. */
  readonly prediction: LessonStep;
  /** The reader has met a goal of a task. */
  readonly goal: LessonStep;
  /** The reader has finished the lesson. */
  readonly end: LessonStep;
}
export type EventType = keyof Events;
export type LabEvent = { [T in EventType]: { readonly type: T } & Events[T] }[EventType];
