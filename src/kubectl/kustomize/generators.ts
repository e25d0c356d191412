/** Generates ConfigMaps and Secrets from literals and files. */
// Models sigs.k8s.io/kustomize/api/internal/generators, api/kv/kv.go and api/resmap/reswrangler.go (AbsorbAll)
import type { Manifest } from '../../engine/index.ts';
import { toBase64 } from '../text/text.ts';
import { BuildError, within } from './build-error.ts';
import type { GeneratorArgs, GeneratorOptions, Kustomization } from './kustomization.ts';
import type { Loader } from './loader.ts';
import { type Behavior, idText, Resource, type Resources, sameId } from './resource.ts';
import { environmentNameProblem } from '../text/environment-names.ts';

export function generate(resources: Resources, kustomization: Kustomization, loader: Loader): void {
  const { configMapGenerator, secretGenerator, generatorOptions } = kustomization;
  for (const args of configMapGenerator) {
    absorb(resources, generated('ConfigMap', args, generatorOptions, loader));
  }
  for (const args of secretGenerator) absorb(resources, generated('Secret', args, generatorOptions, loader));
}

const behaviors: readonly string[] = ['create', 'replace', 'merge'];

function generated(
  kind: 'ConfigMap' | 'Secret',
  args: GeneratorArgs,
  common: GeneratorOptions | undefined,
  loader: Loader,
): Resource {
  const { name = '', namespace = '', behavior = '', type = 'Opaque' } = args;
  if (name === '') throw new BuildError('a configmap must have a name');
  const options = merged(common, args.options);
  const data = dataOf(name, args, loader);
  const encoded = kind === 'Secret' ? Object.fromEntries(Object.entries(data).map(([k, v]) => [k, toBase64(v)])) : data;
  const resource = new Resource({
    apiVersion: 'v1',
    kind,
    metadata: {
      name,
      ...(namespace !== '' && { namespace }),
      ...(options.labels && { labels: options.labels }),
      ...(options.annotations && { annotations: options.annotations }),
    },
    ...(kind === 'Secret' && { type }),
    ...(Object.keys(encoded).length > 0 && { data: encoded }),
    ...(options.immutable && { immutable: true }),
  } as Manifest);
  resource.hashed = !options.disableNameSuffixHash;
  resource.behavior = behaviors.includes(behavior) ? (behavior as Behavior) : 'create';
  return resource;
}

/** Merges options: those of a generator override the common ones; a switch is on if either sets it. */
function merged(common: GeneratorOptions = {}, own: GeneratorOptions = {}): GeneratorOptions {
  const labels = { ...common.labels, ...own.labels };
  const annotations = { ...common.annotations, ...own.annotations };
  return {
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
    disableNameSuffixHash: common.disableNameSuffixHash === true || own.disableNameSuffixHash === true,
    immutable: common.immutable === true || own.immutable === true,
  };
}

type Pair = readonly [key: string, value: string];

function dataOf(name: string, args: GeneratorArgs, loader: Loader): Record<string, string> {
  const { literals = [], files = [], envs = [], env } = args;
  const envFiles = env === undefined || env === '' ? envs : [...envs, env];
  const pairs = within('loading KV pairs', () => [
    ...within(`env source files: [${envFiles.join(' ')}]`, () =>
      envFiles.flatMap((path) => linesOf(loader.read(path))),
    ),
    ...within(`literal sources [${literals.join(' ')}]`, () => literals.map(literalPair)),
    ...within(`file sources: [${files.join(' ')}]`, () => files.map((source) => filePair(source, loader))),
  ]);
  const data: Record<string, string> = {};
  for (const [key, value] of pairs) {
    if (!/^[-._a-zA-Z0-9]+$/.test(key) || /^\.\.?$/.test(key)) {
      throw new BuildError(
        `${JSON.stringify(key)} is not a valid key name: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      );
    }
    if (Object.hasOwn(data, key)) throw new BuildError(`configmap ${name} illegally repeats the key \`${key}\``);
    data[key] = value;
  }
  return data;
}

function literalPair(source: string): Pair {
  const at = source.indexOf('=');
  if (at <= 0) throw new BuildError(`invalid literal source ${source}, expected key=value`);
  const value = source.slice(at + 1);
  return [source.slice(0, at), /^(['"])(.*)\1$/s.exec(value)?.[2] ?? value];
}

function filePair(source: string, loader: Loader): Pair {
  const parts = source.split('=');
  if (parts.length > 2) throw new BuildError(`source ${JSON.stringify(source)} key name or file path contains '='`);
  const [first = '', path] = parts;
  if (path === undefined) return [first.split('/').at(-1)!, loader.read(first)];
  if (first === '') {
    throw new BuildError(`missing key name for file path ${JSON.stringify(path)} in source ${JSON.stringify(source)}`);
  }
  if (path === '') {
    throw new BuildError(`missing file path for key name ${JSON.stringify(first)} in source ${JSON.stringify(source)}`);
  }
  return [first, loader.read(path)];
}

function linesOf(text: string): readonly Pair[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((line): Pair[] => {
      const trimmed = line.trimStart();
      if (trimmed === '' || trimmed.startsWith('#')) return [];
      const at = trimmed.indexOf('=');
      const key = at < 0 ? trimmed : trimmed.slice(0, at);
      const wrong = environmentNameProblem(key);
      if (wrong !== undefined) throw new BuildError(`${JSON.stringify(key)} is not a valid key name: ${wrong}`);
      return [[key, at < 0 ? '' : trimmed.slice(at + 1)]];
    });
}

/** Adds a generated object, or replaces or merges an existing one. */
function absorb(resources: Resources, resource: Resource): void {
  const { behavior, id } = resource;
  const [old, ...more] = resources.withAnyId((other) => sameId(other, id));
  if (more.length > 0) throw new BuildError(`found multiple objects that could accept merge of ${idText(id)}`);
  if (old === undefined) {
    if (behavior !== 'create') throw new BuildError(`id ${idText(id)} does not exist; cannot merge or replace`);
    return resources.add(resource);
  }
  if (behavior === 'create') {
    throw new BuildError(
      `id ${idText(id)} exists; can not use behavior: '${behavior}', behavior must be merge or replace`,
    );
  }
  resources.replace(old, over(old, resource));
}

function over(old: Resource, resource: Resource): Resource {
  const [before, after] = [old.object, resource.object] as (Manifest & Record<string, Record<string, string>>)[];
  const labels = { ...before!.metadata?.labels, ...after!.metadata?.labels };
  const annotations = { ...before!.metadata?.annotations, ...after!.metadata?.annotations };
  const { name, namespace } = before!.metadata!;
  const joined = new Resource({
    ...after!,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    ...(resource.behavior === 'merge' && { data: { ...before!['data'], ...after!['data'] } }),
  } as Manifest);
  return Object.assign(joined, {
    previous: old.previous,
    prefixes: old.prefixes,
    suffixes: old.suffixes,
    hashed: old.hashed && resource.hashed,
  });
}
