/** Reads a kustomization file. */
// Models sigs.k8s.io/kustomize/api/types/kustomization.go
import { parseValue } from '../../manifests/parse.ts';
import { BuildError } from './build-error.ts';
import { decode, type Type } from './decode.ts';
import type { Loader } from './loader.ts';

export type Pairs = Readonly<Record<string, string>>;

export interface LabelRule {
  readonly pairs: Pairs;
  readonly includeSelectors?: boolean;
  readonly includeTemplates?: boolean;
  readonly includeVolumeClaimTemplates?: boolean;
}

export interface GeneratorOptions {
  readonly labels?: Pairs;
  readonly annotations?: Pairs;
  readonly disableNameSuffixHash?: boolean;
  readonly immutable?: boolean;
}

export interface GeneratorArgs {
  readonly name?: string;
  readonly namespace?: string;
  readonly behavior?: string;
  readonly literals?: readonly string[];
  readonly files?: readonly string[];
  readonly envs?: readonly string[];
  readonly env?: string;
  /** For a Secret. */
  readonly type?: string;
  readonly options?: GeneratorOptions;
}

export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

export interface PatchArgs {
  readonly path?: string;
  readonly patch?: string;
  readonly target?: Selector;
  readonly options?: { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean };
}

export interface ImageArgs {
  readonly name?: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
  readonly tagSuffix?: string;
}

export interface SortOptions {
  readonly order?: string;
  readonly legacySortOptions?: { readonly orderFirst?: readonly string[]; readonly orderLast?: readonly string[] };
}

export interface Kustomization {
  readonly kind: string;
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly namespace: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly labels: readonly LabelRule[];
  readonly commonLabels: Pairs;
  readonly commonAnnotations: Pairs;
  readonly images: readonly ImageArgs[];
  readonly replicas: readonly { readonly name?: string; readonly count?: number }[];
  readonly configMapGenerator: readonly GeneratorArgs[];
  readonly secretGenerator: readonly GeneratorArgs[];
  readonly generatorOptions?: GeneratorOptions;
  readonly patches: readonly PatchArgs[];
  readonly patchesStrategicMerge: readonly string[];
  readonly patchesJson6902: readonly PatchArgs[];
  readonly sortOptions?: SortOptions;
}

const pairs: Type = { map: 'string' };
const options: Type = {
  struct: 'types.GeneratorOptions',
  fields: { labels: pairs, annotations: pairs, disableNameSuffixHash: 'bool', immutable: 'bool' },
};
const sources = {
  name: 'string',
  namespace: 'string',
  behavior: 'string',
  literals: { list: 'string' },
  files: { list: 'string' },
  envs: { list: 'string' },
  env: 'string',
  options,
} as const;
const selector: Type = {
  struct: 'types.Selector',
  fields: {
    group: 'string',
    version: 'string',
    kind: 'string',
    name: 'string',
    namespace: 'string',
    labelSelector: 'string',
    annotationSelector: 'string',
  },
};
const patch: Type = {
  struct: 'types.Patch',
  fields: {
    path: 'string',
    patch: 'string',
    target: selector,
    options: { struct: 'types.PatchArgs', fields: { allowNameChange: 'bool', allowKindChange: 'bool' } },
  },
};
const image: Type = {
  struct: 'types.Image',
  fields: { name: 'string', newName: 'string', newTag: 'string', digest: 'string', tagSuffix: 'string' },
};

const fields: Readonly<Record<string, Type>> = {
  apiVersion: 'string',
  kind: 'string',
  metadata: {
    struct: 'types.ObjectMeta',
    fields: { name: 'string', namespace: 'string', labels: pairs, annotations: pairs },
  },
  resources: { list: 'string' },
  bases: { list: 'string' },
  components: { list: 'string' },
  namespace: 'string',
  namePrefix: 'string',
  nameSuffix: 'string',
  labels: {
    list: {
      struct: 'types.Label',
      fields: {
        pairs,
        includeSelectors: 'bool',
        includeTemplates: 'bool',
        includeVolumeClaimTemplates: 'bool',
      },
      absent: ['fields'],
    },
  },
  commonLabels: pairs,
  commonAnnotations: pairs,
  images: { list: image },
  imageTags: { list: image },
  replicas: { list: { struct: 'types.Replica', fields: { name: 'string', count: 'int64' } } },
  configMapGenerator: { list: { struct: 'types.ConfigMapArgs', fields: sources, absent: ['fileMergeMode'] } },
  secretGenerator: {
    list: { struct: 'types.SecretArgs', fields: { ...sources, type: 'string' }, absent: ['fileMergeMode'] },
  },
  generatorOptions: options,
  patches: { list: patch },
  patchesStrategicMerge: { list: 'string' },
  patchesJson6902: { list: patch },
  sortOptions: {
    struct: 'types.SortOptions',
    fields: {
      order: 'string',
      legacySortOptions: {
        struct: 'types.LegacySortOptions',
        fields: { orderFirst: { list: 'string' }, orderLast: { list: 'string' } },
      },
    },
  },
};

