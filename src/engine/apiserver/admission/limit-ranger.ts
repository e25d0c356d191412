/** The plugin LimitRanger: sets default requests and limits of containers, and enforces the limits of the namespace. */
// Models kubernetes/plugin/pkg/admission/limitranger/admission.go
import type { LimitRange, LimitRangeItem, ResourceList } from '../../api/admission-types.ts';
import { podResources } from '../../api/pod-resources.ts';
import { compareQuantities, milli, parseQuantity } from '../../api/quantity.ts';
import type { Container, KubernetesObject, PersistentVolumeClaim, Pod } from '../../api/types.ts';
import type { ObjectStore } from '../object-store.ts';
import { type AdmissionPlugin, refuse } from './plugin.ts';

const annotation = 'kubernetes.io/limit-ranger';

const limitRangesOf = (store: ObjectStore, namespace: string): readonly LimitRange[] =>
  store.count('limitranges') === 0 ? [] : store.list('limitranges', { namespace });

const itemsOf = (range: LimitRange, type: string): readonly LimitRangeItem[] =>
  (range.spec.limits ?? []).filter((item) => item.type === type);

const listOf = (list: unknown): ResourceList => (list ?? {}) as ResourceList;

export const limitRanger: AdmissionPlugin = {
  resources: ['pods', 'persistentvolumeclaims'],
  admit(object, { old, resizes, namespace }, { store }) {
    if ((old !== undefined && !resizes) || object.kind !== 'Pod') return object;
    return limitRangesOf(store, namespace).reduce<KubernetesObject>(
      (pod, range) => withDefaults(pod as Pod, range),
      object,
    );
  },
  validate(object, request, { store }) {
    const { old, resizes } = request;
    // Only a resize changes a Pod's containers. An object in deletion is not checked.
    if (old !== undefined && ((object.kind === 'Pod' && !resizes) || old.metadata.deletionTimestamp)) return;
    for (const range of limitRangesOf(store, request.namespace)) {
      const errors =
        object.kind === 'Pod' ? podErrors(object as Pod, range) : claimErrors(object as PersistentVolumeClaim, range);
      if (errors.length > 0) throw refuse(request, aggregate(errors));
    }
  },
};

/** Several errors are listed in square brackets, without duplicates. */
function aggregate(errors: readonly string[]): string {
  const texts = [...new Set(errors)];
  return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
}

function withDefaults(pod: Pod, range: LimitRange): Pod {
  const items = itemsOf(range, 'Container');
  const requests = Object.assign({}, ...items.map((item) => item.defaultRequest)) as ResourceList;
  const limits = Object.assign({}, ...items.map((item) => item.default)) as ResourceList;
  if (Object.keys({ ...requests, ...limits }).length === 0) return pod;
  const said: string[] = [];
  const fill = (container: Container, kind: string): Container => {
    const given = container.resources as { readonly limits?: ResourceList; readonly requests?: ResourceList };
    const missing = (side: 'requests' | 'limits', defaults: ResourceList): ResourceList => {
      const names = Object.keys(defaults).filter((name) => given?.[side]?.[name] === undefined);
      const what = side === 'requests' ? 'request' : 'limit';
      if (names.length > 0) said.push(`${names.sort().join(', ')} ${what} for ${kind} ${container.name}`);
      return { ...given?.[side], ...Object.fromEntries(names.map((name) => [name, defaults[name]!])) };
    };
    const filled = { requests: missing('requests', requests), limits: missing('limits', limits) };
    const sides = Object.entries(filled).filter(([, list]) => Object.keys(list).length > 0);
    return { ...container, resources: { ...given, ...Object.fromEntries(sides) } };
  };
  const containers = pod.spec.containers.map((c) => fill(c, 'container'));
  const initContainers = pod.spec.initContainers?.map((c) => fill(c, 'init container'));
  if (said.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [annotation]: `LimitRanger plugin set: ${said.join('; ')}` };
  const spec = { ...pod.spec, containers, ...(initContainers && { initContainers }) };
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec };
}

function podErrors(pod: Pod, range: LimitRange): string[] {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  return (range.spec.limits ?? []).flatMap((item) =>
    item.type === 'Container'
      ? containers.flatMap(({ resources }) => boundErrors(item, listOf(resources?.requests), listOf(resources?.limits)))
      : item.type === 'Pod'
        ? boundErrors(item, podResources(pod.spec, 'requests'), podResources(pod.spec, 'limits'))
        : [],
  );
}

function claimErrors(claim: PersistentVolumeClaim, range: LimitRange): string[] {
  const requests = listOf(claim.spec.resources?.requests);
  return itemsOf(range, 'PersistentVolumeClaim').flatMap((item) =>
    usageErrors(item, { request: requests }, ['request']),
  );
}

const inOrder = (list: ResourceList = {}): [string, string][] =>
  Object.entries(list).sort(([a], [b]) => (a < b ? -1 : 1));

function boundErrors(item: LimitRangeItem, requests: ResourceList, limits: ResourceList): string[] {
  return [
    ...usageErrors(item, { request: requests, limit: limits }, ['limit', 'request']),
    ...inOrder(item.maxLimitRequestRatio).flatMap(([name, ratio]) =>
      ratioError(item.type, name, ratio, requests, limits),
    ),
  ];
}

type Given = Readonly<Record<string, ResourceList>>;

/** @param words The lists that a maximum bounds: the first one must be given. */
function usageErrors({ type, min, max }: LimitRangeItem, given: Given, words: readonly string[]): string[] {
  const check = (most: ResourceList | undefined, which: string, sign: number, lists: readonly string[]): string[] =>
    inOrder(most).flatMap(([name, bound]) => {
      const text = `${which} ${name} usage per ${type} is ${bound}`;
      const of = (word: string): string | undefined => given[word]![name];
      if (of(lists[0]!) === undefined) return `${text}.  No ${lists[0]} is specified`;
      const beyond = lists.find((word) => compareQuantities(of(word) ?? bound, bound) * sign > 0);
      return beyond === undefined ? [] : `${text}, but ${beyond} is ${of(beyond)}`;
    });
  return [...check(min, 'minimum', -1, words.toReversed()), ...check(max, 'maximum', 1, words)];
}

function ratioError(type: string, name: string, most: string, requests: ResourceList, limits: ResourceList): string[] {
  const text = `${name} max limit to request ratio per ${type} is ${most}`;
  const thousandths = (quantity: string | undefined): number =>
    Number((parseQuantity(quantity ?? '0')?.nanos ?? 0n) / milli);
  const [request, limit] = [thousandths(requests[name]), thousandths(limits[name])];
  if (request === 0) return [`${text}, but no request is specified or request is 0`];
  if (limit === 0) return [`${text}, but no limit is specified or limit is 0`];
  const ratio = limit / request;
  return ratio * 1000 > thousandths(most) ? [`${text}, but provided ratio is ${ratio.toFixed(6)}`] : [];
}
