/** What goes on inside containers, as someone sees it who can enter them. */
import type { LogLine } from './container-host.ts';
import type { FileChange, FileProblem, FileView } from './files/container-files.ts';
import type { Kubelet } from './kubelet.ts';

export interface Containers {
  /** Distinguishes one run of a container from the next; `undefined` while it does not run. */
  runId(podUid: string, container: string): string | undefined;
  /** The files of a container as they are now; `undefined` while it does not run. */
  files(podUid: string, container: string): FileView | undefined;
  /** What it has printed, or the one that ran before it; `undefined` when there was none. */
  logs(podUid: string, container: string, previous?: boolean): readonly LogLine[] | undefined;
  /** Changes a file as a process in the container would. @returns why not, in the words of the operating system. */
  changeFile(podUid: string, container: string, change: FileChange): FileProblem | 'container not running' | undefined;
}

/** @param recordData told of a volume's files when they have changed. */
export function containersOf(
  kubelet: Kubelet,
  recordData: (volume: string, files: Readonly<Record<string, string>>) => void,
): Containers {
  return {
    runId: (uid, container) => kubelet.runId(uid, container),
    files: (uid, container) => kubelet.files(uid, container),
    logs: (uid, container, previous = false) => kubelet.logs(uid, container, previous),
    changeFile: (uid, container, change) => {
      const files = kubelet.files(uid, container);
      if (files === undefined) return 'container not running';
      const problem = files.change(change);
      const volume = problem === undefined ? files.volumeAt(change.path) : undefined;
      if (volume !== undefined) recordData(volume.name, volume.tree.files);
      return problem;
    },
  };
}
