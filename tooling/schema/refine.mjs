// Refinements that the types cannot express: the schema of each kind, integers, defaults and ranges.

/**
 * @typedef {Record<string, any> & {
 *   properties?: Record<string, Schema>,
 *   definitions?: Record<string, Schema>,
 * }} Schema
 */

/** Kubernetes' defaults and ranges (its defaults.go and validation.go), by definition and field. */
const facts = {
  StatefulSetSpec: {
    replicas: { default: 1, minimum: 0 },
    podManagementPolicy: { default: 'OrderedReady' },
    revisionHistoryLimit: { default: 10, minimum: 0 },
    minReadySeconds: { default: 0, minimum: 0 },
  },
  StatefulSetOrdinals: { start: { default: 0, minimum: 0 } },
  StatefulSetUpdateStrategy: { type: { default: 'RollingUpdate' } },
  RollingUpdateStatefulSetStrategy: { partition: { default: 0, minimum: 0 } },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    whenDeleted: { default: 'Retain' },
    whenScaled: { default: 'Retain' },
  },
  DeploymentSpec: { replicas: { default: 1, minimum: 0 }, revisionHistoryLimit: { default: 10, minimum: 0 } },
  DeploymentStrategy: { type: { default: 'RollingUpdate' } },
  PodSpec: {
    restartPolicy: { default: 'Always' },
    terminationGracePeriodSeconds: { default: 30, minimum: 0 },
    dnsPolicy: { default: 'ClusterFirst' },
  },
  ContainerPort: {
    containerPort: { minimum: 1, maximum: 65535 },
    protocol: { default: 'TCP' },
  },
  Probe: {
    periodSeconds: { default: 10 },
    timeoutSeconds: { default: 1 },
    successThreshold: { default: 1 },
    failureThreshold: { default: 3 },
  },
  ServiceSpec: { type: { default: 'ClusterIP' }, sessionAffinity: { default: 'None' } },
  ServicePort: { port: { minimum: 1, maximum: 65535 }, protocol: { default: 'TCP' } },
  PersistentVolumeClaimSpec: { volumeMode: { default: 'Filesystem' } },
  StorageClass: { reclaimPolicy: { default: 'Delete' }, volumeBindingMode: { default: 'Immediate' } },
};

const prefix = '#/definitions/';

/**
 * Fields that the API server and the controllers write: allowed in a manifest, never proposed, and not described in
 * depth.
 */
const systemFields = { ObjectMeta: ['managedFields'], kinds: ['status'] };

/**
 * Walks all schemas in `schema`, itself included.
 * @param {any} schema @param {(schema: Schema) => void} visit
 */
function walk(schema, visit) {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) visit(schema);
  for (const part of Object.values(schema)) walk(part, visit);
}

/** @param {Schema} schema @returns {Set<string>} The names of the definitions that it refers to. */
export function references(schema) {
  /** @type {Set<string>} */
  const names = new Set();
  walk(schema, ({ $ref }) => {
    if (typeof $ref === 'string') names.add($ref.replace(prefix, ''));
  });
  return names;
}

/**
 * @param {Record<string, Schema>} definitions
 * @param {Iterable<string>} roots
 * @returns {Record<string, Schema>} The definitions that `roots` reach, by name.
 */
function reachable(definitions, roots) {
  /** @type {Record<string, Schema>} */
  const kept = {};
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const definition = definitions[name];
    if (definition === undefined) throw new Error(`The schema refers to ${name}, which is not defined.`);
    if (name in kept) continue;
    kept[name] = definition;
    queue.push(...references(definition));
  }
  return kept;
}

/**
 * Messages name definitions: `Expected "ServicePort"`. The types' names are Kubernetes' with an I before them.
 * @param {Schema} generated Changed in place.
 * @returns {Record<string, Schema>}
 */
