/** The cluster of a lesson, on which steps are performed, with the text in the editor. */
import type { Cluster, Pod, Turn } from '../../engine/index.ts';
import { lastTurn } from './moments.ts';
import type { SimulatedRecording } from '../../timeline/recording.ts';
import { documentsOf, writeFields } from '../../view/manifest-text.ts';
import { fieldPath } from '../format/field-path.ts';
import type { Step } from '../format/steps.ts';
import { maxLessonWork, passTime } from './bounded-time.ts';
import type { Printed } from '../../kubectl/run-command.ts';
import { runKubectl } from './run-kubectl.ts';

const done: Printed = { stdout: '', stderr: '', exit: 0 };
const failed = (message: string): Printed => ({ stdout: '', stderr: `${message}\n`, exit: 1 });
const actor = { name: 'user', reason: 'lesson' };

/** Namespace of the Pods and the set that steps name. */
const namespace = 'default';

export class LessonRun {
  /** The text that was applied last; null before the first time. */
  appliedText: string | null = null;
  /** The work after which the cluster must be at rest. */
  readonly limit: number;
  /** Output of the steps. */
  readonly printed: string[] = [];

  constructor(
    readonly recording: SimulatedRecording,
    /** The editor's text, `manifest.yaml`. */
    public text: string,
    /** The moment at which forks begin; the newest one, if absent. */
    private readonly moment?: Turn,
  ) {
    this.limit = this.cluster.work() + maxLessonWork;
  }

  /** The moment at which forks begin. */
  get turn(): Turn {
    return this.moment ?? lastTurn(this.recording);
  }

  get cluster(): Cluster {
    return this.recording.simulation.cluster;
  }

  /**
   * Returns a copy of the run up to its moment.
   * @param ready A recording that is the same up to that moment; without one, all records are replayed.
   */
  fork(ready?: SimulatedRecording): LessonRun {
    const { recording, text, turn } = this;
    const at = this.moment === undefined ? recording.now() : turn.at;
    const next = new LessonRun(ready ?? recording.simulation.fork(turn, at), text);
    if (at > next.recording.now()) next.cluster.advanceTo(at);
    next.appliedText = this.appliedText;
    return next;
  }

  /**
   * Runs until only endless retries remain.
   * @throws TooMuchWork
   */
  settle(): void {
    passTime(this);
  }

  /**
   * Performs a step. The result is that of a command: an exit code other than 0 means that it was refused.
   * @throws TooMuchWork
   */
  perform(step: Step): Printed {
    const printed = this.#perform(step);
    this.printed.push(printed.stdout, printed.stderr);
    return printed;
  }

  #perform(step: Step): Printed {
    if (typeof step === 'string') return runKubectl(step, this, { 'manifest.yaml': this.text });
    if ('apply' in step) {
      const printed = runKubectl('kubectl apply -f manifest.yaml', this, { 'manifest.yaml': this.text });
      if (printed.exit === 0) this.appliedText = this.text;
      return printed;
    }
    if ('try' in step) return { ...this.#perform(step.try), exit: 0 };
    if ('set' in step) return this.#writeField(step.set, valueOf(step.to));
    if ('text' in step) this.text = step.text;
    else if ('wait' in step) passTime(this, this.cluster.now() + step.wait * 1000);
    else if ('settle' in step) this.settle();
    else if ('write' in step) return this.#write(step.write, step.to);
    else if ('cutNodeOf' in step) return this.#toNodeOf(step.cutNodeOf, (node) => this.cluster.cutNode(node, actor));
    else return this.#toNodeOf(step.restoreNodeOf, (node) => this.cluster.restoreNode(node, actor));
    return done;
  }

  /** Performs steps in order, up to the first one that is refused; `step` is the index of the last one. */
  performAll(steps: readonly Step[]): Printed & { readonly step: number } {
    let last = done;
    for (const [i, step] of steps.entries()) {
      last = this.perform(step);
      if (last.exit !== 0) return { ...last, step: i };
    }
    return { ...last, step: steps.length - 1 };
  }

  #pod(name: string): Pod | undefined {
    return this.cluster.api.get('pods', name, namespace);
  }

  /** Writes a field of the first StatefulSet in the text. */
  #writeField(field: string, value: string | number | null): Printed {
    const name = documentsOf(this.text)?.find(({ kind }) => kind === 'StatefulSet')?.metadata?.name;
    if (name === undefined) return failed('the manifest has no StatefulSet');
    const edit = writeFields(this.text, { name, namespace }, [{ path: fieldPath(field), value }]);
    if (edit === null) return failed(`${field}: no such field in the manifest`);
    this.text = edit.text;
    return done;
  }

  #write(line: string, to: string): Printed {
    const pod = this.#pod(to);
    const [container] = pod?.spec.containers ?? [];
    const directory = container?.volumeMounts?.[0]?.mountPath;
    if (pod === undefined || directory === undefined) return failed(`${to}: no Pod with a volume`);
    const path = `${directory}/data.txt`;
    const before = this.cluster.containers.files(pod.metadata.uid, container!.name)?.read(path) ?? '';
    const change = { op: 'write', path, content: `${before}${line}\n` } as const;
    const problem = this.cluster.containers.changeFile(pod.metadata.uid, container!.name, change);
    return problem === undefined ? done : failed(`${path}: ${problem}`);
  }

  #toNodeOf(name: string, act: (node: string) => void): Printed {
    const node = this.#pod(name)?.spec.nodeName;
    if (node === undefined) return failed(`${name}: no Pod on a node`);
    act(node);
    return done;
  }
}

const valueOf = (value: string | number | boolean | null): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;
