/** Columns of volumes, claims and classes. */
import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
  storageClassNameOf,
} from '../../engine/index.ts';
import { age } from '../age.ts';
import { text } from '../fields.ts';
import { accessModes } from './cells.ts';
import { columns, type TableDefinition } from './table.ts';

const unset = (value: string | undefined): string => value ?? '<unset>';

/** The capacity of a claim that has a volume: nothing of one whose volume is lost. */
export const claimCapacity = ({ spec, status }: PersistentVolumeClaim): string =>
  spec.volumeName ? text(status, 'capacity.storage') || '0' : '';

export const claimTable: TableDefinition = {
  columns: columns(
    'Name, Status, Volume, Capacity, Access Modes, StorageClass, VolumeAttributesClass, Age, VolumeMode*',
  ),
  row: (object, { now }) => {
    const { metadata, spec, status } = object as PersistentVolumeClaim;
    const bound = (spec.volumeName ?? '') !== '';
    return [
      metadata.name,
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      spec.volumeName ?? '',
      claimCapacity(object as PersistentVolumeClaim),
      bound ? accessModes(status.accessModes ?? []) : '',
      storageClassNameOf(object as PersistentVolumeClaim),
      unset(spec.volumeAttributesClassName),
      age(metadata.creationTimestamp, now),
      unset(spec.volumeMode),
    ];
  },
};

export const volumeTable: TableDefinition = {
  columns: columns(
    'Name, Capacity, Access Modes, Reclaim Policy, Status, Claim, StorageClass, VolumeAttributesClass, Reason, Age, VolumeMode*',
  ),
  row: (object, { now }) => {
    const { metadata, spec, status } = object as PersistentVolume;
    const claim = spec.claimRef;
    return [
      metadata.name,
      text(spec, 'capacity.storage'),
      accessModes(spec.accessModes ?? []),
      spec.persistentVolumeReclaimPolicy ?? '',
      metadata.deletionTimestamp === undefined ? (status.phase ?? '') : 'Terminating',
      claim === undefined ? '' : `${claim.namespace}/${claim.name}`,
      storageClassNameOf(object as PersistentVolume),
      unset(spec.volumeAttributesClassName),
      status.reason ?? '',
      age(metadata.creationTimestamp, now),
      unset(spec.volumeMode),
    ];
  },
};

const defaultClass = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

export const isDefaultClass = ({ metadata }: StorageClass): boolean =>
  defaultClass.some((annotation) => metadata.annotations?.[annotation] === 'true');

export const classTable: TableDefinition = {
  columns: columns('Name, Provisioner, ReclaimPolicy, VolumeBindingMode, AllowVolumeExpansion, Age'),
  row: (object, { now }) => {
    const storageClass = object as StorageClass;
    return [
      storageClass.metadata.name + (isDefaultClass(storageClass) ? ' (default)' : ''),
      storageClass.provisioner,
      storageClass.reclaimPolicy,
      storageClass.volumeBindingMode,
      String(storageClass.allowVolumeExpansion ?? false),
      age(storageClass.metadata.creationTimestamp, now),
    ];
  },
};
