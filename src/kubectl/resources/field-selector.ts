/** Field selectors (`status.phase=Running,metadata.name!=web-0`) and the fields that each kind offers. */
// Models apimachinery/pkg/fields/selector.go and the field label conversions of each API group
import type { KubernetesObject, ResourceInfo } from '../../engine/index.ts';
import { SelectorError } from './label-selector.ts';

export interface FieldRequirement {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
}

/** Beyond `metadata.name` and `metadata.namespace`. */
const fields: Readonly<Record<string, readonly string[]>> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  services: ['spec.clusterIP', 'spec.type'],
  secrets: ['type'],
  replicasets: ['status.replicas'],
  replicationcontrollers: ['status.replicas'],
  jobs: ['status.successful'],
};

export function parseFieldSelector(text: string, mapping: ResourceInfo): readonly FieldRequirement[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(.*?)(!=|==|=)(.*)$/.exec(part);
      if (match === null) throw new SelectorError(`invalid selector: '${text}'; can't understand '${part}'`);
      const [, field, operator, value] = match as unknown as [string, string, string, string];
      checkField(field, mapping);
      return { field, equal: operator !== '!=', value };
    });
}

function checkField(field: string, { resource }: ResourceInfo): void {
  const own = fields[resource];
  if (field === 'metadata.name' || field === 'metadata.namespace' || own?.includes(field)) return;
  throw new SelectorError(
    own === undefined
      ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
      : `field label not supported: ${field}`,
  );
}

export const matchesFields = (object: KubernetesObject, requirements: readonly FieldRequirement[]): boolean =>
  requirements.every(({ field, equal, value }) => (fieldValue(object, field) === value) === equal);

function fieldValue(object: KubernetesObject, field: string): string {
  if (field === 'source') return String((object as { source?: { component?: string } }).source?.component ?? '');
  const value = field
    .split('.')
    .reduce<unknown>((o, step) => (o as Record<string, unknown> | undefined)?.[step], object);
  if (value === undefined || value === null)
    return field === 'spec.unschedulable' || field === 'spec.hostNetwork' ? 'false' : '';
  return String(value as string | number | boolean);
}
