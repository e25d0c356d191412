/** Filters of `kubectl drain`: the Pods of a Node that it deletes, and those that prevent the drain. */
// Models kubectl/pkg/drain/filters.go
import { type Pod, virtualTime } from '../../../engine/index.ts';
import { getObject } from '../../client/client.ts';
import type { KubectlEnvironment } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import type { Flags } from '../../flags/flags.ts';
import { matchesLabels, parseLabelSelector, type Requirement, SelectorError } from '../../resources/label-selector.ts';
import { mappingFor } from '../../resources/rest-mapper.ts';

interface Verdict {
  readonly remove: boolean;
  readonly warning?: string;
  readonly error?: string;
}

const okay: Verdict = { remove: true };
type Filter = (pod: Pod, flags: Flags, env: KubectlEnvironment) => Verdict;

export interface Drainage {
  readonly pods: readonly Pod[];
  readonly warnings: string;
  readonly errors: readonly string[];
}

export function podsToDrain(node: string, flags: Flags, env: KubectlEnvironment): Drainage {
  const selector = podSelector(flags);
  const judged = env.api
    .list('pods')
    .filter(({ spec, metadata }) => spec.nodeName === node && matchesLabels(metadata.labels, selector))
    .map((pod) => ({ pod, verdict: judge(pod, flags, env) }));
  const listing = (kind: 'warning' | 'error'): readonly (readonly [string, string])[] => {
    const messages = [...new Set(judged.flatMap(({ verdict }) => verdict[kind] ?? []))];
    return messages.map((message) => {
      const pods = judged.filter(({ verdict }) => verdict[kind] === message);
      return [message, pods.map(({ pod: { metadata } }) => `${metadata.namespace}/${metadata.name}`).join(', ')];
    });
  };
  return {
    pods: judged.filter(({ verdict }) => verdict.remove).map(({ pod }) => pod),
    warnings: listing('warning')
      .map(([message, pods]) => `${message}: ${pods}`)
      .join('; '),
    errors: listing('error').map(([message, pods]) =>
      /^cannot delete/i.test(message) ? `${message}: ${pods}` : `cannot delete ${message}: ${pods}`,
    ),
  };
}

function podSelector(flags: Flags): readonly Requirement[] {
  try {
    return parseLabelSelector(flags.string('pod-selector'));
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw failure('--pod-selector=<pod_selector> must be a valid label selector');
  }
}

/** The first filter that refuses the Pod decides; otherwise, the last warning stays. */
function judge(pod: Pod, flags: Flags, env: KubectlEnvironment): Verdict {
  let verdict = okay;
  for (const filter of filters) {
    verdict = filter(pod, flags, env);
    if (!verdict.remove) return verdict;
  }
  return verdict;
}

const finished = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';
const controllerOf = ({ metadata }: Pod) => metadata.ownerReferences?.find(({ controller }) => controller === true);

const filters: readonly Filter[] = [
  function skipDeleted({ metadata }, flags, { cluster }) {
    const seconds = flags.int('skip-wait-for-delete-timeout');
    if (seconds <= 0 || metadata.deletionTimestamp === undefined) return okay;
    const age = (cluster.now() - virtualTime(metadata.deletionTimestamp)) / 1000;
    return Math.trunc(age) > seconds ? { remove: false } : okay;
  },
  function daemonSet(pod, flags, { api }) {
    const controller = controllerOf(pod);
    if (controller?.kind !== 'DaemonSet' || finished(pod)) return okay;
    const owner = getObject(api, mappingFor(api, 'daemonsets'), controller.name, pod.metadata.namespace);
    if (owner === undefined) {
      const missing = `daemonsets.apps "${controller.name}" not found`;
      return flags.bool('force') ? { remove: true, warning: missing } : { remove: false, error: missing };
    }
    return flags.bool('ignore-daemonsets')
      ? { remove: false, warning: 'ignoring DaemonSet-managed Pods' }
      : { remove: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
  },
  function localStorage(pod, flags) {
    if (!pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) || finished(pod)) return okay;
    return flags.bool('delete-emptydir-data') || flags.bool('delete-local-data')
      ? { remove: true, warning: 'deleting Pods with local storage' }
      : { remove: false, error: 'Pods with local storage (use --delete-emptydir-data to override)' };
  },
  function unreplicated(pod, flags) {
    if (finished(pod) || controllerOf(pod) !== undefined) return okay;
    return flags.bool('force')
      ? { remove: true, warning: 'deleting Pods that declare no controller' }
      : { remove: false, error: 'cannot delete Pods that declare no controller (use --force to override)' };
  },
];
