/** One container on a node: pulls the image, starts, runs, ends, and restarts. Advances when its next change is due. */
// Models kubernetes/pkg/kubelet/kuberuntime/kuberuntime_manager.go and pkg/kubelet/reason_cache.go
import type { Container, ContainerStatus } from '../../api/types.ts';
import { latency } from '../../controllers/latencies.ts';
import { BackOff } from './back-off.ts';
import type { ContainerHost, ContainerOptions, LogLine } from './container-host.ts';
import { ContainerRun } from './container-run.ts';
import type { ContainerPhase } from './container-phase.ts';
import { type ContainerIds, ContainerRecord } from './container-record.ts';
import { reportedResources, resizeRestarts } from './container-resources.ts';
import type { Environment } from '../environment/environment.ts';
import { stopTime } from './lifecycle.ts';
import { type ContainerStateWaiting, crashLoop, startedIds, startFailure } from './start-failure.ts';
import { Preparation } from './preparation.ts';
import type { Listener } from '../probes/probed-pod.ts';

/** The time until the kubelet notices an ended container: the period of its relist. */
const relist = 1000;

export class ContainerRuntime {
  #phase: ContainerPhase = 'Preparing';
  /** Virtual ms of the next change; Infinity if there is none. */
  #due = 0;
  readonly #preparation: Preparation;
  /** The current or last run. */
  #run: ContainerRun | undefined;
  /** The environment variables of its last start. */
  environment: Environment = new Map();
  readonly #record = new ContainerRecord();
  #crashes = new BackOff();
  /** The new definition because of which it is being stopped. */
  #wanted: Container | undefined;
  /** The reason why the last start failed. It is reported until a start succeeds, also during the next attempt. */
  #failure: ContainerStateWaiting | undefined;

  constructor(
    private definition: Container,
    readonly options: ContainerOptions,
  ) {
    this.#preparation = new Preparation(definition, options.id);
  }

  get name(): string {
    return this.definition.name;
  }

  /** The definition that it has or is about to have. */
  get wanted(): Container {
    return this.#wanted ?? this.definition;
  }

