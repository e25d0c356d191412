/** The objects of a file, each with its resource, or the reason why there is none. */
// Models kubernetes/staging/src/k8s.io/cli-runtime/pkg/resource (Builder, Mapper, Info)
import {
  type ApiServer,
  checkObjectMeta,
  type Manifest,
  type ResourceInfo,
  resourceOfKind,
  resources,
} from '../../engine/index.ts';
import type { Hint, ManifestDocument, ManifestFile } from '../../manifests/parse.ts';
import type { CommandError } from '../errors/errors.ts';
import { parseFieldPath, type Problem } from '../errors/problems.ts';

/** An object of a command. */
export interface Info {
  readonly document: ManifestDocument;
  readonly mapping: ResourceInfo;
  /** The object as written, with its namespace. */
  readonly object: Manifest;
  /** Empty if none is written. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** Name of the file. */
  readonly source: string;
}

/** An error, for the command's output and for the editor. */
export interface Failure<E extends CommandError = CommandError> {
  readonly error: E;
  readonly problems: readonly Problem[];
}

/**
 * @param api Knows the kinds that exist before the first object of the file is created.
 * @param namespace Namespace of objects without one.
 */
export function readInfos(
  api: ApiServer,
  file: ManifestFile,
  namespace: string,
): { infos: readonly Info[]; unread: readonly Failure<string>[] } {
  const infos: Info[] = [];
  const unread: Failure<string>[] = [];
  const fail = (error: string, position: Problem['position'], hint?: Hint) =>
    unread.push({ error, problems: [{ message: error, position, ...(hint && { hint }) }] });

  for (const document of file.documents) {
    const object = api.withhold?.(document.object) ?? document.object;
    const wrong = checkObjectMeta(object.metadata);
    if (wrong !== undefined) {
      fail(`unable to decode "${file.name}": ${wrong.message}`, document.positionOf(parseFieldPath(wrong.field)));
      continue;
    }
    const name = object.metadata?.name ?? '';
    const written = object.metadata?.namespace ?? '';
    const mapping = resourceOfKind(object.apiVersion, object.kind, api);
    if (mapping === undefined) {
      const where = `name: "${name}" namespace: "${written}" from "${file.name}"`;
      fail(
        `resource mapping not found for ${where}: no matches for kind "${object.kind}" in version "${object.apiVersion}"\nensure CRDs are installed first`,
        document.positionOf([resources.some(({ kind }) => kind === object.kind) ? 'apiVersion' : 'kind']),
      );
      continue;
    }
    const own = mapping.namespaced ? written || namespace : undefined;
    infos.push({
      document,
      mapping,
      object: own === undefined ? object : { ...object, metadata: { ...object.metadata, namespace: own } },
      name,
      namespace: own,
      source: file.name,
    });
  }
  if (file.error) fail(file.error.message, file.error.position, file.error.hint);
  return { infos, unread };
}

/** `statefulset.apps/web` */
export const printedName = ({ kind, group }: ResourceInfo, name: string): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;

/** An Info as kubectl's errors print it. */
export function describeInfo({ mapping, name, namespace = '' }: Info): string {
  const { group, version, resource, kind } = mapping;
  const plural = resource.split('.')[0];
  return (
    `Resource: "${group}/${version}, Resource=${plural}", GroupVersionKind: "${group}/${version}, Kind=${kind}"\n` +
    `Name: "${name}", Namespace: "${namespace}"`
  );
}
