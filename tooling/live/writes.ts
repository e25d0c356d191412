/** Answers write requests as an API server does, as far as live mode needs it. */
import type { KubernetesObject } from '../../src/engine/index.ts';

type Json = Record<string, unknown>;

export interface Written {
  readonly method: string;
  readonly path: string;
  readonly dryRun: boolean;
  readonly contentType: string;
  readonly body: string;
}

export interface WriteAnswer {
  readonly status: number;
  readonly body: string;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Merges as RFC 7386 says; lists of named things by their names, if asked to. */
function merged(value: unknown, patch: unknown, byName: boolean): unknown {
  if (byName && Array.isArray(value) && Array.isArray(patch)) {
    const [items, changes] = [value as Json[], patch as Json[]];
    const names = new Set(items.map(({ name }) => name));
    return [
      ...items.map((item) => merged(item, changes.find(({ name }) => name === item['name']) ?? {}, byName)),
      ...changes.filter(({ name }) => !names.has(name)),
    ];
  }
  if (!isObject(patch)) return patch;
  const next: Json = isObject(value) ? { ...value } : {};
  for (const [key, part] of Object.entries(patch)) {
    if (part === null) delete next[key];
    else next[key] = merged(next[key], part, byName);
  }
  return next;
}

const failure = (code: number, reason: string, message: string): WriteAnswer => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code }),
});

/**
 * Returns the answer to a write.
 * @param find Returns the object of a resource and a name.
 */
export function answerTo(
  { method, path, contentType, body, dryRun: _ }: Written,
  find: (resource: string, name: string) => KubernetesObject | undefined,
): WriteAnswer {
  const [, resource = '', name = '', subresource] =
    /\/namespaces\/[^/]+\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/.exec(path) ?? [];
  const before = find(resource, name);
  const sent: unknown = body === '' ? {} : JSON.parse(body);
  const missing = failure(404, 'NotFound', `${resource} "${name}" not found`);
  if (method === 'POST') {
    const { metadata } = sent as { metadata?: { name?: string } };
    const taken = find(resource, metadata?.name ?? '');
    return taken === undefined
      ? { status: 201, body: JSON.stringify(sent) }
      : failure(409, 'AlreadyExists', `${resource} "${metadata?.name}" already exists`);
  }
  if (method === 'DELETE') {
    const uid = (sent as { preconditions?: { uid?: string } }).preconditions?.uid;
    if (before === undefined) return missing;
    if (uid !== undefined && uid !== before.metadata.uid) {
      const message = `Operation cannot be fulfilled on ${resource} "${name}": the UID in the precondition (${uid}) does not match the UID in record (${before.metadata.uid}). The object might have been deleted and then recreated`;
      return failure(409, 'Conflict', message);
    }
    return { status: 200, body: JSON.stringify(before) };
  }
  const isApply = contentType === 'application/apply-patch+yaml';
  if (before === undefined) return isApply ? { status: 201, body: JSON.stringify(sent) } : missing;
  const { uid = before.metadata.uid } = (sent as { metadata?: { uid?: string } }).metadata ?? {};
  if (uid !== before.metadata.uid) return failure(409, 'Conflict', `the uid of ${resource} "${name}" is another`);
  if (subresource === 'scale') {
    const { metadata } = before;
    const replicas = (merged({ spec: (before as unknown as Json)['spec'] }, sent, false) as { spec: Json }).spec[
      'replicas'
    ];
    return {
      status: 200,
      body: JSON.stringify({ kind: 'Scale', apiVersion: 'autoscaling/v1', metadata, spec: { replicas } }),
    };
  }
  const byName = isApply || contentType === 'application/strategic-merge-patch+json';
  return { status: 200, body: JSON.stringify(merged(before, sent, byName)) };
}
