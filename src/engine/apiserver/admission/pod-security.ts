/** The plugin PodSecurity: labels of a namespace decide which Pods it refuses, and which get warnings. */
// Models kubernetes/staging/src/k8s.io/pod-security-admission/{api/helpers.go,admission/admission.go}
import type { Namespace, ObjectMeta, Pod, PodSpec } from '../../api/types.ts';
import { podTemplateOf } from '../../api/pod-template.ts';
import { invalidValue } from '../../api/validation/errors.ts';
import type { ObjectStore } from '../object-store.ts';
import { type FieldError, invalid } from '../../base/status-error.ts';
import { equal } from '../../base/values.ts';
import { type AdmissionPlugin, type AdmissionRequest, refuse } from './plugin.ts';
import { checks } from './pod-security-checks.ts';
import { containersOf, type Violation } from './pod-security-context.ts';

const prefix = 'pod-security.kubernetes.io/';
const levels = ['privileged', 'baseline', 'restricted'] as const;
type Level = (typeof levels)[number];
type Mode = 'enforce' | 'audit' | 'warn';

interface Standard {
  readonly level: Level;
  /** `latest`, or a minor version, as in `v1.30`. */
  readonly version: string;
}

interface Policy {
  readonly enforce: Standard;
  readonly warn: Standard;
  readonly errors: readonly FieldError[];
}

/** Later than every version of the standards. */
const latestMinor = 1000;

/** Largest number of Pods that are checked when the labels of a namespace change. */
const maxPodsToCheck = 3000;

function policyOf({ labels = {} }: ObjectMeta): Policy {
  const errors: FieldError[] = [];
  const read = (label: string, fits: (value: string) => boolean, must: string): string | undefined => {
    const value = labels[prefix + label];
    if (value !== undefined && !fits(value)) {
      invalidValue(errors, `metadata.labels[${prefix}${label}]`, value, must);
    }
    return value;
  };
  const isLevel = (value: string): boolean => (levels as readonly string[]).includes(value);
  const isVersion = (value: string): boolean => /^(latest|v1\.(\d|[1-9]\d*))$/.test(value);
  const standard = (mode: Mode, wrong: Level): Standard | undefined => {
    const level = read(mode, isLevel, `must be one of ${levels.join(', ')}`);
    const version = read(`${mode}-version`, isVersion, 'must be "latest" or "v1.x"');
    if (level === undefined && version === undefined) return undefined;
    return {
      level: level === undefined ? 'privileged' : isLevel(level) ? (level as Level) : wrong,
      version: version !== undefined && isVersion(version) ? version : 'latest',
    };
  };
  const enforce = standard('enforce', 'restricted') ?? { level: 'privileged', version: 'latest' };
  standard('audit', 'privileged');
  const warn = standard('warn', 'privileged');
  // By default, the enforced level also warns.
  const warns = labels[`${prefix}warn`] === undefined ? { ...enforce, ...(warn && { version: warn.version }) } : warn!;
  return { enforce, warn: warns, errors };
}

const nameOf = ({ level, version }: Standard): string => `${level}:${version}`;

function violations(standard: Standard, metadata: Partial<ObjectMeta>, spec: PodSpec): readonly Violation[] {
  const { level, version } = standard;
  if (level === 'privileged') return [];
  const minor = version === 'latest' ? latestMinor : Number(version.slice(3));
  return checks
    .filter((check) => (check.since ?? 0) <= minor)
    .filter((check) => (level === 'restricted' ? check.replaced !== true : check.level === 'baseline'))
    .flatMap((check) => check.find(spec, metadata, minor) ?? []);
}

const detailed = (found: readonly Violation[]): string =>
  found.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');

export const podSecurity: AdmissionPlugin = {
  resources: [
    ...['namespaces', 'pods', 'podtemplates', 'replicationcontrollers', 'replicasets', 'deployments', 'statefulsets'],
    ...['daemonsets', 'jobs', 'cronjobs'],
  ],
  validate(object, request, { store }) {
    if (object.kind === 'Namespace') return validateNamespace(object as Namespace, request, store);
    const namespace = store.get('namespaces', request.namespace);
    if (namespace?.metadata.labels === undefined) return;
    const { enforce, warn } = policyOf(namespace.metadata);
    if (enforce.level === 'privileged' && warn.level === 'privileged') return;
    const template = podTemplateOf(object);
    if (template?.spec === undefined) return;
    if (object.kind === 'Pod') {
      if (request.old !== undefined && !isSignificant((object as Pod).spec, (request.old as Pod).spec)) return;
      const found = violations(enforce, template.metadata ?? {}, template.spec);
      if (found.length > 0) throw refuse(request, `violates PodSecurity "${nameOf(enforce)}": ${detailed(found)}`);
    }
    const found = violations(warn, template.metadata ?? {}, template.spec);
    if (found.length > 0) request.warn(`would violate PodSecurity "${nameOf(warn)}": ${detailed(found)}`);
  },
};

/** An update of a Pod that plays a part here gives it another image or another container. */
function isSignificant(spec: PodSpec, old: PodSpec): boolean {
  const [images, before] = [spec, old].map((s) => containersOf(s).map(({ name, image }) => [name, image]));
  return !equal(images, before);
}

function validateNamespace({ metadata }: Namespace, request: AdmissionRequest, store: ObjectStore): void {
  const { enforce, errors } = policyOf(metadata);
  const before = request.old === undefined ? undefined : policyOf(request.old.metadata);
  if (errors.length > 0 && !equal(errors, before?.errors)) throw invalid('Namespace', '', request.name, errors);
  if (before === undefined || enforce.level === 'privileged' || equal(enforce, before.enforce)) return;
  const isRelaxed = levels.indexOf(enforce.level) <= levels.indexOf(before.enforce.level);
  if (enforce.version === before.enforce.version && isRelaxed) return;
  warnOfPods(store.list('pods', { namespace: metadata.name }), enforce, metadata.name, request);
}

/** Warns about existing Pods that the new labels would refuse. */
function warnOfPods(pods: readonly Pod[], standard: Standard, namespace: string, request: AdmissionRequest): void {
  const checked = pods.slice(0, maxPodsToCheck);
  const found = new Map<string, string[]>();
  for (const { metadata, spec } of checked) {
    const reasons = violations(standard, metadata, spec).map(({ reason }) => reason);
    if (reasons.length === 0) continue;
    const text = reasons.join(', ');
    found.set(text, [...(found.get(text) ?? []), metadata.name]);
  }
  if (checked.length < pods.length) {
    const of = `the first ${checked.length} of ${pods.length} existing pods`;
    request.warn(`new PodSecurity enforce level only checked against ${of}`);
  }
  if (found.size === 0) return;
  request.warn(
    `existing pods in namespace "${namespace}" violate the new PodSecurity enforce level "${nameOf(standard)}"`,
  );
  const texts = [...found].map(([text, [first, ...others]]) => {
    const more = others.length === 1 ? ' (and 1 other pod)' : ` (and ${others.length} other pods)`;
    return `${first}${others.length === 0 ? '' : more}: ${text}`;
  });
  texts.sort().forEach((text) => request.warn(text));
}
