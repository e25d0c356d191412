/** Describes Jobs and CronJobs. */
import { type KubernetesObject, virtualTime } from '../../engine/index.ts';
import { age, longTime } from '../text/age.ts';
import { field, int, list, text } from '../resources/fields.ts';
import type { Description } from './description.ts';
import { describeTemplate } from './pod-template.ts';
import {
  controller,
  type Describe,
  head,
  labelsAndAnnotations,
  orUnset,
  selectorOf,
  templateOf,
  trueOrFalse,
} from './workloads.ts';

export const describeJob: Describe = (out, object) => {
  head(out, object).line(0, `Selector:\t${selectorOf(object)}`);
  labelsAndAnnotations(out, object);
  const owner = controller(object);
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner}`);
  optional(out, 'Parallelism', text(object, 'spec.parallelism'));
  out.line(0, `Completions:\t${orUnset(object, 'spec.completions')}`);
  const shown: readonly (readonly [string, string])[] = [
    ['Completion Mode', 'completionMode'],
    ['Suspend', 'suspend'],
    ['Backoff Limit', 'backoffLimit'],
    ['TTL Seconds After Finished', 'ttlSecondsAfterFinished'],
  ];
  for (const [title, path] of shown) optional(out, title, text(object, `spec.${path}`));
  const [start, end] = [text(object, 'status.startTime'), text(object, 'status.completionTime')];
  if (start !== '') out.line(0, `Start Time:\t${longTime(start)}`);
  if (end !== '') out.line(0, `Completed At:\t${longTime(end)}`);
  if (start !== '' && end !== '') out.line(0, `Duration:\t${age(start, virtualTime(end))}`);
  optional(out, 'Active Deadline Seconds', text(object, 'spec.activeDeadlineSeconds'), 's');
  const pods = (state: string): number => int(object, `status.${state}`);
  const ready = field(object, 'status.ready') === undefined ? '' : ` (${pods('ready')} Ready)`;
  out.line(
    0,
    `Pods Statuses:\t${pods('active')} Active${ready} / ${pods('succeeded')} Succeeded / ${pods('failed')} Failed`,
  );
  if (text(object, 'spec.completionMode') === 'Indexed')
    out.line(0, `Completed Indexes:\t${indexes(text(object, 'status.completedIndexes'))}`);
  describeTemplate(out, templateOf(object));
};

function optional(out: Description, title: string, value: string, unit = ''): void {
  if (value !== '') out.line(0, `${title}:\t${value}${unit}`);
}

/** Shortened after the first index that ends beyond this many characters. */
const maxIndexes = 50;

function indexes(all: string): string {
  if (all === '') return '<none>';
  const end = all.indexOf(',', maxIndexes);
  return end < 0 ? all : `${all.slice(0, end + 1)}...`;
}

export const describeCronJob: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object)
    .line(0, `Schedule:\t${text(object, 'spec.schedule')}`)
    .line(0, `Concurrency Policy:\t${text(object, 'spec.concurrencyPolicy')}`)
    .line(0, `Suspend:\t${trueOrFalse(object, 'spec.suspend')}`)
    .line(0, `Time Zone:\t${orUnset(object, 'spec.timeZone')}`)
    .line(0, `Successful Job History Limit:\t${orUnset(object, 'spec.successfulJobsHistoryLimit')}`)
    .line(0, `Failed Job History Limit:\t${orUnset(object, 'spec.failedJobsHistoryLimit')}`)
    .line(0, `Starting Deadline Seconds:\t${orUnset(object, 'spec.startingDeadlineSeconds', 's')}`);
  const job = field(object, 'spec.jobTemplate') as KubernetesObject;
  out
    .line(0, `Selector:\t${field(job, 'spec.selector') === undefined ? '<unset>' : selectorOf(job)}`)
    .line(0, `Parallelism:\t${orUnset(job, 'spec.parallelism')}`)
    .line(0, `Completions:\t${orUnset(job, 'spec.completions')}`);
  optional(out, 'Active Deadline Seconds', text(job, 'spec.activeDeadlineSeconds'), 's');
  describeTemplate(out, templateOf(job));
  const last = text(object, 'status.lastScheduleTime');
  const active = list(object, 'status.active').map((reference) => text(reference, 'name'));
  out
    .line(0, `Last Schedule Time:\t${last === '' ? '<unset>' : longTime(last)}`)
    .line(0, `Active Jobs:\t${active.join(', ') || '<none>'}`);
};
