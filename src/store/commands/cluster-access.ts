/** The cluster for programs that run beside the page's own controls: the commands of the terminals. */
import type { ApiServer, Cluster } from '../../engine/index.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { Editor } from '../editor.ts';
import type { CommandRecord, LabState } from '../state/lab-state.ts';
import type { ShownMoment } from '../moment/shown-moment.ts';
import type { Sessions } from '../session/sessions.ts';
import type { StateStore } from '../state/state-store.ts';

export interface ClusterAccess {
  /** Reads the shown moment; writing in the past makes it the newest moment. */
  readonly api: ApiServer;
  readonly cluster: Pick<Cluster, 'now' | 'history'>;
  /**
   * Resolves after the next write in the cluster, at virtual time `until`, or when `signal` is aborted. Keeps playback
   * running while a program waits for a time; while the clock is paused, the program waits, too.
   */
  wait(until: number | undefined, signal: AbortSignal): Promise<void>;
  /** Returns false while the clock is paused. Pausing wakes all programs that wait for a time. */
  timeRuns(): boolean;
  /** Shows the results of requests, and resumes time. */
  settle(): void;
  /** Returns the cluster as its containers see it; entering a container in the past makes that the newest moment. */
  inside(): Pick<Cluster, 'containers' | 'dns'>;
  /** Returns the number of inputs by the moment that is shown. */
  inputs(): number;
  /** Records a command that has changed something: a typed one, unless it says otherwise. */
  record(command: Pick<CommandRecord, 'command' | 'file' | 'lines' | 'ok' | 'line' | 'typed'>): void;
  /** Returns the files that are kept of the terminal's home directory. */
  files(): LabState['files'];
  keepFiles(files: LabState['files']): void;
  /** Calls back when another cluster replaces the one in use. Returns the unsubscriber. */
  onReplaced(listener: () => void): () => void;
}

/** Returns the shown time and the history of the run in use. */
export const clusterOf = (timeline: Timeline): ClusterAccess['cluster'] => ({
  now: () => timeline.now(),
  get history() {
    return timeline.recording.history;
  },
});

interface ClusterAccessParts {
  readonly store: StateStore;
  readonly timeline: Timeline;
  readonly moment: ShownMoment;
  readonly editor: Editor;
  readonly sessions: Sessions;
}

/** Connects the terminals to a lab: each request or command is one commit. */
export function clusterAccess({ store, timeline, moment, editor, sessions }: ClusterAccessParts): ClusterAccess {
  const settle = (): void => store.commit(() => moment.settle());
  return {
    api: timeline.api,
    cluster: clusterOf(timeline),
    wait: (until, signal) => moment.wait(until, signal),
    timeRuns: () => store.state.playing,
    settle,
    inside: () => timeline.act(),
    inputs: () => timeline.inputs,
    record: (command) =>
      store.commit(() => {
        sessions.record({ typed: true, ...command, at: timeline.now() });
        const { text } = editor;
        // The editor's text was applied.
        if (command.ok && command.file === text && /^kubectl apply\b/.test(command.command)) editor.noteApplied(text);
        moment.settle();
      }),
    files: () => store.state.files,
    keepFiles: (files) => sessions.keepFiles(files),
    onReplaced: (listener) => moment.onReplaced(listener),
  };
}
