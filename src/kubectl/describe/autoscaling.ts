/** Describes HorizontalPodAutoscalers. */
import { longTime } from '../text/age.ts';
import { field, int, list, text } from '../resources/fields.ts';
import type { Description } from './description.ts';
import { type Describe, head, labelsAndAnnotations, orUnset } from './workloads.ts';

const unknown = '<unknown>';

export const describeAutoscaler: Describe = (out, object) => {
  const target = text(object, 'spec.scaleTargetRef.kind');
  labelsAndAnnotations(head(out, object), object)
    .line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`)
    .line(0, `Reference:\t${target}/${text(object, 'spec.scaleTargetRef.name')}`)
    .line(0, 'Metrics:\t( current / target )');
  const current = list(object, 'status.currentMetrics');
  for (const [i, metric] of list(object, 'spec.metrics').entries()) out.line(1, metricText(metric, current[i]));
  out
    .line(0, `Min replicas:\t${orUnset(object, 'spec.minReplicas')}`)
    .line(0, `Max replicas:\t${int(object, 'spec.maxReplicas')}`);
  if (field(object, 'spec.behavior') !== undefined) {
    out.line(0, 'Behavior:');
    behavior(out, 'Scale Up', field(object, 'spec.behavior.scaleUp'));
    behavior(out, 'Scale Down', field(object, 'spec.behavior.scaleDown'));
  }
  const [now, wanted] = [int(object, 'status.currentReplicas'), int(object, 'status.desiredReplicas')];
  out.line(0, `${target} pods:\t${now} current / ${wanted} desired`);
  const conditions = list(object, 'status.conditions');
  if (conditions.length === 0) return;
  out.line(0, 'Conditions:').line(1, 'Type\tStatus\tReason\tMessage').line(1, '----\t------\t------\t-------');
  for (const c of conditions) out.line(1, ['type', 'status', 'reason', 'message'].map((of) => text(c, of)).join('\t'));
};

/** The source of a metric, and under which name its fields stand. */
const sources: Readonly<Record<string, string>> = {
  External: 'external',
  Pods: 'pods',
  Object: 'object',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

function metricText(metric: unknown, current: unknown): string {
  const type = text(metric, 'type');
  const source = sources[type];
  if (source === undefined) return `<unknown metric type ${JSON.stringify(type)}>`;
  const at = (path: string): string => text(metric, `${source}.${path}`);
  const name = JSON.stringify(at('metric.name'));
  const values = (of: 'averageValue' | 'value'): string =>
    `${text(current, `${source}.current.${of}`) || unknown} / ${at(`target.${of}`)}`;
  switch (type) {
    case 'External':
      return at('target.averageValue') === ''
        ? `${name} (target value):\t${values('value')}`
        : `${name} (target average value):\t${values('averageValue')}`;
    case 'Pods':
      return `${name} on pods:\t${values('averageValue')}`;
    case 'Object': {
      const about = `${name} on ${at('describedObject.kind')}/${at('describedObject.name')}`;
      return at('target.type') === 'AverageValue'
        ? `${about} (target average value):\t${values('averageValue')}`
        : `${about} (target value):\t${values('value')}`;
    }
    default: {
      const container = type === 'ContainerResource' ? ` of container "${at('container')}"` : '';
      const about = `resource ${at('name')}${container} on pods`;
      if (at('target.averageValue') !== '') return `${about}:\t${values('averageValue')}`;
      const used = text(current, `${source}.current.averageUtilization`);
      const shown = used === '' ? unknown : `${used}% (${text(current, `${source}.current.averageValue`)})`;
      const wanted = at('target.averageUtilization');
      return `${about}  (as a percentage of request):\t${shown} / ${wanted === '' ? '<auto>' : `${wanted}%`}`;
    }
  }
}

function behavior(out: Description, direction: string, rules: unknown): void {
  if (rules === undefined) return;
  out.line(1, `${direction}:`);
  const seconds = text(rules, 'stabilizationWindowSeconds');
  if (seconds !== '') out.line(2, `Stabilization Window: ${seconds} seconds`);
  const policies = list(rules, 'policies');
  if (policies.length === 0) return;
  out.line(2, `Select Policy: ${text(rules, 'selectPolicy') || 'Max'}`).line(2, 'Policies:');
  for (const policy of policies) {
    const [type, value, period] = ['type', 'value', 'periodSeconds'].map((of) => text(policy, of));
    out.line(3, `- Type: ${type}\tValue: ${value}\tPeriod: ${period} seconds`);
  }
}
