/** The processes and files of containers, for `kubectl exec` and similar. */
import type { Actor } from '../../trace/history.ts';
import type { LogLine } from './container-host.ts';
import type { ContainerRuntime } from './container-runtime.ts';
import type { Environment } from '../environment/environment.ts';
import { ContainerFiles, type FileChange, type FileProblem, type FileView } from '../files/container-files.ts';
import { FileTree } from '../files/file-tree.ts';
import { initialFiles, type VolumeData } from '../files/volume-data.ts';
import type { PodRuntime } from '../pod-runtime.ts';
import { silence } from './process.ts';

export interface Containers {
  /** Identifies the run of the container; `undefined` while it does not run. */
  runId(podUid: string, container: string): string | undefined;
  /** The environment variables of a container; `undefined` while it does not run. */
  environment(podUid: string, container: string): Environment | undefined;
  /** The files of a container; `undefined` while it does not run. */
  files(podUid: string, container: string): FileView | undefined;
  /** Returns the output of the container or of its previous run; `undefined` when there was none. */
  logs(podUid: string, container: string, previous?: boolean): readonly LogLine[] | undefined;
  /** Returns true if a container of the Pod answers at a port. */
  listens(podUid: string, port: number): boolean;
  /** Returns true if its main process waits for typed input. */
  waitsForInput(podUid: string, container: string): boolean;
  /**
   * Ends a main process that waits for input, after the commands that were typed into it.
   * @param output The output in the meantime.
   */
  endProcess(podUid: string, container: string, exitCode: number, output: string): void;
  /**
   * Changes a file as a process in the container would.
   * @returns the reason why it failed, in the words of the operating system.
   */
  changeFile(podUid: string, container: string, change: FileChange): FileProblem | 'container not running' | undefined;
}

/** Callbacks for changes of files. */
interface Listeners {
  /** The files of a PersistentVolume have changed. */
  recordData(volume: string, files: Readonly<Record<string, string>>, actor: Actor): void;
  changed(): void;
  /** The main process has ended because of typed input. */
  ended(podUid: string, container: ContainerRuntime, exitCode: number, output: string): void;
  /** Virtual ms. */
  now(): number;
}

const user = { name: 'user', reason: 'exec' };
/** Largest file that a process can write. */
const longestFile = 1_000_000;
/** Largest output of typed commands in a log, in characters. */
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
    return this.filesOf(runtime, found, found.environment);
  }

  /** The files of the container's current run, or of the one that begins now. */
  filesOf(runtime: PodRuntime, container: ContainerRuntime, environment: Environment): ContainerFiles {
    const { wanted } = container;
    return runtime.files(container, () => {
      const layer = new FileTree(initialFiles(runtime.pod, runtime.ip, wanted.image!));
      return new ContainerFiles(layer, this.data.mountsOf(runtime, wanted, environment));
    });
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

  /** Notes a change by the container's own process. */
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
