/** One container on a node: pulled, started, running, ended, started again. Advances when its due time comes. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_manager.go and pkg/kubelet/reason_cache.go
import type { Container, ContainerStatus } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { BackOff } from './back-off.ts';
import type { ContainerHost, ContainerOptions, LogLine } from './container-host.ts';
import { ContainerRecord } from './container-record.ts';
import { goDuration } from './go-duration.ts';
import { ImagePull } from './image-pull.ts';
import { imageDigest } from './images.ts';
import { stopTime } from './lifecycle.ts';
import { Probes } from './probes.ts';
import { type Process, processOf } from './process.ts';

/** How long an ended container stays as it is before the kubelet has noticed: its look at all containers. */
const relist = 1000;
/** Reason and message. */
type ContainerStateWaiting = NonNullable<NonNullable<ContainerStatus['state']>['waiting']>;
/** Nobody waits for the end of a process that takes longer. */
const longRun = 60_000;

type Phase =
  | 'Created'
  | 'Pulling'
  /** Its environment variables cannot be had. */
  | 'ConfigError'
  | 'Starting'
  | 'Running'
  /** Told to end. */
  | 'Stopping'
  /** Ended, to be started again as soon as the kubelet has noticed. */
  | 'Ended'
  | 'CrashLoopBackOff'
  /** Ended for good. */
  | 'Completed';

export class ContainerRuntime {
  #phase: Phase = 'Created';
  /** Virtual ms of the next change; Infinity when none comes by itself. */
  #due = 0;
  #pull: ImagePull;
  #process: Process;
  #probes: Probes | undefined;
  readonly #record = new ContainerRecord();
  /** Without a readiness probe: when it counts as ready. */
  #readyAt = Infinity;
  #crashes = new BackOff();
  /** It is being stopped because its definition has changed to this one. */
  #wanted: Container | undefined;
  /** Why it could not be started when that was tried last. It is reported until a start succeeds, also while one is tried. */
  #failure: ContainerStateWaiting | undefined;

  constructor(
    private definition: Container,
    readonly options: ContainerOptions,
  ) {
    this.#process = processOf(definition, options.init);
    this.#pull = new ImagePull(definition, options.id);
  }

  get name(): string {
    return this.definition.name;
  }

  /** The definition that it has or is going to have. */
  get wanted(): Container {
    return this.#wanted ?? this.definition;
  }

