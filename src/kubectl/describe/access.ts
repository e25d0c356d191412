/** Descriptions of accounts, roles, their bindings, PriorityClasses and Jobs. */
// Models kubectl/pkg/describe/describe.go and component-helpers/auth/rbac/validation/policy_comparator.go
import type { KubernetesObject } from '../../engine/index.ts';
import { field, int, list, text } from '../fields.ts';
import { goString } from '../printers/go-value.ts';
import { describeTemplate } from './pod-template.ts';
import type { Description } from './description.ts';
import { type Describe, head, labelsAndAnnotations, selectorOf, templateOf } from './workloads.ts';

const name = (out: Description, { metadata }: KubernetesObject): Description => out.line(0, `Name:\t${metadata.name}`);

export const describeServiceAccount: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object);
  const names = (path: string): readonly string[] => list(object, path).map((one) => text(one, 'name'));
  out.several('Image pull secrets', names('imagePullSecrets'));
  out.several('Mountable secrets', names('secrets'));
  out.several('Tokens', []);
};

type Rule = Readonly<
  Record<'apiGroups' | 'nonResourceURLs' | 'resourceNames' | 'resources' | 'verbs', readonly string[]>
>;

/** A rule for each resource, in the order of what Go prints of it. */
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
  const printed = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
    [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map(goString).join(',');
  return rules.sort((a, b) => (printed(a) < printed(b) ? -1 : 1));
}

export const describeRole: Describe = (out, object) => {
  labelsAndAnnotations(name(out, object), object)
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
  labelsAndAnnotations(name(out, object), object)
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
  name(out, object)
    .line(0, `Value:\t${int(object, 'value')}`)
    .line(0, `GlobalDefault:\t${field(object, 'globalDefault') === true}`)
    .line(0, `PreemptionPolicy:\t${text(object, 'preemptionPolicy') || 'PreemptLowerPriority'}`)
    .line(0, `Description:\t${text(object, 'description')}`)
    .annotations('Annotations', object.metadata.annotations);
};

export const describeJob: Describe = (out, object) => {
  head(out, object).line(0, `Selector:\t${selectorOf(object)}`);
  labelsAndAnnotations(out, object)
    .line(0, `Parallelism:\t${int(object, 'spec.parallelism')}`)
    .line(0, `Completions:\t${text(object, 'spec.completions') || '<unset>'}`);
  const shown: readonly (readonly [string, string])[] = [
    ['Completion Mode', 'completionMode'],
    ['Suspend', 'suspend'],
    ['Backoff Limit', 'backoffLimit'],
    ['TTL Seconds After Finished', 'ttlSecondsAfterFinished'],
  ];
  for (const [title, path] of shown) {
    const value = text(object, `spec.${path}`);
    if (value !== '') out.line(0, `${title}:\t${value}`);
  }
  const deadline = text(object, 'spec.activeDeadlineSeconds');
  if (deadline !== '') out.line(0, `Active Deadline Seconds:\t${deadline}s`);
  const pods = (state: string): number => int(object, `status.${state}`);
  out.line(
    0,
    `Pods Statuses:\t${pods('active')} Active (${pods('ready')} Ready) / ${pods('succeeded')} Succeeded / ${pods('failed')} Failed`,
  );
  describeTemplate(out, templateOf(object));
};
