/** Builds a kustomization. */
// Models sigs.k8s.io/kustomize/api/internal/target/kusttarget.go and api/krusty/kustomizer.go
import type { Manifest } from '../../engine/index.ts';
import { type ManifestFile, parseManifests } from '../../manifests/parse.ts';
import { BuildError, within } from './build-error.ts';
import { contentHash } from './content-hash.ts';
import { generate } from './generators.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { type BuildFiles, Loader } from './loader.ts';
import { fixReferences } from './name-references.ts';
import { patch, patchJson } from './patches.ts';
import { Resource, Resources } from './resource.ts';
import { inOrder } from './sort.ts';
import { addAnnotations, addLabels, addToNames, setImages, setNamespace, setReplicas } from './transformers.ts';

export interface BuildOptions {
  /** Called with each warning about a deprecated field, as one line. */
  readonly warn?: (line: string) => void;
  /** True to allow files outside the directory of a kustomization. */
  readonly unrestricted?: boolean;
}

/**
 * @param directory As it was typed.
 * @throws BuildError
 */
export function build(
  directory: string,
  files: BuildFiles,
  { warn = () => undefined, unrestricted = false }: BuildOptions = {},
): readonly Manifest[] {
  const target = new Target(Loader.at(directory, files, unrestricted), warn);
  const resources = new Resources();
  target.accumulate(resources);
  for (const resource of resources.all) {
    if (!resource.hashed) continue;
    resource.remember();
    resource.setMetadata('name', `${resource.id.name}-${contentHash(resource.object, '')}`);
  }
  fixReferences(resources);
  const kept = resources.all.filter(({ object }) => object.metadata?.annotations?.[localConfig] === undefined);
  return inOrder(kept, target.kustomization.sortOptions).map(({ object }) => object);
}

/** Objects with this annotation are for tools, not for the cluster. */
const localConfig = 'config.kubernetes.io/local-config';

/** One kustomization. */
class Target {
  readonly kustomization: Kustomization;
  readonly #loader: Loader;
  readonly #warn: (line: string) => void;

  constructor(loader: Loader, warn: (line: string) => void) {
    this.#loader = loader;
    this.#warn = warn;
    this.kustomization = readKustomization(loader, warn);
  }

  /** Adds its resources to the given ones, and transforms all of them. */
  accumulate(resources: Resources): void {
    const { kustomization } = this;
    const loader = this.#loader;
    within('accumulating resources', () => {
      for (const path of kustomization.resources) this.#add(path, resources);
    });
    generate(resources, kustomization, loader);
    within('accumulating components', () => {
      for (const path of kustomization.components) this.#component(path, resources);
    });
    patch(resources, kustomization, loader);
    setNamespace(resources, kustomization.namespace);
    addToNames(resources, kustomization);
    addLabels(resources, kustomization);
    addAnnotations(resources, kustomization);
    patchJson(resources, kustomization, loader);
    setReplicas(resources, kustomization);
    setImages(resources, kustomization);
  }

  /** A file with objects, or the directory of another kustomization. */
  #add(path: string, resources: Resources): void {
    try {
      for (const resource of this.#read(path))
        within(`merging resources from '${path}'`, () => resources.add(resource));
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      // A path that is not a file may be a directory.
      if (error.malformed) throw error;
      within(`accumulation err='${error.message}'`, () => this.#directory(path, resources));
    }
  }

  #read(path: string): readonly Resource[] {
    return within(`accumulating resources from '${path}'`, () => objectsIn(this.#loader.read(path), path));
  }

  #directory(path: string, resources: Resources): void {
    const base = this.#enter(path, 'Kustomization');
    const own = new Resources();
    within(`recursed accumulation of path '${base.#loader.root}'`, () => base.accumulate(own));
    within(`recursed merging from path '${base.#loader.root}'`, () => {
      for (const resource of own.all) resources.add(resource);
    });
  }

  /** A component transforms the given resources. */
  #component(path: string, resources: Resources): void {
    const component = this.#enter(path, 'Component');
    within(`recursed accumulation of path '${component.#loader.root}'`, () => component.accumulate(resources));
  }

  #enter(path: string, kind: 'Kustomization' | 'Component'): Target {
    const loader = this.#loader.enter(path);
    const entered = within(`couldn't make target for path '${loader.root}'`, () => new Target(loader, this.#warn));
    const given = entered.kustomization.kind;
    if (kind === 'Component' && given !== kind) {
      throw new BuildError(`expected kind 'Component' for path '${loader.root}' but got '${given}'`);
    }
    if (kind !== 'Component' && given === 'Component') {
      throw new BuildError(`expected kind != 'Component' for path '${loader.root}'`);
    }
    return entered;
  }
}

function objectsIn(text: string, path: string): readonly Resource[] {
  const { documents, error }: ManifestFile = parseManifests(text, 'resource');
  if (error !== undefined) {
    const [, yaml] = /error converting YAML to JSON: (.*)$/s.exec(error.message) ?? [];
    if (yaml !== undefined) throw new BuildError(`MalformedYAMLError: ${yaml} in File: ${path}`, true);
    if (/kind not set/.test(error.message)) throw new BuildError('missing kind in object');
    throw new BuildError(error.message.replace(/^error (parsing|validating) "?resource"?: /, ''));
  }
  return documents.map(({ object }) => {
    const { apiVersion, kind, metadata } = object;
    if (!metadata?.name) {
      const namespace = metadata?.namespace ?? '';
      throw new BuildError(`missing metadata.name in object {{${apiVersion} ${kind}} {{ ${namespace}} map[] map[]}}`);
    }
    return new Resource(object);
  });
}
