/** Rules for Jobs and CronJobs. */
// Models kubernetes/pkg/apis/batch/validation/validation.go
import type { PodTemplateSpec } from '../types.ts';
import { scheduleProblem } from './cron-schedule.ts';
import { type Errors, invalidValue, need, nonNegative, oneOf, required } from './errors.ts';
import { type Json, record } from './json.ts';
import { validatePodTemplate } from './pod/pod.ts';

/** @param field Path of the Job's spec. */
export const validateJob =
  (field: string) =>
  (errors: Errors, { template, ...numbers }: Json): void => {
    const { completionMode, completions } = numbers;
    const counted = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
    for (const name of counted) nonNegative(errors, `${field}.${name}`, numbers[name]);
    oneOf(errors, `${field}.completionMode`, completionMode, ['NonIndexed', 'Indexed']);
    if (completionMode === 'Indexed' && completions === undefined) {
      errors.push(required(`${field}.completions`, 'when completion mode is Indexed'));
    }
    validatePodTemplate(errors, `${field}.template`, template as PodTemplateSpec);
    const policy = (template as PodTemplateSpec | undefined)?.spec?.restartPolicy ?? 'Always';
    const at = `${field}.template.spec.restartPolicy`;
    if (policy === 'Always') errors.push(required(at, 'valid values: "OnFailure", "Never"'));
    else oneOf(errors, at, policy, ['OnFailure', 'Never']);
  };

/** @param spec The spec of a CronJob. */
export function validateCronJob(errors: Errors, spec: Json): void {
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  validateSchedule(errors, (schedule ?? '') as string, timeZone as string | undefined);
  nonNegative(errors, 'spec.startingDeadlineSeconds', spec['startingDeadlineSeconds']);
  oneOf(errors, 'spec.concurrencyPolicy', concurrencyPolicy, ['Allow', 'Forbid', 'Replace']);
  for (const name of ['successfulJobsHistoryLimit', 'failedJobsHistoryLimit']) {
    nonNegative(errors, `spec.${name}`, spec[name]);
  }
  validateJob('spec.jobTemplate.spec')(errors, record(record(jobTemplate)['spec']));
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
