/**
 * The patches of a kustomization: strategic merge patches and JSON patches, of one resource or of all selected ones.
 */
// Models sigs.k8s.io/kustomize/api/internal/builtins/Patch{,StrategicMerge,Json6902}Transformer.go
import { jsonPatch, type Manifest, StatusError, strategicMergePatch } from '../../engine/index.ts';
import { parseManifests, parseValue } from '../../manifests/parse.ts';
import { matchesLabels, parseLabelSelector, SelectorError } from '../resources/label-selector.ts';
import { BuildError } from './build-error.ts';
import type { Kustomization, PatchArgs, Selector } from './kustomization.ts';
import type { Loader } from './loader.ts';
import { idText, namespaceOf, Resource, type Resources, sameId } from './resource.ts';

/** All except `patchesJson6902`, which are applied later. */
export function patch(resources: Resources, { patches, patchesStrategicMerge }: Kustomization, loader: Loader): void {
  for (const entry of patchesStrategicMerge) {
    // A file, or the patch itself.
    const text = /\n|^\s*\{/.test(entry.trim()) ? entry : loader.read(entry);
    for (const change of mergePatchesIn(text) ?? unreadable(entry)) mergeInto(resources, change, {});
  }
  for (const args of patches) apply(resources, args, loader);
}

export function patchJson(resources: Resources, { patchesJson6902 }: Kustomization, loader: Loader): void {
  for (const args of patchesJson6902) {
    if (!args.target?.name) throw new BuildError('must specify the target name');
    const { text, source } = textOf(args, loader);
    const operations = jsonPatchIn(text) ?? unreadable(source);
    const found = select(resources, args.target);
    if (found.length === 0) {
      const { group = '', version = '', kind = '', name = '', namespace = '' } = args.target;
      throw new BuildError(`patchesJson6902 target not found for ${idText({ group, version, kind, name, namespace })}`);
    }
    for (const resource of found) carryOut(resource, operations);
  }
}

function textOf({ path = '', patch: inline = '' }: PatchArgs, loader: Loader): { text: string; source: string } {
  const own = inline.trim();
  if (own === '' && path === '') throw new BuildError('must specify one of patch and path in\n{}\n');
  if (own !== '' && path !== '') throw new BuildError(`patch and path can't be set at the same time\npath: ${path}\n`);
  if (own !== '') return { text: own, source: `[patch: ${JSON.stringify(own)}]` };
  try {
    return { text: loader.read(path), source: `[path: ${JSON.stringify(path)}]` };
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    throw new BuildError(`failed to get the patch file from path(${path}): ${error.message}`);
  }
}

function unreadable(source: string): never {
  throw new BuildError(`unable to parse SM or JSON patch from ${source}`);
}

function apply(resources: Resources, args: PatchArgs, loader: Loader): void {
  const { target, options = {} } = args;
  const { text, source } = textOf(args, loader);
  const operations = jsonPatchIn(text);
  if (operations !== undefined) {
    if (target === undefined) throw new BuildError(`must specify a target for JSON patch ${source}`);
    for (const resource of select(resources, target)) {
      resource.remember();
      carryOut(resource, operations);
    }
    return;
  }
  const changes = mergePatchesIn(text) ?? unreadable(source);
  if (target === undefined) {
    for (const change of changes) mergeInto(resources, change, options);
    return;
  }
  if (changes.length > 1) {
    throw new BuildError(
      `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${source}`,
    );
  }
  for (const resource of select(resources, target)) merge(resources, resource, changes[0]!, options);
}

/** Returns the objects of a strategic merge patch; `undefined` if the text is something else. */
function mergePatchesIn(text: string): readonly Manifest[] | undefined {
  const { documents, error } = parseManifests(text, 'patch');
  if (error !== undefined || documents.length === 0) return undefined;
  const objects = documents.map(({ object }) => object);
  return objects.every(({ metadata }) => metadata?.name) ? objects : undefined;
}

function jsonPatchIn(text: string): readonly unknown[] | undefined {
  const read = parseValue(text);
  return 'value' in read && Array.isArray(read.value) ? (read.value as unknown[]) : undefined;
}

type Options = NonNullable<PatchArgs['options']>;

/** For the resource that the patch names. */
function mergeInto(resources: Resources, change: Manifest, options: Options): void {
  const { id } = new Resource(change);
  const found = resources.withAnyId((other) => sameId(other, id));
  if (found.length === 1) return merge(resources, found[0]!, change, options);
  const problem = found.length === 0 ? 'no matches for Id' : 'multiple matches for Id';
  throw new BuildError(
    `no resource matches strategic merge patch ${JSON.stringify(idText(id))}: ${problem} ${idText(id)}; ` +
      `failed to find unique target for patch ${idText(id)}`,
  );
}

function merge(resources: Resources, resource: Resource, change: Manifest, options: Options): void {
  if ((change as Record<string, unknown>)['$patch'] === 'delete') return resources.remove(resource);
  if (options.allowNameChange || options.allowKindChange) resource.remember();
  const { kind, metadata } = resource.object;
  const { namespace: _, name, ...more } = change.metadata ?? {};
  const patched = strategicallyMerged(resource.object, {
    ...change,
    apiVersion: resource.object.apiVersion,
    ...(!options.allowKindChange && { kind }),
    metadata: { ...more, name: options.allowNameChange ? name : metadata?.name },
  });
  resource.object = new Resource(patched as Manifest).object;
}

function strategicallyMerged(object: Manifest, change: unknown): unknown {
  try {
    return strategicMergePatch(object, change);
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    const strategy = /^unknown patch type: (.*) in map: /.exec(error.message)?.[1];
    throw new BuildError(strategy === undefined ? error.message : `unknown patch strategy '${strategy}'`);
  }
}

function carryOut(resource: Resource, operations: readonly unknown[]): void {
  for (const operation of operations) {
    try {
      resource.object = jsonPatch(resource.object, [operation]) as Manifest;
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw new BuildError(whyNot(resource.object, operation as { op?: unknown; path?: unknown } | null));
    }
  }
}

/** Returns the reason why an operation of a JSON patch fails, in the words of kustomize's library. */
// Models gopkg.in/evanphx/json-patch.v4
function whyNot(object: unknown, operation: { readonly op?: unknown; readonly path?: unknown } | null): string {
  const { op, path } = operation ?? {};
  if (typeof op !== 'string' || !/^(add|remove|replace|move|copy|test)$/.test(op)) {
    return `Unexpected kind: ${typeof op === 'string' ? op : 'unknown'}`;
  }
  if (typeof path !== 'string') return `${op} operation failed to decode path: missing value`;
  if (op === 'test') return `testing path ${path} failed: test failed`;
  const keys = path.split('/').slice(1);
  const holder = keys.slice(0, -1).reduce<unknown>((at, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  }, object);
  const missing = typeof holder !== 'object' || holder === null;
  if (op === 'replace')
    return `replace operation does not apply: doc is missing ${missing ? 'path' : 'key'}: ${path}: missing value`;
  if (missing) return `${op} operation does not apply: doc is missing path: "${path}": missing value`;
  const key = keys.at(-1) ?? '';
  if (Array.isArray(holder))
    return `error in ${op} for path: '${path}': Unable to access invalid index: ${key}: invalid index referenced`;
  return `error in ${op} for path: '${path}': Unable to ${op} nonexistent key: ${key}: missing value`;
}

/** Returns the resources that a target selects; its texts are regular expressions for the whole value. */
function select(resources: Resources, target: Selector): readonly Resource[] {
  const { group, version, kind, name, namespace, labelSelector, annotationSelector } = target;
  const [labels, annotations] = [labelSelector, annotationSelector].map((text) => requirements(text ?? ''));
  return resources.all.filter((resource) => {
    const { id, originalId, object } = resource;
    return (
      (matches(namespace, namespaceOf(originalId)) || matches(namespace, namespaceOf(id))) &&
      (matches(name, originalId.name) || matches(name, id.name)) &&
      matches(group, id.group) &&
      matches(version, id.version) &&
      matches(kind, id.kind) &&
      matchesLabels(object.metadata?.labels, labels!) &&
      matchesLabels(object.metadata?.annotations, annotations!)
    );
  });
}

function requirements(text: string): ReturnType<typeof parseLabelSelector> {
  try {
    return text === '' ? [] : parseLabelSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw new BuildError(error.message);
  }
}

/** Supports the common parts of regular expressions: any character, repetition, and alternatives. */
const understood = /^(?:[\w-]|\\?\.|\.\*|\.\+|\||\(|\)|\[[\w-]+\][*+]?)*$/;

function matches(pattern: string | undefined, value: string): boolean {
  if (!pattern) return true;
  if (pattern.length > 200 || !understood.test(pattern) || (pattern.match(/[*+]/g) ?? []).length > 3) {
    throw new BuildError(`the lab's kustomize cannot use the pattern '${pattern}' of a target`);
  }
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    throw new BuildError(`error parsing regexp: '${pattern}'`);
  }
}