  /** Virtual ms of the next change, and whether that is only a repetition. */
  get due(): { readonly at: number; readonly retry: boolean } {
    if (this.#phase === 'Preparing') return this.#preparation.due;
    if (this.#phase === 'Running') return this.#run!.due;
    return { at: this.#due, retry: this.#phase === 'CrashLoopBackOff' };
  }

  get running(): boolean {
    return this.#phase === 'Running' || this.#phase === 'Stopping';
  }

  /** True if it has run at least once: the Pod's phase is no longer Pending. */
  get hasRun(): boolean {
    return this.running || this.#record.last !== undefined;
  }

  /** Distinguishes one run of the container from another. */
  get runId(): string {
    return `${this.options.id} ${this.#record.restarts}`;
  }

  get started(): boolean {
    return this.running && this.#run!.started;
  }

  /** The exit code of its final end. */
  get exitCode(): number | undefined {
    return this.#phase === 'Completed' ? this.#record.last?.exitCode : undefined;
  }

  ready(now: number): boolean {
    if (!this.running) return this.options.init && this.exitCode === 0;
    return this.#run!.ready(now);
  }

  /** Its process, while it runs. */
  get listener(): Listener | undefined {
    return this.running ? this.#run : undefined;
  }

  /** Returns the output of the container, or of its previous run. */
  logs(previous: boolean): readonly LogLine[] | undefined {
    return this.hasRun ? this.#record.logs(previous) : undefined;
  }

  /** Performs every change that is due. */
  advance(host: ContainerHost): void {
    while (this.due.at <= host.now) this.#next(host);
  }

  /**
   * Retries, because a missing object may exist now.
   * @returns false if nothing is missing.
   */
  retrySoon(now: number): boolean {
    return this.#phase === 'Preparing' && this.#preparation.retrySoon(now);
  }

  /** Notes that the Pod has ended: the container ends with it, or never runs. */
  finish({ now }: ContainerHost): void {
    if (this.running) this.#end(now, this.#run!.ignoresSigterm(now) ? 137 : 0, this.options.standIn);
    else if (!this.hasRun) this.#record.lose();
    this.#failure = undefined;
    this.#go('Completed', Infinity);
  }

  /** Notes that Services or their endpoints have changed. */
  networkChanged(): boolean {
    return this.#phase === 'Running' && this.#run!.networkChanged();
  }

  /** Notes that files, or other containers of the Pod, have changed: the results of its probes may change. */
  rouse(now: number): void {
    if (this.#phase === 'Running') this.#run!.rouse(now);
  }

  /** Sets another definition; stops the container first if it runs. */
  redefine(definition: Container, host: ContainerHost, why = 'definition changed, will be restarted'): void {
    this.#wanted = definition;
    if (this.#phase === 'Running') this.#kill(host, `Container ${this.name} ${why}`, host.grace);
    else if (this.#phase !== 'Stopping') this.#startOver();
  }

  /** Sets other resources; the container keeps running unless the resize policy of one of them requires a restart. */
  resize(definition: Container, host: ContainerHost): void {
    const restarts = resizeRestarts(this.definition, definition);
    if (restarts && this.#phase === 'Running') this.redefine(definition, host, 'resize requires restart');
    else this.definition = definition;
  }

  /** True while it is being stopped and still has its old resources or image. */
  get isReplaced(): boolean {
    return this.running && this.#wanted !== undefined;
  }

  /** Returns the virtual ms that stopping takes, including its preStop hook. */
  stopTime({ grace, terminate, now }: ContainerHost): number {
    return this.running ? stopTime(this.definition, this.#run!.ignoresSigterm(now), grace, terminate) : 0;
  }

  #next(host: ContainerHost): void {
    switch (this.#phase) {
      case 'Preparing':
        return this.#prepare(host);
      case 'Starting':
        return this.#begin(host);
      case 'Running':
        return this.#goOn(host);
      case 'Stopping':
        return this.#stopped(host);
      case 'Ended':
      case 'CrashLoopBackOff':
        if (this.#crashes.waits(this.#record.finishedAt, host.now)) return this.#backOff(host);
        return this.#restart(host, this.#record.finishedAt);
      case 'Completed':
        this.#due = Infinity;
    }
  }

  #prepare(host: ContainerHost): void {
    const environment = this.#preparation.advance(host, this.runId);
    if (environment === undefined) {
      this.#failure = this.#preparation.waiting ?? this.#failure;
      return;
    }
    this.environment = environment;
    this.#go('Starting', host.now + host.between(...latency.containerStart, `start ${this.runId}`));
  }

  #begin(host: ContainerHost): void {
    const { image } = this.definition;
    host.event('Normal', 'Created', 'Container created');
    const ids = startedIds(this.runId, image!, this.options, host);
    const failure = startFailure(this.definition, this.options, host);
    if (failure !== undefined) return this.#failToStart(failure, ids, host);
    host.event('Normal', 'Started', 'Container started');
    this.#failure = undefined;
    this.#record.begin(host.now, ids);
    const print = (text: string): void => this.#record.print(host.process().now(), text);
    const again = this.#record.restarts > 0;
    this.#run = new ContainerRun(this.definition, this.environment, this.options, { ...host, print }, again);
    this.#go('Running', Infinity);
  }

  #failToStart(failure: ContainerStateWaiting, ids: ContainerIds, host: ContainerHost): void {
    host.event('Warning', 'Failed', `Error: ${failure.message}`);
    this.#record.fail(host.now, ids, failure.message!);
    this.#failure = failure;
    this.#over(128, host);
  }

  #goOn(host: ContainerHost): void {
    const found = this.#run!.next(host);
    if (found === 'ended') return this.#exit(this.#run!.process.exitCode!, host);
    const { failure, fatal } = found;
    if (failure !== undefined) host.event('Warning', 'Unhealthy', failure);
    if (fatal === undefined) return;
    const message = `Container ${this.name} failed ${fatal.type.toLowerCase()} probe, will be restarted`;
    this.#kill(host, message, fatal.spec.terminationGracePeriodSeconds ?? host.grace);
  }

  #kill(host: ContainerHost, message: string, grace: number): void {
    host.event('Normal', 'Killing', message);
    this.#go('Stopping', host.now + this.stopTime({ ...host, grace }));
  }

  /** The kubelet has stopped it and restarts it at once, unless the back-off of the run before has not passed. */
  #stopped(host: ContainerHost): void {
    const before = this.#record.finishedAt;
    this.#end(host.now, this.#run!.ignoresSigterm(host.now) ? 137 : 0);
    if (this.#wanted !== undefined) this.#startOver();
    else if (this.options.restart === 'Never') this.#go('Completed', Infinity);
    else if (this.#crashes.waits(before, host.now)) this.#backOff(host);
    else this.#restart(host, before);
  }

  /** The process has ended by itself. */
  #exit(exitCode: number, host: ContainerHost): void {
    this.#end(host.now, exitCode);
    this.#over(exitCode, host);
  }

  get waitsForInput(): boolean {
    return this.#phase === 'Running' && this.#run!.process.waitsForInput;
  }

  /** The process has run the commands that were typed into it, and has ended. */
  endByInput(exitCode: number, output: string, host: ContainerHost): void {
    this.#record.print(host.now, output);
    this.#exit(exitCode, host);
  }

  #end(now: number, exitCode: number, silent = false): void {
    if (this.#run!.process.serves && exitCode !== 0) this.#record.print(now, `ended with exit code ${exitCode}\n`);
    this.#record.end(now, exitCode, silent);
  }

  /** Restarts it, if its restart policy says so. */
  #over(exitCode: number, host: ContainerHost): void {
    const { init, restart } = this.options;
    const done = exitCode === 0 && (init || restart === 'OnFailure');
    if (done || restart === 'Never') {
      this.#failure = undefined;
      this.#go('Completed', Infinity);
    } else this.#go('Ended', host.now + relist);
  }

  #backOff(host: ContainerHost): void {
    host.event('Warning', 'BackOff', `Back-off restarting failed container ${this.name} in pod ${host.podName}`);
    const { delay } = this.#crashes;
    this.#failure = crashLoop(delay, this.name, host.podName);
    this.#go('CrashLoopBackOff', this.#record.finishedAt + delay);
  }

  /** @param failed The end that determines the back-off; the first run has none before it. */
  #restart(host: ContainerHost, failed: number): void {
    if (failed > -Infinity) this.#crashes.next(failed, host.now);
    this.#record.countRestart();
    this.#preparation.again();
    this.#go('Preparing', 0);
    this.#prepare(host);
  }

  #startOver(): void {
    this.definition = this.wanted;
    this.#wanted = undefined;
    this.#crashes = new BackOff();
    this.#preparation.redefine(this.definition, `${this.options.id} ${this.definition.image}`);
    if (this.hasRun) this.#record.countRestart();
    this.#go('Preparing', 0);
  }

  #go(phase: ContainerPhase, due: number): void {
    this.#phase = phase;
    this.#due = due;
  }

  /** Returns the container's status as the kubelet reports it. */
  status(now: number): ContainerStatus {
    return {
      name: this.name,
      ...this.#record.status(this.running, this.#failure, this.options.waiting),
      ready: this.ready(now),
      image: this.definition.image!,
      started: this.started,
      ...(this.running && reportedResources(this.definition, this.options.standIn)),
    };
  }
}
