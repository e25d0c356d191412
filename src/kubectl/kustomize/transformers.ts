/** Transformers: changes of a kustomization to all of its resources. */
// Models sigs.k8s.io/kustomize/api/internal/builtins and api/filters
import { BuildError } from './build-error.ts';
import {
  annotations,
  changeField,
  claimTemplateLabels,
  type FieldSpec,
  isFields,
  metadataLabels,
  replicas,
  selectorLabels,
  templateLabels,
} from './field-specs.ts';
import type { ImageArgs, Kustomization, LabelRule, Pairs } from './kustomization.ts';
import { gvkText, idText, isClusterScoped, isSelected, type Resource, type Resources, sameId } from './resource.ts';

export function setNamespace(resources: Resources, namespace: string): void {
  if (namespace === '') return;
  for (const resource of resources.all) {
    resource.remember();
    const { id } = resource;
    if (!isClusterScoped(id)) resource.setMetadata('namespace', namespace);
    if (id.kind === 'Namespace') resource.setMetadata('name', namespace);
    if (/^(Cluster)?RoleBinding$/.test(id.kind)) bindDefaultAccount(resource, namespace);
    const moved = resource.id;
    if (resources.all.filter((other) => sameId(other.id, moved)).length > 1) {
      throw new BuildError(`namespace transformation produces ID conflict: ${idText(moved)}`);
    }
  }
}

/** Only the ServiceAccount `default` exists in every namespace. */
function bindDefaultAccount({ object }: Resource, namespace: string): void {
  const { subjects } = object as { subjects?: unknown };
  if (!Array.isArray(subjects)) return;
  for (const subject of subjects) {
    if (isFields(subject) && subject['name'] === 'default') subject['namespace'] = namespace;
  }
}

/** Kinds whose names have a meaning elsewhere. */
const keepsName = ({ kind, group }: { kind: string; group: string }): boolean =>
  ['CustomResourceDefinition', 'Namespace'].includes(kind) ||
  (kind === 'APIService' && group === 'apiregistration.k8s.io');

export function addToNames(resources: Resources, { namePrefix, nameSuffix }: Kustomization): void {
  for (const resource of resources.all) {
    if (keepsName(resource.originalId)) continue;
    if (namePrefix !== '') {
      resource.remember();
      resource.prefixes = [...resource.prefixes, namePrefix];
      resource.setMetadata('name', namePrefix + resource.id.name);
    }
    if (nameSuffix !== '') {
      resource.remember();
      resource.suffixes = [...resource.suffixes, nameSuffix];
      resource.setMetadata('name', resource.id.name + nameSuffix);
    }
  }
}

export function addLabels(resources: Resources, { labels, commonLabels }: Kustomization): void {
  for (const rule of labels) addPairs(resources, rule.pairs ?? {}, fieldsFor(rule));
  addPairs(resources, commonLabels, fieldsFor({ pairs: commonLabels, includeSelectors: true }));
}

function fieldsFor({
  includeSelectors,
  includeTemplates,
  includeVolumeClaimTemplates,
}: LabelRule): readonly FieldSpec[] {
  return [
    ...metadataLabels,
    ...(includeSelectors ? selectorLabels : []),
    ...(includeSelectors || includeTemplates ? templateLabels : []),
    ...(includeSelectors || includeVolumeClaimTemplates ? claimTemplateLabels : []),
  ];
}

export function addAnnotations(resources: Resources, { commonAnnotations }: Kustomization): void {
  addPairs(resources, commonAnnotations, annotations);
}

function addPairs(resources: Resources, pairs: Pairs, specs: readonly FieldSpec[]): void {
  if (Object.keys(pairs).length === 0) return;
  for (const resource of resources.all) {
    for (const spec of specs) {
      changeField(resource, spec, (value) => ({ ...(isFields(value) ? value : {}), ...pairs }));
    }
  }
}

export function setReplicas(resources: Resources, { replicas: wanted }: Kustomization): void {
  for (const { name = '', count = 0 } of wanted) {
    let found = false;
    for (const spec of replicas) {
      for (const resource of resources.withAnyId((id) => id.name === name && isSelected(id, spec.of))) {
        found = true;
        changeField(resource, spec, () => count);
      }
    }
    if (found) continue;
    const kinds = replicas.map(({ of }) => gvkText({ group: '', version: '', kind: '', ...of }));
    throw new BuildError(
      `resource with name ${name} does not match a config with the following GVK [${kinds.join(' ')}]`,
    );
  }
}

export function setImages(resources: Resources, { images }: Kustomization): void {
  for (const image of images) {
    for (const { object, id } of resources.all) if (id.kind !== 'CustomResourceDefinition') walkImages(object, image);
  }
}

/** Images are in containers, of any kind that has these. */
function walkImages(value: unknown, image: ImageArgs): void {
  if (Array.isArray(value)) for (const item of value) walkImages(item, image);
  if (!isFields(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    walkImages(inner, image);
    if ((key !== 'containers' && key !== 'initContainers') || !Array.isArray(inner)) continue;
    for (const container of inner) {
      if (!isFields(container) || typeof container['image'] !== 'string') continue;
      container['image'] = changedImage(container['image'], image);
    }
  }
}

function changedImage(
  current: string,
  { name = '', newName = '', newTag = '', digest = '', tagSuffix = '' }: ImageArgs,
): string {
  const parts = splitImage(current);
  if (parts.name !== name) return current;
  const changed = { ...parts, ...(newName !== '' && { name: newName }) };
  if (newTag !== '' || digest !== '') Object.assign(changed, { tag: newTag, digest });
  if (tagSuffix !== '') Object.assign(changed, { tag: `${changed.tag}${tagSuffix}`, digest: '' });
  return `${changed.name}${changed.tag && `:${changed.tag}`}${changed.digest && `@${changed.digest}`}`;
}

function splitImage(image: string): { readonly name: string; readonly tag: string; readonly digest: string } {
  const at = image.indexOf('@');
  const [tagged, digest] = at < 0 ? [image, ''] : [image.slice(0, at), image.slice(at + 1)];
  const colon = tagged.lastIndexOf(':');
  // A colon before a slash belongs to the port of a registry.
  if (colon < 0 || tagged.indexOf('/', colon) >= 0) return { name: tagged, tag: '', digest };
  return { name: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}
