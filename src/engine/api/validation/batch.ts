/** Rules for Jobs and CronJobs. */
// Models kubernetes/pkg/apis/batch/validation/validation.go
import { selectorMatches } from '../labels.ts';
import type { Labels, LabelSelector, PodTemplateSpec } from '../types.ts';
import { scheduleProblem } from './cron-schedule.ts';
import { type Errors, invalidValue, need, nonNegative, notSupported, oneOf, required } from './errors.ts';
import { type Json, record } from './json.ts';
import { validateLabelSelector } from './meta.ts';
import { validatePodTemplate } from './pod/pod.ts';
import { validateTimeZone } from './time-zone.ts';

const maxIndexed = 100_000;

/** Of a Job itself, and of the Jobs that a CronJob makes. */
function validateJobSpec(errors: Errors, field: string, { template, ...numbers }: Json): void {
  const { completionMode, completions, parallelism, maxFailedIndexes, backoffLimitPerIndex, podFailurePolicy } =
    numbers;
  const counted = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
  for (const name of [...counted, 'backoffLimitPerIndex', 'maxFailedIndexes']) {
    nonNegative(errors, `${field}.${name}`, numbers[name]);
  }
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    errors.push(required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified'));
  }
  oneOf(errors, `${field}.completionMode`, completionMode, ['NonIndexed', 'Indexed']);
  if (completionMode === 'Indexed') {
    if (completions === undefined) {
      errors.push(required(`${field}.completions`, 'when completion mode is Indexed'));
    }
    if ((parallelism as number) > maxIndexed) {
      const why = `must be less than or equal to ${maxIndexed} when completion mode is Indexed`;
      errors.push(invalidValue(`${field}.parallelism`, parallelism, why));
    }
    if ((maxFailedIndexes as number) > (completions as number)) {
      const why = 'must be less than or equal to completions';
      errors.push(invalidValue(`${field}.maxFailedIndexes`, maxFailedIndexes, why));
    }
  } else if (completionMode === undefined || completionMode === 'NonIndexed') {
    for (const [name, value] of Object.entries({ backoffLimitPerIndex, maxFailedIndexes })) {
      if (value !== undefined) {
        errors.push(invalidValue(`${field}.${name}`, value, 'requires indexed completion mode'));
      }
    }
  }
  const replacements = podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  oneOf(errors, `${field}.podReplacementPolicy`, numbers['podReplacementPolicy'], replacements);
  validatePodTemplate(errors, `${field}.template`, template as PodTemplateSpec);
  const policy = (template as PodTemplateSpec | undefined)?.spec?.restartPolicy ?? 'Always';
  const at = `${field}.template.spec.restartPolicy`;
  if (policy === 'Always') errors.push(required(at, 'valid values: "OnFailure", "Never"'));
  else oneOf(errors, at, policy, ['OnFailure', 'Never']);
}

/** Labels that the API server gives the Pods of a Job, and the older names of the same. */
export const jobLabels = ({ name, uid }: { readonly name: string; readonly uid: string }): Labels => ({
  'controller-uid': uid,
  'job-name': name,
  'batch.kubernetes.io/controller-uid': uid,
  'batch.kubernetes.io/job-name': name,
});

/** The labels and the selector are the Job's own, unless it says `manualSelector`. */
function validateGenerated(errors: Errors, labels: Labels, expected: Labels, selector: LabelSelector): void {
  for (const [key, value] of Object.entries(expected)) {
    const path = `spec.template.metadata.labels[${key}]`;
    if (labels[key] === undefined) errors.push(required(path, `must be '${value}'`));
    else if (labels[key] !== value) errors.push(invalidValue(path, labels, `must be '${value}'`));
  }
  if (selectorMatches(selector, expected)) return;
  errors.push(invalidValue('spec.selector', selector, '`selector` not auto-generated'));
}

export function validateJob(errors: Errors, { metadata, spec: given }: Json): void {
  const spec = record(given);
  const selector = spec['selector'] as LabelSelector | undefined;
  const { labels } = record(record(spec['template'])['metadata']) as { readonly labels?: Labels };
  if (spec['manualSelector'] !== true && selector !== undefined) {
    validateGenerated(errors, labels ?? {}, jobLabels(metadata as never), selector);
  }
  validateJobSpec(errors, 'spec', spec);
  if (selector === undefined) errors.push(required('spec.selector'));
  else validateLabelSelector(errors, 'spec.selector', selector);
  if (selector === undefined || !selectorMatches(selector, labels)) {
    const why = '`selector` does not match template `labels`';
    errors.push(invalidValue('spec.template.metadata.labels', labels ?? null, why));
  }
}

/** @param spec The spec of a CronJob. */
export function validateCronJob(errors: Errors, spec: Json): void {
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  validateSchedule(errors, (schedule ?? '') as string, timeZone as string | undefined);
  nonNegative(errors, 'spec.startingDeadlineSeconds', spec['startingDeadlineSeconds']);
  if (timeZone !== undefined) validateTimeZone(errors, timeZone as string);
  oneOf(errors, 'spec.concurrencyPolicy', concurrencyPolicy, ['Allow', 'Forbid', 'Replace']);
  const field = 'spec.jobTemplate.spec';
  const job = record(record(jobTemplate)['spec']);
  validateJobSpec(errors, field, job);
  if (job['selector'] !== undefined) {
    errors.push(invalidValue(`${field}.selector`, job['selector'], '`selector` will be auto-generated'));
  }
  if (job['manualSelector'] === true) errors.push(notSupported(`${field}.manualSelector`, true, ['nil', 'false']));
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
    errors.push(
      invalidValue(
        field,
        schedule,
        timeZone === undefined ? why : 'cannot use both timeZone field and TZ or CRON_TZ in schedule',
      ),
    );
    return;
  }
  const problem = scheduleProblem(schedule);
  if (problem !== undefined) errors.push(invalidValue(field, schedule, problem));
}
