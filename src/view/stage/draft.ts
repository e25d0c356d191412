/** A StatefulSet that is in the manifest but not applied, which the stage shows as dashed slots. */
import type { Manifest, PersistentVolumeClaimTemplate, PodTemplateSpec, StatefulSet } from '../../engine/index.ts';

type Json = Readonly<Record<string, unknown>>;

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(object) : []);
const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
const count = (value: unknown, fallback: number): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : fallback;

/**
 * Reads a manifest that was not validated; missing and unusable fields get the API server's defaults. Returns null if
 * it is not a StatefulSet with a name.
 */
export function draftSet(manifest: Manifest): StatefulSet | null {
  const metadata = object(manifest.metadata);
  const name = text(metadata.name, '');
  if (manifest.kind !== 'StatefulSet' || name === '') return null;
  const spec = object(manifest.spec);
  const strategy = object(spec.updateStrategy);
  const retention = object(spec.persistentVolumeClaimRetentionPolicy);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace: text(metadata.namespace, 'default'),
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
    },
    spec: {
      replicas: count(spec.replicas, 1),
      serviceName: text(spec.serviceName, ''),
      ordinals: { start: count(object(spec.ordinals).start, 0) },
      podManagementPolicy: text(spec.podManagementPolicy, 'OrderedReady') as 'OrderedReady',
      updateStrategy: {
        type: text(strategy.type, 'RollingUpdate') as 'RollingUpdate',
        rollingUpdate: { partition: count(object(strategy.rollingUpdate).partition, 0) },
      },
      revisionHistoryLimit: count(spec.revisionHistoryLimit, 10),
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: text(retention.whenDeleted, 'Retain') as 'Retain',
        whenScaled: text(retention.whenScaled, 'Retain') as 'Retain',
      },
      selector: {},
      template: draftTemplate(spec.template),
      volumeClaimTemplates: list(spec.volumeClaimTemplates).flatMap((template): PersistentVolumeClaimTemplate[] => {
        const templateName = text(object(template.metadata).name, '');
        return templateName === '' ? [] : [{ metadata: { name: templateName }, spec: {} }];
      }),
    },
    status: {},
  };
}

function draftTemplate(template: unknown): PodTemplateSpec {
  const containers = list(object(object(template).spec).containers).map((container) => ({
    name: text(container.name, ''),
    image: text(container.image, ''),
  }));
  return { spec: { containers } };
}
