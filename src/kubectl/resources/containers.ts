/** Finds the container of a command: the Pod of TYPE/NAME, and one of its containers. */
// Models kubectl/pkg/polymorphichelpers/attachablepodforobject.go and kubectl/pkg/cmd/util/podcmd/podcmd.go
import {
  type Container,
  type KubernetesObject,
  type LabelSelector,
  type Pod,
  podContainers,
} from '../../engine/index.ts';
import { type Chunk, complain, type KubectlEnvironment, type ParsedArgs } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { findObjects, type Target } from './find-objects.ts';
import { mustFindAll } from './visit.ts';

const defaultContainer = 'kubectl.kubernetes.io/default-container';

/** Returns the object that `web-0`, `pod/web-0` or `sts/web` names. */
export const targetOf = (word: string, parsed: ParsedArgs, env: KubectlEnvironment): KubernetesObject =>
  find(word, parsed, env).live!;

function find(word: string, parsed: ParsedArgs, env: KubectlEnvironment): Target {
  const [target] = mustFindAll(
    findObjects(parsed, env, { args: word === '' || word.includes('/') ? [word].filter(Boolean) : ['pods', word] }),
  );
  return target!;
}

/** Returns the Pod `web-0` or `pod/web-0`, or the first Pod of `sts/web`. */
export function podOf(word: string, parsed: ParsedArgs, env: KubectlEnvironment): Pod {
  const { mapping, live } = find(word, parsed, env);
  if (mapping.resource === 'pods') return live as Pod;
  const labels = selectorOf(live!);
  if (labels === undefined)
    throw failure(`cannot attach to *v1.${mapping.kind}: selector for *v1.${mapping.kind} not implemented`);
  const [first] = env.api.list('pods', { namespace: live!.metadata.namespace!, labels }).toSorted(byActivity);
  if (first === undefined) throw failure('timed out waiting for the condition');
  return first;
}

/** Sorts running and ready ones first, then by age. */
function byActivity(a: Pod, b: Pod): number {
  const rank = ({ spec, status }: Pod): number =>
    (spec.nodeName ? 0 : 4) +
    (status.phase === 'Running' ? 0 : 2) +
    (status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ? 0 : 1);
  return rank(a) - rank(b) || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1);
}

function selectorOf(object: KubernetesObject): Readonly<Record<string, string>> | undefined {
  const { selector } = (object as { spec?: { selector?: unknown } }).spec ?? {};
  if (selector === undefined) return undefined;
  return object.kind === 'Service' || object.kind === 'ReplicationController'
    ? (selector as Readonly<Record<string, string>>)
    : ((selector as LabelSelector).matchLabels ?? {});
}

/**
 * Returns the container with this name; without one, the Pod's default, with a note on stderr if there are several.
 * @param prefix Begins the error for a name that the Pod does not have.
 */
export function* containerOf(
  { metadata, spec }: Pod,
  name: string,
  quiet = false,
  prefix = '',
): Generator<Chunk, Container> {
  const all = podContainers({ spec });
  const find = (wanted: string): Container | undefined => all.find((container) => container.name === wanted);
  if (name !== '') {
    const named = find(name);
    if (named === undefined) throw failure(`${prefix}container ${name} not found in pod ${metadata.name}`);
    return named;
  }
  const annotated = metadata.annotations?.[defaultContainer];
  const chosen = annotated === undefined ? undefined : find(annotated);
  if (annotated !== undefined && chosen === undefined) {
    yield complain(`Default container name "${annotated}" not found in pod ${metadata.name}\n`);
  }
  const container = chosen ?? spec.containers[0]!;
  if (all.length > 1 && chosen === undefined && !quiet) {
    const list = [
      ...spec.containers.map((c) => c.name),
      ...(spec.ephemeralContainers ?? []).map((c) => `${c.name} (ephem)`),
      ...(spec.initContainers ?? []).map((c) => `${c.name} (init)`),
    ];
    yield complain(`Defaulted container "${container.name}" out of: ${list.join(', ')}\n`);
  }
  return container;
}
