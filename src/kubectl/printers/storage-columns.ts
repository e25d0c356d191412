/** Columns of volumes, claims, classes and drivers. */
import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
  storageClassNameOf,
} from '../../engine/index.ts';
import { age } from '../text/age.ts';
import { field, list, text } from '../resources/fields.ts';
import { accessModes } from './cells.ts';
import { created, define, name, size, truth } from './row.ts';
import { columns, type TableDefinition } from './table.ts';

const unset = (value: string | undefined): string => value ?? '<unset>';

/** The capacity of a claim with a volume; empty if the volume is lost. */
export const claimCapacity = ({ spec, status }: PersistentVolumeClaim): string =>
  spec.volumeName ? text(status, 'capacity.storage') || '0' : '';

const claimTable: TableDefinition = {
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

const volumeTable: TableDefinition = {
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
      claim === undefined ? '' : `${claim.namespace ?? ''}/${claim.name ?? ''}`,
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

const classTable: TableDefinition = {
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

const defaultAttributesClass = 'storage.kubernetes.io/is-default-class';

export const storageTables: Readonly<Record<string, TableDefinition>> = {
  persistentvolumes: volumeTable,
  persistentvolumeclaims: claimTable,
  'storageclasses.storage.k8s.io': classTable,
  'volumeattributesclasses.storage.k8s.io': define('Name, DriverName, Age', (object, context) => [
    name(object) + (object.metadata.annotations?.[defaultAttributesClass] === 'true' ? ' (default)' : ''),
    text(object, 'driverName'),
    created(object, context),
  ]),
  'volumeattachments.storage.k8s.io': define('Name, Attacher, PV, Node, Attached, Age', (attachment, context) => [
    name(attachment),
    text(attachment, 'spec.attacher'),
    text(attachment, 'spec.source.persistentVolumeName'),
    text(attachment, 'spec.nodeName'),
    truth(attachment, 'status.attached'),
    created(attachment, context),
  ]),
  'csinodes.storage.k8s.io': define('Name, Drivers, Age', (node, context) => [
    name(node),
    size(node, 'spec.drivers'),
    created(node, context),
  ]),
  'csidrivers.storage.k8s.io': define(
    'Name, AttachRequired, PodInfoOnMount, StorageCapacity, TokenRequests, RequiresRepublish, Modes, Age',
    (driver, context) => [
      name(driver),
      field(driver, 'spec.attachRequired') === undefined ? 'true' : truth(driver, 'spec.attachRequired'),
      truth(driver, 'spec.podInfoOnMount'),
      truth(driver, 'spec.storageCapacity'),
      field(driver, 'spec.tokenRequests') === undefined
        ? '<unset>'
        : list(driver, 'spec.tokenRequests')
            .map((request) => text(request, 'audience'))
            .join(','),
      truth(driver, 'spec.requiresRepublish'),
      list(driver, 'spec.volumeLifecycleModes').join(',') || '<none>',
      created(driver, context),
    ],
  ),
  'csistoragecapacities.storage.k8s.io': define('Name, StorageClassName, Capacity', (capacity) => [
    name(capacity),
    text(capacity, 'storageClassName'),
    text(capacity, 'capacity') || '<unset>',
  ]),
};