function withKubernetesNames(generated) {
  walk(generated, (schema) => {
    if (typeof schema.$ref === 'string') schema.$ref = schema.$ref.replace(`${prefix}I`, prefix);
  });
  /** @type {Record<string, Schema>} */
  const definitions = {};
  for (const [typeName, definition] of Object.entries(generated.definitions ?? {})) {
    const title = typeName.slice(1);
    // The title precedes the description of each field of the type.
    definitions[title] = { title, ...definition };
  }
  return definitions;
}

/** The hover shows Markdown; the types keep the line breaks of Kubernetes' descriptions, with `*` escaped. */
function describe(/** @type {Schema} */ schema) {
  if (typeof schema.markdownDescription !== 'string') return;
  schema.markdownDescription = schema.markdownDescription.replaceAll('\\*', '*');
  delete schema.description;
}

/** Of these kinds, only a Quantity can be a fraction. */
function makeWhole(/** @type {Schema} */ schema) {
  if (schema.type === 'number') schema.type = 'integer';
}

/**
 * One schema for every document of a manifest. `if` looks at `apiVersion` and `kind`, so that a document is held
 * against its own kind and a message is about that kind: an `anyOf` would report the nearest miss.
 * @param {Record<string, Schema>} definitions
 * @param {readonly string[]} kinds The definitions of the kinds.
 * @returns {Schema}
 */
export function byKind(definitions, kinds) {
  const heads = kinds.map((name) => {
    const properties = definitions[name]?.properties;
    const apiVersion = properties?.apiVersion?.const;
    const kind = properties?.kind?.const;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') throw new Error(`${name} is no kind.`);
    return { name, apiVersion, kind };
  });
  const [first] = kinds;
  const { apiVersion, kind } = definitions[String(first)]?.properties ?? {};
  return {
    title: 'Kubernetes',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: {
        enum: [...new Set(heads.map((head) => head.apiVersion))],
        markdownDescription: apiVersion?.markdownDescription,
      },
      kind: { enum: heads.map((head) => head.kind), markdownDescription: kind?.markdownDescription },
    },
    allOf: heads.map((head) => ({
      if: {
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { const: head.apiVersion }, kind: { const: head.kind } },
      },
      then: { $ref: `${prefix}${head.name}` },
    })),
  };
}

/**
 * @param {Schema} generated From the types: one `anyOf` over the kinds. Changed in place.
 * @returns {Schema} What the editor loads.
 */
export function refine(generated) {
  const { $schema } = generated;
  const definitions = withKubernetesNames(generated);
  /** @type {string[]} */
  const kinds = generated.anyOf.map((/** @type {Schema} */ { $ref }) => $ref.replace(prefix, ''));
  walk(definitions, describe);
  walk(definitions, makeWhole);
  for (const [name, fields] of Object.entries(facts)) {
    for (const [field, fact] of Object.entries(fields)) Object.assign(property(definitions, name, field), fact);
  }
  for (const [names, fields] of [
    [['ObjectMeta'], systemFields.ObjectMeta],
    [kinds, systemFields.kinds],
  ]) {
    for (const name of names ?? []) for (const field of fields ?? []) leaveOpen(definitions, name, field);
  }
  // `kubectl create --dry-run=client -o yaml` writes `creationTimestamp: null`.
  const created = property(definitions, 'ObjectMeta', 'creationTimestamp');
  delete created.$ref;
  created.type = ['string', 'null'];
  return { $schema, ...byKind(definitions, kinds), definitions: reachable(definitions, kinds) };
}

/** @param {Record<string, Schema>} definitions @param {string} name @param {string} field @returns {Schema} */
function property(definitions, name, field) {
  const found = definitions[name]?.properties?.[field];
  if (found === undefined) throw new Error(`The types know no ${name}.${field}.`);
  return found;
}

/** @param {Record<string, Schema>} definitions @param {string} name @param {string} field */
function leaveOpen(definitions, name, field) {
  const properties = definitions[name]?.properties;
  const found = properties?.[field];
  if (properties === undefined || found === undefined) return;
  properties[field] = { markdownDescription: found.markdownDescription, doNotSuggest: true };
}
