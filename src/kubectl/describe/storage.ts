/** Describes claims, volumes and classes. */
import {
  claimNames,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
  storageClassNameOf,
} from '../../engine/index.ts';
import { age, longTime } from '../text/age.ts';
import { field, list, text, texts } from '../resources/fields.ts';
import { accessModes } from '../printers/cells.ts';
import { goString } from '../printers/go-value.ts';
import { claimCapacity, isDefaultClass } from '../printers/storage-columns.ts';
import { formatLabels } from '../printers/table.ts';
import type { Description } from './description.ts';
import { dataSourceRows, sourceRows } from './volume-sources.ts';
import { describeSource } from './volumes.ts';
import { type Describe, head, labelsAndAnnotations, nameOnly, trueOrFalse } from './workloads.ts';

function phase(out: Description, metadata: { readonly deletionTimestamp?: string }, now: number, word: string): void {
  const gone = metadata.deletionTimestamp;
  out.line(0, `Status:\t${gone === undefined ? word : `Terminating (lasts ${age(gone, now)})`}`);
}

export const describeClaim: Describe = (out, object, { view, now }) => {
  const { metadata, spec, status } = object as PersistentVolumeClaim;
  head(out, object).line(0, `StorageClass:\t${storageClassNameOf(object as PersistentVolumeClaim)}`);
  phase(out, metadata, now, status.phase ?? '');
  out.line(0, `Volume:\t${spec.volumeName ?? ''}`);
  labelsAndAnnotations(out, object).line(0, `Finalizers:\t${goString(metadata.finalizers ?? [])}`);
  const bound = (spec.volumeName ?? '') !== '';
  out.line(0, `Capacity:\t${claimCapacity(object as PersistentVolumeClaim)}`);
  out.line(0, `Access Modes:\t${bound ? accessModes(status.accessModes ?? []) : ''}`);
  if (spec.volumeMode) out.line(0, `VolumeMode:\t${spec.volumeMode}`);
  for (const [title, value] of dataSourceRows(object)) out.line(0, value === undefined ? title : `${title}:\t${value}`);
  const users = view
    .list('pods', { namespace: metadata.namespace ?? 'default' })
    .filter((pod) => claimNames(pod).includes(metadata.name))
    .map((pod) => pod.metadata.name);
  out.several('Used By', users);
  const conditions = list(status, 'conditions');
  if (conditions.length > 0) {
    out.line(0, 'Conditions:').line(1, 'Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage');
    out.line(1, '----\t------\t-----------------\t------------------\t------\t-------');
    for (const c of conditions) {
      const fields = ['type', 'status', 'lastProbeTime', 'lastTransitionTime', 'reason', 'message'];
      out.line(1, fields.map((name) => (name.endsWith('Time') ? longTime(text(c, name)) : text(c, name))).join(' \t'));
    }
  }
};

export const describeVolume: Describe = (out, object, { now }) => {
  const { metadata, spec, status } = object as PersistentVolume;
  out.line(0, `Name:\t${metadata.name}`);
  labelsAndAnnotations(out, object)
    .line(0, `Finalizers:\t${goString(metadata.finalizers ?? [])}`)
    .line(0, `StorageClass:\t${storageClassNameOf(object as PersistentVolume)}`);
  phase(out, metadata, now, status.phase ?? '');
  out
    .line(0, `Claim:\t${spec.claimRef ? `${spec.claimRef.namespace ?? ''}/${spec.claimRef.name ?? ''}` : ''}`)
    .line(0, `Reclaim Policy:\t${spec.persistentVolumeReclaimPolicy ?? ''}`)
    .line(0, `Access Modes:\t${accessModes(spec.accessModes ?? [])}`);
  if (spec.volumeMode) out.line(0, `VolumeMode:\t${spec.volumeMode}`);
  out.line(0, `Capacity:\t${text(spec, 'capacity.storage')}`);
  nodeAffinity(out, object as PersistentVolume);
  out.line(0, `Message:\t${status.message ?? ''}`).line(0, 'Source:');
  describeSource(out, sourceRows(spec, 'PersistentVolume'));
};

function nodeAffinity(out: Description, { spec }: PersistentVolume): void {
  const terms = list(spec, 'nodeAffinity.required.nodeSelectorTerms');
  out.line(0, `Node Affinity:\t${terms.length === 0 ? '<none>' : ''}`);
  if (terms.length === 0) return;
  out.line(1, 'Required Terms:\t');
  for (const [i, term] of terms.entries()) {
    const expressions = list(term, 'matchExpressions').map((e) => {
      const values = list(e, 'values').join(', ');
      return `${text(e, 'key')} ${text(e, 'operator').toLowerCase()}${values === '' ? '' : ` [${values}]`}`;
    });
    out.line(2, `Term ${i}:\t${expressions[0] ?? '<none>'}`);
    for (const expression of expressions.slice(1)) out.line(2, `\t${expression}`);
  }
}

export const describeClass: Describe = (out, object) => {
  const storageClass = object as StorageClass;
  const options = list(object, 'mountOptions').map(String);
  nameOnly(out, object)
    .line(0, `IsDefaultClass:\t${isDefaultClass(storageClass) ? 'Yes' : 'No'}`)
    .line(0, `Annotations:\t${formatLabels(storageClass.metadata.annotations)}`)
    .line(0, `Provisioner:\t${storageClass.provisioner}`)
    .line(0, `Parameters:\t${formatLabels(texts(object, 'parameters'))}`)
    .line(0, `AllowVolumeExpansion:\t${trueOrFalse(object, 'allowVolumeExpansion')}`)
    .line(0, `MountOptions:${options.length === 0 ? '\t<none>' : ''}`);
  for (const option of options) out.line(1, option);
  out
    .line(0, `ReclaimPolicy:\t${storageClass.reclaimPolicy}`)
    .line(0, `VolumeBindingMode:\t${storageClass.volumeBindingMode}`);
  const topologies = list(object, 'allowedTopologies');
  if (field(object, 'allowedTopologies') === undefined) return;
  out.line(0, `AllowedTopologies:\t${topologies.length === 0 ? '<none>' : ''}`);
  for (const [i, term] of topologies.entries()) {
    const expressions = list(term, 'matchLabelExpressions').map(
      (one) => `${text(one, 'key')} in [${list(one, 'values').join(', ')}]`,
    );
    out.line(1, `Term ${i}:\t${expressions[0] ?? '<none>'}`);
    for (const expression of expressions.slice(1)) out.line(1, `\t${expression}`);
  }
};

export const describeAttributesClass: Describe = (out, object) => {
  nameOnly(out, object)
    .line(0, `Annotations:\t${formatLabels(object.metadata.annotations)}`)
    .line(0, `DriverName:\t${text(object, 'driverName')}`)
    .line(0, `Parameters:\t${formatLabels(texts(object, 'parameters'))}`);
};

export const describeCsiNode: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object)
    .line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`)
    .line(0, 'Spec:');
  if (field(object, 'spec.drivers') === undefined) return;
  out.line(1, 'Drivers:');
  for (const driver of list(object, 'spec.drivers')) {
    out.line(2, `${text(driver, 'name')}:`).line(3, `Node ID:\t${text(driver, 'nodeID')}`);
    const count = text(driver, 'allocatable.count');
    if (count !== '') out.line(3, 'Allocatables:').line(4, `Count:\t${count}`);
    if (field(driver, 'topologyKeys') !== undefined)
      out.line(3, `Topology Keys:\t${goString(list(driver, 'topologyKeys'))}`);
  }
};