  /** Virtual ms of the next change, and whether nothing new is to be expected of it. */
  get due(): { readonly at: number; readonly retry: boolean } {
    if (this.#phase === 'Pulling') return this.#pull.due;
    if (this.#phase === 'Running') return this.#dueWhileRunning();
    return { at: this.#due, retry: this.#phase === 'CrashLoopBackOff' };
  }

  get running(): boolean {
    return this.#phase === 'Running' || this.#phase === 'Stopping';
  }

  /** Has run at least once: the Pod's phase is not Pending any more. */
  get hasRun(): boolean {
    return this.running || this.#record.last !== undefined;
  }

  /** Distinguishes one run of the container from another. */
  get runId(): string {
    return `${this.options.id} ${this.#record.restarts}`;
  }

  get started(): boolean {
    return this.running && (this.#probes?.started ?? true);
  }

  /** The code with which it has ended for good. */
  get exitCode(): number | undefined {
    return this.#phase === 'Completed' ? this.#record.last?.exitCode : undefined;
  }

  ready(now: number): boolean {
    if (!this.running) return this.options.init && this.exitCode === 0;
    return this.#probes?.ready ?? (this.started && !this.options.init && this.#readyAt <= now);
  }

  /** What it has printed, or what the run before it had. */
  logs(previous: boolean): readonly LogLine[] | undefined {
    return this.hasRun ? this.#record.logs(previous) : undefined;
  }

  /** Carries out every change that is due. */
  advance(host: ContainerHost): void {
    while (this.due.at <= host.now) this.#next(host);
  }

  /** What it lacked may be there now. */
  reconfigure(): void {
    if (this.#phase === 'ConfigError') this.#due = 0;
  }

  /** Gives it another definition; one that runs is stopped first. */
  redefine(definition: Container, host: ContainerHost): void {
    this.#wanted = definition;
    if (this.#phase === 'Running') {
      this.#kill(host, `Container ${this.name} definition changed, will be restarted`, host.grace);
    } else if (this.#phase !== 'Stopping') this.#beginAnew();
  }

  /** How long it takes to end, from its preStop hook on, in virtual ms. */
  stopTime({ grace, terminate, now }: ContainerHost): number {
    return this.running ? stopTime(this.definition, this.#ignoresSigterm(now), grace, terminate) : 0;
  }

  #ignoresSigterm(now: number): boolean {
    return this.#process.ignoresSigterm || now - this.#record.startedAt >= this.#process.hangsAt;
  }

  #dueWhileRunning(): { at: number; retry: boolean } {
    const { endsAt } = this.#process;
    const ends = this.#record.startedAt + endsAt;
    const own = Math.min(ends, this.#due);
    const asked = this.#probes?.due;
    if (asked !== undefined && asked.at < own) return asked;
    // Ends after a long time, or ends and is started again, for ever.
    const repeats = this.options.restart === 'Always' && !this.options.init && endsAt > latency.crash;
    return { at: own, retry: own === ends && (repeats || endsAt > longRun) };
  }

  #next(host: ContainerHost): void {
    const { now } = host;
    switch (this.#phase) {
      case 'Created':
        return this.#start(host);
      case 'Pulling':
        if (this.#pull.advance(host)) this.#create(host);
        else this.#failure = this.#pull.waiting ?? this.#failure;
        return;
      case 'ConfigError':
        return this.#create(host);
      case 'Starting':
        return this.#run(host);
      case 'Running':
        if (this.#due <= now) this.#due = Infinity;
        else if (now >= this.#record.startedAt + this.#process.endsAt) this.#exit(host);
        else this.#ask(host);
        return;
      case 'Stopping':
        return this.#stopped(host);
      case 'Ended':
      case 'CrashLoopBackOff':
        if (this.#crashes.waits(this.#record.finishedAt, now)) return this.#backOff(host);
        return this.#restart(host, this.#record.finishedAt);
      case 'Completed':
        this.#due = Infinity;
    }
  }

  #start(host: ContainerHost): void {
    if (this.#pull.begin(host)) this.#create(host);
    else this.#phase = 'Pulling';
  }

  #create(host: ContainerHost): void {
    const problem = host.environmentProblem();
    if (problem !== undefined) {
      host.event('Warning', 'Failed', `Error: ${problem}`);
      this.#failure = { reason: 'CreateContainerConfigError', message: problem };
      return this.#go('ConfigError', Infinity);
    }
    const [min, max] = latency.containerStart;
    this.#go('Starting', host.now + host.between(min, max, `start ${this.runId}`));
  }

  #run(host: ContainerHost): void {
    const { now } = host;
    const { init, standIn } = this.options;
    const { image } = this.definition;
    host.event('Normal', 'Created', 'Container created');
    host.event('Normal', 'Started', 'Container started');
    this.#process = processOf(this.definition, init);
    this.#failure = undefined;
    const ids = standIn
      ? { imageID: 'sha256:0' }
      : { containerID: `containerd://${host.digest(this.runId)}`, imageID: imageDigest(image!, host.digest) };
    this.#record.begin(now, ids, this.#process.output ?? [`simulated process of image ${image} started`]);
    if (!standIn && !init) this.#probes = new Probes(this.definition, this.#process, now);
    // Without a probe, all that the kubelet can tell is that the process runs.
    const stays = !this.#process.unavailable && this.#process.endsAt > 2 * latency.becomeReady;
    this.#readyAt = stays ? now + latency.becomeReady : Infinity;
    this.#go('Running', this.#probes?.ready === undefined ? this.#readyAt : Infinity);
  }

  #ask(host: ContainerHost): void {
    const { failure, fatal } = this.#probes!.ask(host.now, host.podIP);
    if (failure !== undefined) host.event('Warning', 'Unhealthy', failure);
    if (fatal === undefined) return;
    const message = `Container ${this.name} failed ${fatal.type.toLowerCase()} probe, will be restarted`;
    this.#kill(host, message, fatal.spec.terminationGracePeriodSeconds ?? host.grace);
  }

  #kill(host: ContainerHost, message: string, grace: number): void {
    host.event('Normal', 'Killing', message);
    this.#go('Stopping', host.now + this.stopTime({ ...host, grace }));
  }

  /** The kubelet has stopped it and starts it again at once, unless the run before this one ended too short ago. */
  #stopped(host: ContainerHost): void {
    const { now } = host;
    const before = this.#record.finishedAt;
    this.#end(now, this.#ignoresSigterm(now) ? 137 : 0);
    if (this.#wanted !== undefined) this.#beginAnew();
    else if (this.options.restart === 'Never') this.#go('Completed', Infinity);
    else if (this.#crashes.waits(before, now)) this.#backOff(host);
    else this.#restart(host, before);
  }

  /** The process has ended by itself. */
  #exit(host: ContainerHost): void {
    const { init, restart } = this.options;
    const { exitCode } = this.#process;
    this.#end(host.now, exitCode);
    const done = exitCode === 0 && (init || restart === 'OnFailure');
    if (done || restart === 'Never') this.#go('Completed', Infinity);
    else this.#go('Ended', host.now + relist);
  }

  #end(now: number, exitCode: number): void {
    this.#record.end(now, exitCode);
    this.#probes = undefined;
  }

  #backOff(host: ContainerHost): void {
    host.event('Warning', 'BackOff', `Back-off restarting failed container ${this.name} in pod ${host.podName}`);
    const { delay } = this.#crashes;
    const message = `back-off ${goDuration(delay)} restarting failed container=${this.name} pod=${host.podName}`;
    this.#failure = { reason: 'CrashLoopBackOff', message };
    this.#go('CrashLoopBackOff', this.#record.finishedAt + delay);
  }

  /** @param failed the end by which the kubelet judges; the first run has none before it. */
  #restart(host: ContainerHost, failed: number): void {
    if (failed > -Infinity) this.#crashes.next(failed, host.now);
    this.#record.countRestart();
    this.#start(host);
  }

  #beginAnew(): void {
    this.definition = this.wanted;
    this.#wanted = undefined;
    this.#crashes = new BackOff();
    this.#pull = new ImagePull(this.definition, `${this.options.id} ${this.definition.image}`);
    if (this.hasRun) this.#record.countRestart();
    this.#go('Created', 0);
  }

  #go(phase: Phase, due: number): void {
    this.#phase = phase;
    this.#due = due;
  }

  /** The container as the kubelet reports it. */
  status(now: number): ContainerStatus {
    return {
      name: this.name,
      ...this.#record.status(this.#state()),
      ready: this.ready(now),
      image: this.definition.image!,
      started: this.started,
    };
  }

  #state(): NonNullable<ContainerStatus['state']> {
    if (this.running) return this.#record.running;
    if (this.#failure !== undefined) return { waiting: this.#failure };
    const { last } = this.#record;
    return last === undefined ? { waiting: { reason: this.options.waiting } } : { terminated: last };
  }
}
