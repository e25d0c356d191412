/** Columns of workloads, and of kinds that scale and limit them. */
import { type KubernetesObject, virtualTime } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { humanDuration } from '../text/duration.ts';
import { field, int, list, text, texts } from '../resources/fields.ts';
import { containerCells, formatMap, none } from './cells.ts';
import { atMost, created, define, name, number, or, selectorOf, size, templateCells } from './row.ts';
import type { RowContext, TableDefinition } from './table.ts';

/** Number of metrics in the column of an autoscaler. */
const maxMetrics = 2;

const ready = (object: KubernetesObject): string =>
  `${int(object, 'status.readyReplicas')}/${int(object, 'spec.replicas')}`;

export const workloadTables: Readonly<Record<string, TableDefinition>> = {
  'statefulsets.apps': define('Name, Ready, Age, Containers*, Images*', (set, context) => [
    name(set),
    ready(set),
    created(set, context),
    ...templateCells(set),
  ]),
  'deployments.apps': define(
    'Name, Ready, Up-to-date, Available, Age, Containers*, Images*, Selector*',
    (deployment, context) => [
      name(deployment),
      ready(deployment),
      number(deployment, 'status.updatedReplicas'),
      number(deployment, 'status.availableReplicas'),
      created(deployment, context),
      ...templateCells(deployment),
      selectorOf(deployment),
    ],
  ),
  'replicasets.apps': define('Name, Desired, Current, Ready, Age, Containers*, Images*, Selector*', (set, context) => [
    ...replicas(set, context),
    selectorOf(set),
  ]),
  replicationcontrollers: define(
    'Name, Desired, Current, Ready, Age, Containers*, Images*, Selector*',
    (controller, context) => [...replicas(controller, context), formatMap(texts(controller, 'spec.selector'))],
  ),
  'daemonsets.apps': define(
    'Name, Desired, Current, Ready, Up-to-date, Available, Node Selector, Age, Containers*, Images*, Selector*',
    (set, context) => [
      name(set),
      number(set, 'status.desiredNumberScheduled'),
      number(set, 'status.currentNumberScheduled'),
      number(set, 'status.numberReady'),
      number(set, 'status.updatedNumberScheduled'),
      number(set, 'status.numberAvailable'),
      formatMap(texts(set, 'spec.template.spec.nodeSelector')),
      created(set, context),
      ...templateCells(set),
      selectorOf(set),
    ],
  ),
  'jobs.batch': define('Name, Status, Completions, Duration, Age, Containers*, Images*, Selector*', (job, context) => [
    name(job),
    jobStatus(job),
    jobCompletions(job),
    jobDuration(job, context),
    created(job, context),
    ...templateCells(job),
    selectorOf(job),
  ]),
  'cronjobs.batch': define(
    'Name, Schedule, Timezone, Suspend, Active, Last Schedule, Age, Containers*, Images*, Selector*',
    (job, context) => {
      const last = text(job, 'status.lastScheduleTime');
      return [
        name(job),
        text(job, 'spec.schedule'),
        none(text(job, 'spec.timeZone')),
        field(job, 'spec.suspend') === true ? 'True' : 'False',
        size(job, 'status.active'),
        last === '' ? '<none>' : age(last, context.now),
        created(job, context),
        ...containerCells(field(job, 'spec.jobTemplate.spec.template.spec')),
        selectorOf(job, 'spec.jobTemplate.spec.selector'),
      ];
    },
  ),
  'horizontalpodautoscalers.autoscaling': define(
    'Name, Reference, Targets, MinPods, MaxPods, Replicas, Age',
    (scaler, context) => [
      name(scaler),
      `${text(scaler, 'spec.scaleTargetRef.kind')}/${text(scaler, 'spec.scaleTargetRef.name')}`,
      metricTargets(scaler),
      or(scaler, 'spec.minReplicas', '<unset>'),
      number(scaler, 'spec.maxReplicas'),
      number(scaler, 'status.currentReplicas'),
      created(scaler, context),
    ],
  ),
  'scales.autoscaling': define('Name, Desired, Available, Age', (scale, context) => [
    name(scale),
    number(scale, 'spec.replicas'),
    number(scale, 'status.replicas'),
    created(scale, context),
  ]),
  'controllerrevisions.apps': define('Name, Controller, Revision, Age', (revision, context) => [
    name(revision),
    controllerOf(revision),
    number(revision, 'revision'),
    created(revision, context),
  ]),
  podtemplates: define('Name, Containers, Images, Pod Labels', (template) => [
    name(template),
    ...containerCells(field(template, 'template.spec')),
    formatMap(texts(template, 'template.metadata.labels')),
  ]),
  'poddisruptionbudgets.policy': define(
    'Name, Min Available, Max Unavailable, Allowed Disruptions, Age',
    (budget, context) => [
      name(budget),
      or(budget, 'spec.minAvailable', 'N/A'),
      or(budget, 'spec.maxUnavailable', 'N/A'),
      number(budget, 'status.disruptionsAllowed'),
      created(budget, context),
    ],
  ),
};

