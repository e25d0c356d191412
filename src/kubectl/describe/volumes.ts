/** Describes the volumes of a Pod. */
import type { PodSpec } from '../../engine/index.ts';
import { field, isFields, list, sortedEntries, text } from '../resources/fields.ts';
import type { Description } from './description.ts';
import { dataSourceRows, indented, projectedRows, type Row, sourceRows } from './volume-sources.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];

export function describeVolumes(out: Description, volumes: readonly Volume[], space: string): void {
  if (volumes.length === 0) {
    out.line(0, `${space}Volumes:\t<none>`);
    return;
  }
  out.line(0, `${space}Volumes:`);
  for (const volume of volumes) {
    out.line(1, `${space === '' ? '' : ' '}${volume.name}:`);
    describeSource(out, rows(volume));
  }
}

/** Adds the rows of a volume's source. */
export function describeSource(out: Description, found: readonly Row[] | undefined): void {
  if (found === undefined) out.line(1, '<unknown>');
  for (const [title, value] of found ?? []) out.line(2, value === undefined ? title : `${title}:\t${value}`);
}

function rows(volume: Volume): readonly Row[] | undefined {
  if (volume.projected) {
    return [
      ['Type', 'Projected (a volume that contains injected data from multiple sources)'],
      ...projectedRows(volume),
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
  return sourceRows(volume, 'Pod');
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
    ...dataSourceRows(template),
  ];
}

/** Returns labels or annotations. */
const entryRows = (title: string, entries: unknown, between: string): readonly Row[] =>
  indented(
    title,
    isFields(entries) ? sortedEntries(entries).map(([key, value]) => `${key}${between}${String(value)}`) : [],
  );
