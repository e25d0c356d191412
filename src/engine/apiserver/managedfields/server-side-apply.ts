/**
 * Handles a server-side apply: reads the configuration, merges it, and reports conflicts with the API server's
 * messages.
 */
// Models apimachinery/pkg/util/managedfields/internal (structuredmerge, conflict, lastappliedmanager, lastappliedupdater, skipnonapplied)
import { decode } from '../../api/decode.ts';
import type { KubernetesObject, Manifest } from '../../api/types.ts';
import { canonicalJson } from '../../base/hash.ts';
import { type FieldError, badRequest, StatusError } from '../../base/status-error.ts';
import { withFields } from '../../base/values.ts';
import { pathText } from '../../api/managedfields/field-set.ts';
import type { Manager, Managers } from '../../api/managedfields/managers.ts';
import { typeOfObject } from './merge-schema.ts';
import { validate } from './typed-value.ts';
import { type Applied, apply, type Conflict, lastAppliedFields, nothing, update } from './updater.ts';

/** The annotation in which kubectl stores the last client-side apply. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';
const lastApplied = lastAppliedAnnotation;

export interface ApplyRequest {
  /** The stored object; `undefined` if there is none. */
  readonly live: KubernetesObject | undefined;
  readonly managers: Managers;
  readonly config: Manifest;
  readonly by: Manager;
  readonly time: string;
  readonly force: boolean;
}

/**
 * Returns the object to store, before defaults, and its managers.
 * @throws StatusError Conflict; its causes name the fields.
 */
export function serverSideApply(request: ApplyRequest): { readonly object: Manifest; readonly managers: Managers } {
  const { live, config, by, time } = request;
  if (config.metadata && 'managedFields' in config.metadata && config.metadata.managedFields !== null) {
    throw badRequest('metadata.managedFields must be nil');
  }
  checkTypes(config);
  const before = live ?? nothing(config);
  // The list of managers was emptied: all existing fields belong to an earlier manager.
  const managers =
    live !== undefined && request.managers.size === 0
      ? update(
          request.managers,
          nothing(live),
          live,
          { ...by, manager: 'before-first-apply', operation: 'Update' },
          time,
        )
      : request.managers;
  let applied = apply(managers, before, config, by, time, request.force);
  const conflicts = unexpected(applied, live, by);
  if (conflicts.length > 0) throw conflict(conflicts);
  if (applied.conflicts.length > 0) applied = apply(managers, before, config, by, time, true);
  const object = decodeMerged(applied.object ?? (before as Manifest), config);
  return { object: by.manager === 'kubectl' ? withLastApplied(object, config) : object, managers: applied.managers };
}

function checkTypes(config: Manifest): void {
  const errors = validate(config, typeOfObject(config));
  if (errors.length === 0) return;
  const text = errors.length === 1 ? errors[0]! : `errors:\n${errors.map((error) => `  ${error}`).join('\n')}`;
  const causes = errors.map((error): FieldError => {
    const [, field = '', message = error] = /^\.(.*?): (.*)$/s.exec(error) ?? [];
    return { type: 'FieldValueInvalid', field, message };
  });
  throw new StatusError('', `failed to create typed patch object (${describe(config)}): ${text}`, causes);
}

function describe({ apiVersion, kind, metadata }: Manifest): string {
  const { namespace = '', name = '' } = metadata ?? {};
  return `${namespace}/${name}; ${apiVersion.includes('/') ? '' : '/'}${apiVersion}, Kind=${kind}`;
}

/** Normalizes the merged value, as the decoder does with every object that is sent. */
function decodeMerged(merged: Manifest, config: Manifest): Manifest {
  const read = decode(merged);
  if ('decoded' in read) return read.decoded;
  if (read.known !== undefined) return read.known;
  const why = read.mismatch?.message ?? read.why;
  throw new StatusError('', `failed to convert new typed object (${describe(config)}) to object: ${why}`, read.causes);
}

/**
 * Returns the conflicts. For kubectl, those with its own client-side apply are left out: it may become a server-side
 * one.
 */
function unexpected({ conflicts }: Applied, live: KubernetesObject | undefined, by: Manager): readonly Conflict[] {
  const annotation = live?.metadata.annotations?.[lastApplied];
  if (by.manager !== 'kubectl' || conflicts.length === 0 || live === undefined || !annotation) return conflicts;
  const config = parsed(annotation);
  if (config?.apiVersion !== live.apiVersion) return conflicts;
  const allowed = lastAppliedFields(config, live);
  return conflicts.filter(({ path }) => !allowed.has(path));
}

function parsed(json: string): Manifest | undefined {
  try {
    return JSON.parse(json) as Manifest;
  } catch {
    return undefined;
  }
}

/** An object that was once applied by the client keeps the configuration for a later client-side apply. */
function withLastApplied(object: Manifest, config: Manifest): Manifest {
  if (!object.metadata?.annotations?.[lastApplied]) return object;
  const { [lastApplied]: _, ...others } = config.metadata?.annotations ?? {};
  const { annotations: given, ...metadata } = config.metadata ?? {};
  const written = { ...config, metadata: { ...metadata, ...(given && { annotations: others }) } };
  const annotations = { ...object.metadata.annotations, [lastApplied]: `${canonicalJson(written)}\n` };
  return withFields(object, { metadata: { ...object.metadata, annotations } });
}

function conflict(conflicts: readonly Conflict[]): StatusError {
  const named = conflicts.map(({ manager, path }) => ({ name: nameOf(manager), manager, path: pathText(path) }));
  const causes = named.map(({ name, path }): FieldError => ({
    type: 'FieldManagerConflict',
    field: path.slice(1),
    message: `conflict with ${name}`,
  }));
  const [first] = named;
  if (named.length === 1) {
    return new StatusError(
      'Conflict',
      `Apply failed with 1 conflict: conflict with ${first!.name}: ${first!.path}`,
      causes,
    );
  }
  const sorted = [...new Set(named.map(({ manager }) => manager))].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const lines = sorted.flatMap((manager) => [
    `conflicts with ${nameOf(manager)}:`,
    ...named.filter((one) => one.manager === manager).map(({ path }) => `- ${path}`),
  ]);
  return new StatusError('Conflict', `Apply failed with ${named.length} conflicts: ${lines.join('\n')}`, causes);
}

const sortKey = ({ manager, operation, apiVersion, subresource }: Manager): string =>
  JSON.stringify({ manager, operation, ...(operation === 'Update' && { apiVersion }), subresource });

function nameOf({ manager, operation, apiVersion, subresource }: Manager): string {
  const within = subresource === undefined ? '' : ` with subresource "${subresource}"`;
  return `"${manager}"${within}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;
}
