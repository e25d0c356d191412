/** Finds kubectl commands that succeed at one moment of a cluster and fail at another. */
import type { Pod } from '../../engine/index.ts';
import type { WrittenView } from '../../view/cluster-view.ts';
import { isReady } from '../../view/stage/pod.ts';
import type { Condition } from '../format/conditions.ts';
import { type Course, meets } from '../run/check-condition.ts';

const namespace = 'default';
const wait = (path: string, value: string | number, object: string): string =>
  `kubectl wait --for=jsonpath='{${path}}'=${value} ${object}`;
/** Values that need no quotes in a command. */
const isPlain = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^[\w.:/@-]{1,200}$/.test(value));

const isNumbered = ({ metadata }: Pod): boolean =>
  metadata.ownerReferences?.some(({ kind }) => kind === 'StatefulSet') === true;

/** Returns commands that may succeed at a moment, the most specific first. */
function candidates({ objects }: WrittenView): readonly Condition[] {
  const sets = objects.list('statefulsets', { namespace });
  // Pods of other controllers have other names in each cluster.
  const pods = objects.list('pods', { namespace }).filter(isNumbered);
  return [
    ...sets.flatMap(({ metadata: { name }, spec, status }) => {
      const [container] = spec.template.spec.containers;
      const values: readonly (readonly [string, unknown])[] = [
        ['.status.readyReplicas', status.readyReplicas],
        ['.status.updatedReplicas', status.updatedReplicas],
        ['.spec.replicas', spec.replicas],
        ['.spec.updateStrategy.type', spec.updateStrategy.type],
        ['.spec.updateStrategy.rollingUpdate.partition', spec.updateStrategy.rollingUpdate?.partition],
        ['.spec.template.spec.containers[0].image', container?.image],
      ];
      return values.flatMap(([path, value]) => (isPlain(value) ? [wait(path, value, `sts/${name}`)] : []));
    }),
    ...pods.flatMap((pod) => {
      const { name } = pod.metadata;
      const [container] = pod.spec.containers;
      return [
        ...(isReady(pod) ? [`kubectl wait --for=condition=Ready pod/${name}`] : []),
        ...(isPlain(container?.image) ? [wait('.spec.containers[0].image', container.image, `pod/${name}`)] : []),
      ];
    }),
    ...(['persistentvolumeclaims', 'services', 'deployments'] as const).flatMap((resource) =>
      objects.list(resource, { namespace }).map(({ metadata }) => `kubectl get ${resource} ${metadata.name}`),
    ),
  ];
}

/** Returns conditions that check that objects of a moment are gone or replaced. */
function losses(before: WrittenView): readonly Condition[] {
  return [
    ...(['statefulsets', 'pods', 'persistentvolumeclaims', 'services'] as const).flatMap((resource) =>
      before.objects.list(resource, { namespace }).map(({ metadata }): Condition => ({
        run: `kubectl get ${resource} ${metadata.name} --ignore-not-found`,
        prints: '',
      })),
    ),
    ...before.objects
      .list('pods', { namespace })
      .filter(isNumbered)
      .map(({ metadata }): Condition => ({ replaced: `pod/${metadata.name}` })),
  ];
}

/**
 * Returns the conditions that are met at the end of a run and not at its start.
 * @param opened The start, as a course in which nothing has happened.
 */
export function newConditions(opened: Course, course: Course): readonly Condition[] {
  return [...candidates(course.after), ...losses(course.before)].filter(
    (condition) => !meets(condition, opened) && meets(condition, course),
  );
}
