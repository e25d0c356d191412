/** READY, STATUS and RESTARTS of a Pod as in `kubectl get pods`. The page shows the same values. */
// Models kubernetes/pkg/printers/internalversion/printers.go printPod
import type { ContainerStatus, Pod } from '../../engine/index.ts';

export interface PodColumns {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  /** The time when the last restarted container had ended, RFC 3339; empty if none was restarted. */
  readonly lastRestart: string;
}

type Statuses = readonly ContainerStatus[];

/** Describes the end of a container: its reason, otherwise its signal or exit code. */
function ended({ reason, signal, exitCode }: NonNullable<NonNullable<ContainerStatus['state']>['terminated']>): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
}

const hasCondition = (pod: Pod, type: string): boolean =>
  pod.status.conditions?.some((c) => c.type === type && c.status === 'True') ?? false;

const isReady = ({ ready, state }: ContainerStatus): boolean => ready && state?.running !== undefined;

/** Returns the first init container that blocks the others. */
function initContainers(pod: Pod, isSidecar: (name: string) => boolean) {
  const seen: ContainerStatus[] = [];
  let readySidecars = 0;
  for (const [i, status] of (pod.status.initContainerStatuses ?? []).entries()) {
    const { state, name, started, ready } = status;
    seen.push(status);
    if (state?.terminated?.exitCode === 0) continue;
    if (isSidecar(name) && started) {
      if (ready) readySidecars++;
      continue;
    }
    const waiting = state?.waiting?.reason;
    const holdUp = state?.terminated
      ? ended(state.terminated)
      : waiting && waiting !== 'PodInitializing'
        ? waiting
        : `${i}/${pod.spec.initContainers?.length ?? 0}`;
    return { seen, readySidecars, holdUp: `Init:${holdUp}` };
  }
  return { seen, readySidecars, holdUp: undefined };
}

function containersStatus(pod: Pod, fallback: string): string {
  let status = fallback;
  let running = false;
  for (const container of [...(pod.status.containerStatuses ?? [])].reverse()) {
    const { state } = container;
    if (state?.waiting?.reason) status = state.waiting.reason;
    else if (state?.terminated) status = ended(state.terminated);
    else if (isReady(container)) running = true;
  }
  return status === 'Completed' && running ? (hasCondition(pod, 'Ready') ? 'Running' : 'NotReady') : status;
}

function restartsOf(statuses: Statuses): Pick<PodColumns, 'restarts' | 'lastRestart'> {
  const ends = statuses.flatMap(({ lastState }) => lastState?.terminated?.finishedAt ?? []);
  return {
    restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    lastRestart: ends.reduce((a, b) => (a > b ? a : b), ''),
  };
}

export function podColumns(pod: Pod): PodColumns {
  const { spec, status, metadata } = pod;
  const containers = status.containerStatuses ?? [];
  const sidecars = new Set(spec.initContainers?.filter((c) => c.restartPolicy === 'Always').map((c) => c.name));
  const { seen, readySidecars, holdUp } = initContainers(pod, (name) => sidecars.has(name));
  const gated = status.conditions?.some((c) => c.type === 'PodScheduled' && c.reason === 'SchedulingGated');
  const initializing = holdUp !== undefined && !hasCondition(pod, 'Initialized');
  const whole = gated ? 'SchedulingGated' : status.reason || status.phase;
  let word = initializing ? holdUp : containersStatus(pod, holdUp ?? whole);
  if (metadata.deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') word = 'Unknown';
    else if (!['Failed', 'Succeeded'].includes(status.phase)) word = 'Terminating';
  }
  const ready = readySidecars + (initializing ? 0 : containers.filter(isReady).length);
  return {
    ready: `${ready}/${spec.containers.length + sidecars.size}`,
    status: word,
    // While init containers run, their restarts count; later, only those of sidecars do.
    ...restartsOf(initializing ? seen : [...seen.filter(({ name }) => sidecars.has(name)), ...containers]),
  };
}
