/** Describes the volumes of a Pod. */
import type { PodSpec } from '../../engine/index.ts';
import { field, isFields, list, text } from '../resources/fields.ts';
import type { Description } from './description.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];
/** A title with its value, or a line without one. */
type Row = readonly [title: string, value?: string];

export function describeVolumes(out: Description, volumes: readonly Volume[], space: string): void {
  if (volumes.length === 0) {
    out.line(0, `${space}Volumes:\t<none>`);
    return;
  }
  out.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    out.line(1, `${space === '' ? '' : ' '}${volume.name}:`);
    for (const [title, value] of rows(volume)) out.line(2, value === undefined ? title : `${title}:\t${value}`);
  }
}

const orFalse = (value: unknown, path: string): string => String(field(value, path) === true);

function rows(volume: Volume): readonly Row[] {
  if (volume.persistentVolumeClaim) {
    return [
      ['Type', 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)'],
      ['ClaimName', volume.persistentVolumeClaim.claimName],
      ['ReadOnly', orFalse(volume, 'persistentVolumeClaim.readOnly')],
    ];
  }
  if (volume.emptyDir) {
    return [
      ['Type', "EmptyDir (a temporary directory that shares a pod's lifetime)"],
      ['Medium', text(volume, 'emptyDir.medium')],
      ['SizeLimit', text(volume, 'emptyDir.sizeLimit') || '<unset>'],
    ];
  }
  if (volume.hostPath) {
    return [
      ['Type', 'HostPath (bare host directory volume)'],
      ['Path', volume.hostPath.path],
      ['HostPathType', volume.hostPath.type ?? '<none>'],
    ];
  }
  if (volume.configMap) {
    return [
      ['Type', 'ConfigMap (a volume populated by a ConfigMap)'],
      ['Name', text(volume, 'configMap.name')],
      ['Optional', orFalse(volume, 'configMap.optional')],
    ];
  }
  if (volume.secret) {
    return [
      ['Type', 'Secret (a volume populated by a Secret)'],
      ['SecretName', text(volume, 'secret.secretName')],
      ['Optional', orFalse(volume, 'secret.optional')],
    ];
  }
  if (volume.projected) {
    return [
      ['Type', 'Projected (a volume that contains injected data from multiple sources)'],
      ...list(volume, 'projected.sources').flatMap(projectedRows),
    ];
  }
  if (volume.downwardAPI) {
    const items = list(volume, 'downwardAPI.items');
    return [
      ['Type', 'DownwardAPI (a volume populated by information about the pod)'],
      ['Items:'],
      ...items.map((item): Row => {
        const from = text(item, 'fieldRef.fieldPath') || text(item, 'resourceFieldRef.resource');
        return [`  ${from} -> ${text(item, 'path')}`];
      }),
    ];
  }
  if (volume.ephemeral) {
    return [
      ['Type', 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)'],
      ...(volume.ephemeral.volumeClaimTemplate ? templateRows(volume.ephemeral.volumeClaimTemplate) : []),
    ];
  }
  return [['<unknown>']];
}

/** Returns the rows of a claim that does not exist yet. */
function templateRows(template: object): readonly Row[] {
  const mode = text(template, 'spec.volumeMode');
  return [
    ['StorageClass', text(template, 'spec.storageClassName')],
    ['Volume', text(template, 'spec.volumeName')],
    ...entryRows('Labels', field(template, 'metadata.labels'), '='),
    ...entryRows('Annotations', field(template, 'metadata.annotations'), ': '),
    ['Capacity', ''],
    ['Access Modes', ''],
    ...(mode === '' ? [] : [['VolumeMode', mode] as const]),
  ];
}

/** Returns labels or annotations; kubectl indents them once more than the other values. */
function entryRows(title: string, entries: unknown, between: string): readonly Row[] {
  const sorted = isFields(entries) ? Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  const [first = '<none>', ...others] = sorted.map(([key, value]) => `${key}${between}${String(value)}`);
  return [[title, `    ${first}`], ...others.map((line): Row => [`    \t    ${line}`])];
}

function projectedRows(source: unknown): readonly Row[] {
  if (!isFields(source)) return [];
  if (isFields(source['serviceAccountToken'])) {
    return [['TokenExpirationSeconds', text(source, 'serviceAccountToken.expirationSeconds')]];
  }
  if (isFields(source['configMap'])) {
    return [
      ['ConfigMapName', text(source, 'configMap.name')],
      ['Optional', orFalse(source, 'configMap.optional')],
    ];
  }
  if (isFields(source['secret'])) {
    return [
      ['SecretName', text(source, 'secret.name')],
      ['Optional', orFalse(source, 'secret.optional')],
    ];
  }
  return [['DownwardAPI', 'true']];
}