const replicas = (object: KubernetesObject, context: RowContext): readonly string[] => [
  name(object),
  number(object, 'spec.replicas'),
  number(object, 'status.replicas'),
  number(object, 'status.readyReplicas'),
  created(object, context),
  ...templateCells(object),
];

/** The first relevant condition, otherwise the approval state. */
function jobStatus(job: KubernetesObject): string {
  const has = (type: string): boolean =>
    list(job, 'status.conditions').some((c) => text(c, 'type') === type && text(c, 'status') === 'True');
  if (has('Complete')) return 'Complete';
  if (has('Failed')) return 'Failed';
  if (job.metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(has) ?? 'Running';
}

function jobCompletions(job: KubernetesObject): string {
  const [done, wanted] = [int(job, 'status.succeeded'), text(job, 'spec.completions')];
  if (wanted !== '') return `${done}/${wanted}`;
  const parallel = int(job, 'spec.parallelism');
  return parallel > 1 ? `${done}/1 of ${parallel}` : `${done}/1`;
}

function jobDuration(job: KubernetesObject, { now }: RowContext): string {
  const [start, end] = [text(job, 'status.startTime'), text(job, 'status.completionTime')];
  if (start === '') return '';
  return humanDuration((end === '' ? now : virtualTime(end)) - virtualTime(start));
}

function metricTargets(scaler: KubernetesObject): string {
  const current = list(scaler, 'status.currentMetrics');
  return none(
    atMost(
      maxMetrics,
      list(scaler, 'spec.metrics').map((metric, i) => metricTarget(metric, current[i])),
      ', ',
    ),
  );
}

/** `cpu: 20%/80%`: the current and the target value. */
function metricTarget(metric: unknown, current: unknown): string {
  const type = text(metric, 'type');
  if (!['External', 'Pods', 'Object', 'Resource', 'ContainerResource'].includes(type)) return '<unknown type>';
  const source = type[0]!.toLowerCase() + type.slice(1);
  const wanted = (value: string): string => text(metric, `${source}.target.${value}`);
  const measured = (value: string): string => or(current, `${source}.current.${value}`, '<unknown>');
  const average = wanted('averageValue');
  if (type === 'Pods') return `${measured('averageValue')}/${average}`;
  if (type === 'External' || type === 'Object')
    return average === '' ? `${measured('value')}/${wanted('value')}` : `${measured('averageValue')}/${average} (avg)`;
  const resource = text(metric, `${source}.name`);
  if (average !== '') return `${resource}: ${measured('averageValue')}/${average}`;
  const percent = (value: string): string => (/^\d+$/.test(value) ? `${value}%` : value);
  return `${resource}: ${percent(measured('averageUtilization'))}/${percent(wanted('averageUtilization') || '<auto>')}`;
}

/** `statefulset.apps/web`; `<none>` for an orphan. */
function controllerOf({ metadata }: KubernetesObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return '<none>';
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : '';
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`;
}
