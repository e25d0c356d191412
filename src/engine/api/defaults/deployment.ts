/** Defaults of Deployments and ReplicaSets. */
// Models kubernetes/pkg/apis/apps/v1/defaults.go
import { change, fill } from './fill.ts';
import { defaultPodTemplate } from './pod.ts';

type Json = Readonly<Record<string, unknown>>;

const withTemplate = (spec: Json): Json => change(spec, 'template', defaultPodTemplate as (template: never) => unknown);

const strategy = (given: Json): Json => {
  const typed = fill(given, { type: 'RollingUpdate' });
  if (typed['type'] !== 'RollingUpdate') return typed;
  return change(fill(typed, { rollingUpdate: {} }), 'rollingUpdate', (r: Json) =>
    fill(r, { maxUnavailable: '25%', maxSurge: '25%' }),
  );
};

export const defaultDeploymentSpec = (spec: Json): Json =>
  withTemplate(
    change(
      fill(spec, { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: {} }),
      'strategy',
      strategy,
    ),
  );

export const defaultReplicaSetSpec = (spec: Json): Json => withTemplate(fill(spec, { replicas: 1 }));
