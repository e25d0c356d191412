/** Rules for Jobs and CronJobs. */
// Models kubernetes/pkg/apis/batch/validation/validation.go
import { selectorMatches } from '../labels.ts';
import type { Labels, LabelSelector, PodTemplateSpec } from '../types.ts';
import { scheduleProblem } from './cron-schedule.ts';
import { type Errors, invalidValue, need, nonNegative, oneOf, required } from './errors.ts';
import { type Json, record } from './json.ts';
import { selectsTemplate, validateLabelSelector } from './meta.ts';
import { validatePodTemplate } from './pod/pod.ts';

/** Of a Job itself, and of the Jobs that a CronJob makes. */
function validateJobSpec(errors: Errors, field: string, { template, ...numbers }: Json): void {
  const { completionMode, completions } = numbers;
  const counted = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
  for (const name of counted) nonNegative(errors, `${field}.${name}`, numbers[name]);
  oneOf(errors, `${field}.completionMode`, completionMode, ['NonIndexed', 'Indexed']);
  if (completionMode === 'Indexed' && completions === undefined) {
    required(errors, `${field}.completions`, 'when completion mode is Indexed');
  }
  validatePodTemplate(errors, `${field}.template`, template as PodTemplateSpec);
  const policy = (template as PodTemplateSpec | undefined)?.spec?.restartPolicy ?? 'Always';
  const at = `${field}.template.spec.restartPolicy`;
  if (policy === 'Always') required(errors, at, 'valid values: "OnFailure", "Never"');
  else oneOf(errors, at, policy, ['OnFailure', 'Never']);
}

/** Labels that the API server gives the Pods of a Job, and the older names of the same. */
export const jobLabels = ({ name, uid }: { readonly name: string; readonly uid: string }): Labels => ({
  'controller-uid': uid,
  'job-name': name,
  'batch.kubernetes.io/controller-uid': uid,
  'batch.kubernetes.io/job-name': name,
});

export function validateJob(errors: Errors, { metadata, spec: given }: Json): void {
  const spec = record(given);
  const selector = spec['selector'] as LabelSelector | undefined;
  const { labels } = record(record(spec['template'])['metadata']) as { readonly labels?: Labels };
  const own = spec['manualSelector'] === true || selector === undefined;
  if (!own && !selectorMatches(selector, jobLabels(metadata as never))) {
    invalidValue(errors, 'spec.selector', selector, '`selector` not auto-generated');
  }
  validateJobSpec(errors, 'spec', spec);
  if (selector === undefined) required(errors, 'spec.selector');
  else validateLabelSelector(errors, 'spec.selector', selector);
  selectsTemplate(errors, selector, labels);
}

/** @param spec The spec of a CronJob. */
export function validateCronJob(errors: Errors, spec: Json): void {
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  validateSchedule(errors, (schedule ?? '') as string, timeZone as string | undefined);
  nonNegative(errors, 'spec.startingDeadlineSeconds', spec['startingDeadlineSeconds']);
  oneOf(errors, 'spec.concurrencyPolicy', concurrencyPolicy, ['Allow', 'Forbid', 'Replace']);
  validateJobSpec(errors, 'spec.jobTemplate.spec', record(record(jobTemplate)['spec']));
  for (const name of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
    nonNegative(errors, `spec.${name}`, spec[name]);
  }
}

function validateSchedule(errors: Errors, schedule: string, timeZone: string | undefined): void {
  const field = 'spec.schedule';
  need(errors, field, schedule);
  if (schedule === '') return;
  if (schedule.includes('TZ')) {
    const why = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
    invalidValue(
      errors,
      field,
      schedule,
      timeZone === undefined ? why : 'cannot use both timeZone field and TZ or CRON_TZ in schedule',
    );
    return;
  }
  const problem = scheduleProblem(schedule);
  if (problem !== undefined) invalidValue(errors, field, schedule, problem);
}
