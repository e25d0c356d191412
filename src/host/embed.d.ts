/**
 * Types of embed.js: figures of StatefulSet Lab in a page of yours.
 * A hand-written file; src/host/embed.test.ts compares it with the script and the protocol.
 */

/** Output of a command; `exit` is null while it waits for something in the cluster. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | null;
}

export interface RequestFields {
  load: { example?: string; manifest?: string; link?: string; apply?: boolean };
  kubectl: { command: string };
  scale: { replicas: number };
  image: { image: string };
  partition: { partition: number };
  deletePod: { name: string };
  play: object;
  pause: object;
  step: object;
  seek: { at: number };
  speed: { speed: number };
  language: { language: string };
  theme: { theme: 'auto' | 'light' | 'dark' | 'contrast' };
  visible: { visible: boolean };
  state: { resource?: string; namespace?: string };
  link: object;
  picture: { format: 'svg' | 'png' };
}

export interface RequestValues {
  load: object;
  kubectl: Printed;
  scale: Printed;
  image: Printed;
  partition: Printed;
  deletePod: Printed;
  play: object;
  pause: object;
  step: object;
  seek: object;
  speed: object;
  language: object;
  theme: object;
  visible: object;
  state: { readonly at: number; readonly objects: readonly object[] };
  link: { readonly link: string };
  picture: { readonly type: 'image/svg+xml' | 'image/png'; readonly data: string };
}

/** A step of the reader in a lesson. */
export interface LessonStep {
  readonly lesson: string;
  readonly page: string | null;
  /** A statement of xAPI 1.0.3 without its actor. */
  readonly statement: {
    readonly verb: { readonly id: string; readonly display: { readonly en: string } };
    readonly object: {
      readonly objectType: 'Activity';
      readonly id: string;
      readonly definition: { readonly type: string; readonly name: Readonly<Record<string, string>> };
    };
    readonly result: {
      readonly success?: boolean;
      readonly completion?: boolean;
      readonly response?: string;
      readonly score?: { readonly raw: number; readonly min: 0; readonly max: number; readonly scaled: number };
      readonly duration: string;
    };
  };
}

/** Details of the events `lab-ready`, `lab-height`, `lab-step` and so on. */
export interface LabEvents {
  ready: { readonly version: number; readonly height: number | null; readonly accepts: readonly string[] };
  height: { readonly height: number };
  step: {
    readonly at: number;
    readonly decisions: readonly {
      readonly rule: string;
      readonly verb: string;
      readonly pod: string | null;
      readonly text: string;
    }[];
  };
  moment: { readonly at: number; readonly head: number; readonly past: boolean; readonly playing: boolean };
  error: { readonly message: string; readonly field?: string };
  prediction: LessonStep;
  goal: LessonStep;
  end: LessonStep;
}

/** The element `<statefulset-lab>`. Each method resolves when the lab has answered, and starts the figure if need be. */
export interface StatefulSetLabElement extends HTMLElement {
  request<T extends keyof RequestFields>(type: T, fields?: RequestFields[T]): Promise<RequestValues[T]>;
  /** Runs one kubectl command, e.g. `kubectl get pods`. */
  run(command: string): Promise<Printed>;
  scale(replicas: number): Promise<Printed>;
  image(image: string): Promise<Printed>;
  partition(partition: number): Promise<Printed>;
  deletePod(name: string): Promise<Printed>;
  play(): Promise<object>;
  pause(): Promise<object>;
  step(): Promise<object>;
  /** @param at In ms since the cluster was made. */
  seek(at: number): Promise<object>;
  speed(speed: number): Promise<object>;
  /** @param resource A plural in lower case, e.g. `pods`; the usual ones, if absent. */
  state(resource?: string): Promise<RequestValues['state']>;
  link(): Promise<RequestValues['link']>;
  picture(format: 'svg' | 'png'): Promise<RequestValues['picture']>;
}

declare global {
  interface HTMLElementTagNameMap {
    'statefulset-lab': StatefulSetLabElement;
  }
  interface HTMLElementEventMap {
    'lab-ready': CustomEvent<LabEvents['ready']>;
    'lab-height': CustomEvent<LabEvents['height']>;
    'lab-step': CustomEvent<LabEvents['step']>;
    'lab-moment': CustomEvent<LabEvents['moment']>;
    'lab-error': CustomEvent<LabEvents['error']>;
    'lab-prediction': CustomEvent<LabEvents['prediction']>;
    'lab-goal': CustomEvent<LabEvents['goal']>;
    'lab-end': CustomEvent<LabEvents['end']>;
  }
}
