/** Describes ServiceAccounts, roles, bindings and PriorityClasses. */
// Models kubectl/pkg/describe/describe.go and component-helpers/auth/rbac/validation/policy_comparator.go
import type { KubernetesObject } from '../../engine/index.ts';
import { field, int, list, text } from '../resources/fields.ts';
import { goString } from '../printers/go-value.ts';
import { type Describe, head, labelsAndAnnotations, nameOnly } from './workloads.ts';

export const describeServiceAccount: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object);
  const names = (path: string): readonly string[] => list(object, path).map((one) => text(one, 'name'));
  out.several('Image pull secrets', names('imagePullSecrets'));
};

type Rule = Readonly<
  Record<'apiGroups' | 'nonResourceURLs' | 'resourceNames' | 'resources' | 'verbs', readonly string[]>
>;

/** Splits rules by resource, sorted by their form in Go. */
function brokenDown(object: KubernetesObject): readonly Rule[] {
  const rules = list(object, 'rules').flatMap((rule): Rule[] => {
    const of = (part: string): readonly string[] => list(rule, part) as readonly string[];
    const common = { verbs: of('verbs'), resourceNames: of('resourceNames') };
    const urls = of('nonResourceURLs').map((url) => ({
      ...common,
      apiGroups: [],
      resources: [],
      nonResourceURLs: [url],
    }));
    const resources = of('apiGroups').flatMap((group) =>
      of('resources').map((resource) => ({
        ...common,
        apiGroups: [group],
        resources: [resource],
        nonResourceURLs: [],
      })),
    );
    return [...resources, ...urls];
  });
  // Combines simple rules about the same resources into one row.
  const compact = new Map<string, Rule>();
  for (const rule of rules) {
    const simple = rule.nonResourceURLs.length === 0 && rule.resourceNames.length < 2;
    const key = simple ? JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]) : `${compact.size}`;
    const verbs = [...new Set([...(compact.get(key)?.verbs ?? []), ...rule.verbs])];
    compact.set(key, { ...rule, verbs });
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
    .annotations('Annotations', object.metadata.annotations);
};
