/** Where the Pod spec is in an object of a workload kind. */
// Models kubectl/pkg/polymorphichelpers/updatepodspec.go

const templates = ['deployments', 'replicasets', 'statefulsets', 'daemonsets', 'replicationcontrollers', 'jobs'];

export type Json = Readonly<Record<string, unknown>>;

/** The path of the Pod spec; `undefined` for a kind without one. */
export function podSpecPath(resource: string): readonly string[] | undefined {
  if (resource === 'pods') return ['spec'];
  if (templates.includes(resource)) return ['spec', 'template', 'spec'];
  return resource === 'cronjobs' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : undefined;
}

/** Returns the value of `object` at `path`, and a function that replaces it. */
export const fieldsAt = (object: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((o, step) => (o as Json | undefined)?.[step], object);

export function withFields(object: Json, [step, ...rest]: readonly string[], value: unknown): Json {
  if (step === undefined) return value as Json;
  return { ...object, [step]: withFields((object[step] ?? {}) as Json, rest, value) };
}
