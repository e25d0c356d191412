/** Processes and files inside containers, as seen by someone who can enter them. */
import type { Actor } from '../../trace/history.ts';
import type { LogLine } from './container-host.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import type { Environment } from '../environment/environment.ts';
import { ContainerFiles, type FileChange, type FileProblem, type FileView } from '../files/container-files.ts';
import { initialFiles, type VolumeData } from '../files/volume-data.ts';
import type { PodRuntime } from '../pod-runtime.ts';
import { silence } from './process.ts';

export interface Containers {
  /** Distinguishes one run of a container from the next; `undefined` while it does not run. */
  runId(podUid: string, container: string): string | undefined;
  /** The variables with which a container was started; `undefined` while it does not run. */
  environment(podUid: string, container: string): Environment | undefined;
  /** The files of a container as they are now; `undefined` while it does not run. */
  files(podUid: string, container: string): FileView | undefined;
  /** Returns the output of the container or of its previous run; `undefined` when there was none. */
  logs(podUid: string, container: string, previous?: boolean): readonly LogLine[] | undefined;
  /** Returns true if a container of the Pod answers at a port. */
  listens(podUid: string, port: number): boolean;
  /** Returns true if its main process waits for typed input. */
  waitsForInput(podUid: string, container: string): boolean;
  /**
   * Ends a main process that waits for input, as the commands do that it is given.
   * @param output what it has printed meanwhile.
   */
  endProcess(podUid: string, container: string, exitCode: number, output: string): void;
  /** Changes a file as a process in the container would. @returns why not, in the words of the operating system. */
  changeFile(podUid: string, container: string, change: FileChange): FileProblem | 'container not running' | undefined;
}

/** Callbacks for changes of files. */
interface Listeners {
  /** The data of a PersistentVolume is other than before. */
  recordData(volume: string, files: Readonly<Record<string, string>>, actor: Actor): void;
  changed(): void;
  /** The main process has ended by what was typed into it. */
  ended(podUid: string, container: ContainerRuntime, exitCode: number, output: string): void;
  /** Virtual ms. */
  now(): number;
}

const user = { name: 'user', reason: 'exec' };
/** Bound on the size of a file that a process writes. */
const longestFile = 1_000_000;
/** Characters of what a person has done in a main process that its log keeps. */
const mostTyped = 100_000;
const process = { name: 'kubelet', reason: 'RunContainer' };

/** The containers of all Pods, by the Pod's uid. */
export class RunningContainers implements Containers {
  constructor(
    private readonly pods: ReadonlyMap<string, PodRuntime>,
    private readonly data: VolumeData,
    private readonly listeners: Listeners,
  ) {}

  runId(uid: string, container: string): string | undefined {
    return this.#running(uid, container)?.runId;
  }

  environment(uid: string, container: string): Environment | undefined {
    return this.#running(uid, container)?.environment;
  }

  files(uid: string, container: string): ContainerFiles | undefined {
    const runtime = this.pods.get(uid);
    const found = this.#running(uid, container);
    if (runtime === undefined || found === undefined || runtime.ended) return undefined;
    const layer = runtime.layer(found, () => initialFiles(runtime.pod, runtime.ip, found.wanted.image!));
    return new ContainerFiles(layer, this.data.mountsOf(runtime, found.wanted));
  }

  logs(uid: string, container: string, previous = false): readonly LogLine[] | undefined {
    return this.#find(uid, container)?.logs(previous);
  }

  waitsForInput(uid: string, container: string): boolean {
    return this.#running(uid, container)?.waitsForInput ?? false;
  }

  endProcess(uid: string, container: string, exitCode: number, output: string): void {
    const found = this.#running(uid, container);
    if (found?.waitsForInput) this.listeners.ended(uid, found, exitCode, output.slice(-mostTyped));
  }

  listens(uid: string, port: number): boolean {
    const all = this.pods.get(uid)?.all ?? [];
    return all.some(({ listener }) => {
      if (listener === undefined) return false;
      const { process: server, startedAt } = listener;
      return (
        (server.ports?.has(port) ?? true) && silence(server, this.listeners.now() - startedAt, false) === undefined
      );
    });
  }

  changeFile(uid: string, container: string, change: FileChange): FileProblem | 'container not running' | undefined {
    return this.#change(uid, container, change, user);
  }

  /** A change by the container's own process. */
  work(uid: string, container: string, change: FileChange): FileProblem | 'container not running' | undefined {
    if (change.op === 'write' && change.content.length > longestFile) return 'No space left on device';
    return this.#change(uid, container, change, process);
  }

  #change(uid: string, container: string, change: FileChange, actor: Actor) {
    const files = this.files(uid, container);
    if (files === undefined) return 'container not running';
    const problem = files.change(change);
    if (problem !== undefined) return problem;
    const volume = files.volumeAt(change.path);
    if (volume !== undefined) this.listeners.recordData(volume.name, volume.tree.files, actor);
    this.listeners.changed();
    return undefined;
  }

  #running(uid: string, container: string): ContainerRuntime | undefined {
    const found = this.#find(uid, container);
    return found?.running ? found : undefined;
  }

  #find(uid: string, container: string): ContainerRuntime | undefined {
    return this.pods.get(uid)?.all.find(({ name }) => name === container);
  }
}
