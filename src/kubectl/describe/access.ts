/** Describes ServiceAccounts, roles, bindings and PriorityClasses. */
// Models kubectl/pkg/describe/describe.go and component-helpers/auth/rbac/validation/policy_comparator.go
import type { KubernetesObject } from '../../engine/index.ts';
import { field, int, list, text } from '../resources/fields.ts';
import { goString } from '../printers/go-value.ts';
import { formatLabels } from '../printers/table.ts';
import { type Describe, head, labelsAndAnnotations, nameOnly } from './workloads.ts';

export const describeServiceAccount: Describe = (out, object, { view }) => {
  labelsAndAnnotations(head(out, object), object);
  const secrets = list(object, 'imagePullSecrets').map((one) => {
    const name = text(one, 'name');
    return view.get('secrets', name, object.metadata.namespace) === undefined ? `${name} (not found)` : name;
  });
  out.several('Image pull secrets', secrets);
};

type Rule = Readonly<
  Record<'apiGroups' | 'nonResourceURLs' | 'resourceNames' | 'resources' | 'verbs', readonly string[]>
>;

/** Splits rules by resource and name, and joins the verbs of one resource; sorted by their form in Go. */
function brokenDown(object: KubernetesObject): readonly Rule[] {
  const compact = new Map<string, Rule>();
  const add = (part: Partial<Rule>, verb: string): void => {
    const key = JSON.stringify(part.nonResourceURLs ? [part, verb] : part);
    const verbs = [...new Set([...(compact.get(key)?.verbs ?? []), verb])];
    compact.set(key, { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [], ...part, verbs });
  };
  for (const rule of list(object, 'rules')) {
    const of = (part: string): readonly string[] => list(rule, part) as readonly string[];
    const names = of('resourceNames').map((name) => [name]);
    for (const verb of of('verbs')) {
      for (const group of of('apiGroups'))
        for (const resource of of('resources'))
          for (const resourceNames of names.length === 0 ? [[]] : names)
            add({ apiGroups: [group], resources: [resource], resourceNames }, verb);
      for (const url of of('nonResourceURLs')) add({ nonResourceURLs: [url] }, verb);
    }
  }
  const printed = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
    [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map(goString).join(',');
  return [...compact.values()].sort((a, b) => (printed(a) < printed(b) ? -1 : 1));
}

export const describeRole: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object)
    .line(0, 'PolicyRule:')
    .line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs')
    .line(1, '---------\t-----------------\t--------------\t-----');
  for (const rule of brokenDown(object)) {
    const [resource = '', group = ''] = [rule.resources[0], rule.apiGroups[0]];
    const [main, ...sub] = resource.split('/');
    const qualified = group === '' ? resource : [`${main}.${group}`, ...sub].join('/');
    out.line(1, [qualified, ...[rule.nonResourceURLs, rule.resourceNames, rule.verbs].map(goString)].join('\t'));
  }
};

export const describeBinding: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object)
    .line(0, 'Role:')
    .line(1, `Kind:\t${text(object, 'roleRef.kind')}`)
    .line(1, `Name:\t${text(object, 'roleRef.name')}`)
    .line(0, 'Subjects:')
    .line(1, 'Kind\tName\tNamespace')
    .line(1, '----\t----\t---------');
  for (const subject of list(object, 'subjects')) {
    out.line(1, ['kind', 'name', 'namespace'].map((part) => text(subject, part)).join('\t'));
  }
};

export const describePriorityClass: Describe = (out, object) => {
  nameOnly(out, object)
    .line(0, `Value:\t${int(object, 'value')}`)
    .line(0, `GlobalDefault:\t${field(object, 'globalDefault') === true}`)
    .line(0, `PreemptionPolicy:\t${text(object, 'preemptionPolicy') || 'PreemptLowerPriority'}`)
    .line(0, `Description:\t${text(object, 'description')}`)
    .line(0, `Annotations:\t${formatLabels(object.metadata.annotations)}`);
};
