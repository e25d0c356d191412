/** Finds the Pod template of an object. */
import type { KubernetesObject, PodTemplateSpec } from './types.ts';

const paths: Readonly<Record<string, readonly string[]>> = {
  StatefulSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
  Pod: [],
};

/** Returns `undefined` for a kind without one. A Pod is its own template. */
export const podTemplatePath = (kind: string): readonly string[] | undefined => paths[kind];

export function podTemplateOf(object: KubernetesObject): PodTemplateSpec | undefined {
  const step = (value: unknown, key: string): unknown =>
    (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  return paths[object.kind]?.reduce(step, object as unknown) as PodTemplateSpec | undefined;
}