/** Fields of kustomize that the lab does not support. */
const absent =
  'buildMetadata configurations crds generators helmChartInflationGenerator helmCharts helmGlobals inventory openapi replacements transformers validators vars';

const schema: Type = { struct: 'Kustomization', fields, absent: absent.split(' ') };

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const deprecated = [
  ['bases', 'resources'],
  ['commonLabels', 'labels'],
  ['imageTags', 'images'],
  ['patchesJson6902', 'patches'],
  ['patchesStrategicMerge', 'patches'],
] as const;

/** @param warn Called with each warning, as one line. */
export function readKustomization(loader: Loader, warn: (line: string) => void): Kustomization {
  const found = fileNames.flatMap((name) => loader.find(name) ?? []);
  const [text] = found;
  if (text === undefined) {
    const names = fileNames.map((name) => `'${name}'`);
    const last = names.pop();
    throw new BuildError(`unable to find one of ${names.join(', ')} or ${last} in directory '${loader.root}'`);
  }
  if (found.length > 1) throw new BuildError(`Found multiple kustomization files under: ${loader.root}\n`);
  const read = parseValue(text);
  if ('error' in read) {
    throw new BuildError(`invalid Kustomization: error converting YAML to JSON: ${read.error}`);
  }
  const given = decode(read.value ?? {}, schema) as Partial<Kustomization> & Record<string, unknown>;
  for (const [field, instead] of deprecated) {
    if (given[field] === undefined) continue;
    warn(
      `# Warning: '${field}' is deprecated. Please use '${instead}' instead. ` +
        "Run 'kustomize edit fix' to update your Kustomization automatically.",
    );
  }
  // These identify the file and have no effect.
  const said = Object.keys(given).filter((field) => !['apiVersion', 'kind', 'metadata'].includes(field));
  if (said.length === 0) throw new BuildError('kustomization.yaml is empty');
  checkType(given, loader.root);
  return {
    kind: given.kind ?? 'Kustomization',
    resources: [...(given.resources ?? []), ...((given['bases'] as string[] | undefined) ?? [])],
    components: given.components ?? [],
    namespace: given.namespace ?? '',
    namePrefix: given.namePrefix ?? '',
    nameSuffix: given.nameSuffix ?? '',
    labels: given.labels ?? [],
    commonLabels: given.commonLabels ?? {},
    commonAnnotations: given.commonAnnotations ?? {},
    images: [...(given.images ?? []), ...((given['imageTags'] as ImageArgs[] | undefined) ?? [])],
    replicas: given.replicas ?? [],
    configMapGenerator: given.configMapGenerator ?? [],
    secretGenerator: given.secretGenerator ?? [],
    ...(given.generatorOptions && { generatorOptions: given.generatorOptions }),
    patches: given.patches ?? [],
    patchesStrategicMerge: given.patchesStrategicMerge ?? [],
    patchesJson6902: given.patchesJson6902 ?? [],
    ...(given.sortOptions && { sortOptions: given.sortOptions }),
  };
}

function checkType({ kind = 'Kustomization', apiVersion }: Record<string, unknown>, root: string): void {
  const problems: string[] = [];
  if (kind !== 'Kustomization' && kind !== 'Component') problems.push('kind should be Kustomization or Component');
  const version = `kustomize.config.k8s.io/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  if (apiVersion !== undefined && apiVersion !== version) {
    problems.push(`apiVersion for ${String(kind)} should be ${version}`);
  }
  if (problems.length === 0) return;
  throw new BuildError(`Failed to read kustomization file under ${root}:\n${problems.join('\n')}`);
}
