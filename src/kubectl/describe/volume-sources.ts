/** The rows of a volume's source, of a Pod's volume or of a PersistentVolume. */
// Models kubectl/pkg/describe/describe.go (print…VolumeSource)
import { field, isFields, list, sortedEntries, text } from '../resources/fields.ts';
import { goString } from '../printers/go-value.ts';

/** A title with its value, or a line without one. */
export type Row = readonly [title: string, value?: string];

/**
 * One line per source: its field, its type with what kubectl says of it, and its rows, `Title=path`. The mark behind a
 * path names the value of a field that is not set: `?` for `<none>`, `-` for `<unset>`, `#` for 0, `!` for false,
 * `[` for an empty list, `{` for an empty map; `&` is a reference. Without a mark, it is empty. `/` separates the rows
 * of a PersistentVolume, if they differ.
 */
const table = `
hostPath: HostPath (bare host directory volume): Path=path HostPathType=type?
emptyDir: EmptyDir (a temporary directory that shares a pod's lifetime): Medium=medium SizeLimit=sizeLimit-
gcePersistentDisk: GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine): PDName=pdName FSType=fsType Partition=partition# ReadOnly=readOnly!
awsElasticBlockStore: AWSElasticBlockStore (a Persistent Disk resource in AWS): VolumeID=volumeID FSType=fsType Partition=partition# ReadOnly=readOnly!
gitRepo: GitRepo (a volume that is pulled from git when the pod is created): Repository=repository Revision=revision
secret: Secret (a volume populated by a Secret): SecretName=secretName Optional=optional!
configMap: ConfigMap (a volume populated by a ConfigMap): Name=name Optional=optional!
nfs: NFS (an NFS mount that lasts the lifetime of a pod): Server=server Path=path ReadOnly=readOnly!
iscsi: ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod): TargetPortal=targetPortal IQN=iqn Lun=lun# ISCSIInterface=iscsiInterface FSType=fsType ReadOnly=readOnly! Portals=portals[ DiscoveryCHAPAuth=chapAuthDiscovery! SessionCHAPAuth=chapAuthSession! SecretRef=secretRef& InitiatorName=initiatorName?
glusterfs: Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime): EndpointsName=endpoints Path=path ReadOnly=readOnly!/EndpointsName=endpoints EndpointsNamespace=endpointsNamespace- Path=path ReadOnly=readOnly!
persistentVolumeClaim: PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace): ClaimName=claimName ReadOnly=readOnly!
rbd: RBD (a Rados Block Device mount on the host that shares a pod's lifetime): CephMonitors=monitors[ RBDImage=image FSType=fsType RBDPool=pool RadosUser=user Keyring=keyring SecretRef=secretRef& ReadOnly=readOnly!
quobyte: Quobyte (a Quobyte mount on the host that shares a pod's lifetime): Registry=registry Volume=volume ReadOnly=readOnly!
azureDisk: AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod): DiskName=diskName DiskURI=diskURI Kind=kind FSType=fsType CachingMode=cachingMode ReadOnly=readOnly!
vsphereVolume: vSphereVolume (a Persistent Disk resource in vSphere): VolumePath=volumePath FSType=fsType StoragePolicyName=storagePolicyName
photonPersistentDisk: PhotonPersistentDisk (a Persistent Disk resource in photon platform): PdID=pdID FSType=fsType
cinder: Cinder (a Persistent Disk resource in OpenStack): VolumeID=volumeID FSType=fsType ReadOnly=readOnly! SecretRef=secretRef&
portworxVolume: PortworxVolume (a Portworx Volume resource): VolumeID=volumeID
scaleIO: ScaleIO (a persistent volume backed by a block device in ScaleIO): Gateway=gateway System=system Protection_Domain=protectionDomain Storage_Pool=storagePool Storage_Mode=storageMode VolumeName=volumeName FSType=fsType ReadOnly=readOnly!/Gateway=gateway System=system Protection_Domain=protectionDomain Storage_Pool=storagePool Storage_Mode=storageMode VolumeName=volumeName SecretName=secretRef.name SecretNamespace=secretRef.namespace FSType=fsType ReadOnly=readOnly!
local: LocalVolume (a persistent volume backed by local storage on a node): Path=path
cephfs: CephFS (a CephFS mount on the host that shares a pod's lifetime): Monitors=monitors[ Path=path User=user SecretFile=secretFile SecretRef=secretRef& ReadOnly=readOnly!
storageos: StorageOS (a StorageOS Persistent Disk resource): VolumeName=volumeName VolumeNamespace=volumeNamespace FSType=fsType ReadOnly=readOnly!
fc: FC (a Fibre Channel disk): TargetWWNs=targetWWNs LUN=lun? FSType=fsType ReadOnly=readOnly!
azureFile: AzureFile (an Azure File Service mount on the host and bind mount to the pod): SecretName=secretName ShareName=shareName ReadOnly=readOnly!/SecretName=secretName SecretNamespace=secretNamespace ShareName=shareName ReadOnly=readOnly!
flexVolume: FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin): Driver=driver FSType=fsType SecretRef=secretRef& ReadOnly=readOnly! Options=options{
flocker: Flocker (a Flocker volume mounted by the Flocker agent): DatasetName=datasetName DatasetUUID=datasetUUID
csi: CSI (a Container Storage Interface (CSI) volume source): Driver=driver FSType=fsType ReadOnly=readOnly!/Driver=driver FSType=fsType VolumeHandle=volumeHandle ReadOnly=readOnly!
image: Image (a container image or OCI artifact): Reference=reference PullPolicy=pullPolicy
`;

const missing: Readonly<Record<string, string>> = {
  '?': '<none>',
  '-': '<unset>',
  '#': '0',
  '!': 'false',
  '[': '[]',
  '{': 'map[]',
  '&': 'nil',
};

/** @param kind Of the object that has the volume. */
export function sourceRows(volume: object, kind: 'Pod' | 'PersistentVolume'): readonly Row[] | undefined {
  for (const line of table.trim().split('\n')) {
    const [, name, what, ofPod, ofVolume = ofPod] = /^(\w+): (.+): ([^/]+)(?:\/(.+))?$/.exec(line)!;
    const source = field(volume, name!);
    if (!isFields(source)) continue;
    const rows = (kind === 'Pod' ? ofPod! : ofVolume!).split(' ').map((row): Row => {
      const [, title, path, mark = ''] = /^(\w+)=([\w.]+)(.?)$/.exec(row)!;
      const value = shown(field(source, path!), mark, kind);
      // kubectl forgets the colon of this one.
      return title === 'ISCSIInterface' ? [`${title}\t${value}`] : [title!.replace('_', ' '), value];
    });
    return [['Type', what!], ...rows, ...(name === 'csi' ? attributeRows(source['volumeAttributes']) : [])];
  }
  return undefined;
}

function shown(value: unknown, mark: string, kind: 'Pod' | 'PersistentVolume'): string {
  if (value === undefined || (mark === '-' && /^0+$/.test(String(value)))) return missing[mark] ?? '';
  if (mark === '&') {
    const name = `Name:${text(value, 'name')},`;
    if (kind === 'Pod') return `&LocalObjectReference{${name}}`;
    return `&SecretReference{${name}Namespace:${text(value, 'namespace')},}`;
  }
  return mark === '' && Array.isArray(value) ? value.join(', ') : goString(value);
}

const maxAttribute = 140;

const attributeRows = (attributes: unknown): readonly Row[] => {
  const all = isFields(attributes) ? sortedEntries(attributes).map(([key, value]) => `${key}=${String(value)}`) : [];
  if (all.length === 0) return [['VolumeAttributes', '<none>']];
  const short = (line: string): string => (line.length > maxAttribute ? `${line.slice(0, maxAttribute)}...` : line);
  return indented('VolumeAttributes', all.map(short));
};

/** kubectl indents such values once more than the others. */
export function indented(title: string, [first = '<none>', ...others]: readonly string[]): readonly Row[] {
  return [[title, `    ${first}`], ...others.map((line): Row => [`    \t    ${line}`])];
}

/** Returns the rows of the source from which a claim is filled. */
export function dataSourceRows(claim: unknown): readonly Row[] {
  const source = field(claim, 'spec.dataSource');
  if (source === undefined) return [];
  const group = text(source, 'apiGroup');
  return [
    ['DataSource:'],
    ...(group === '' ? [] : [['  APIGroup', group] as const]),
    ['  Kind', text(source, 'kind')],
    ['  Name', text(source, 'name')],
  ];
}

export function projectedRows(volume: object): readonly Row[] {
  return list(volume, 'projected.sources').flatMap((source): readonly Row[] => {
    const of = (what: string, title: string): readonly Row[] => [
      [title, text(source, `${what}.name`)],
      ['Optional', String(field(source, `${what}.optional`) === true)],
    ];
    if (field(source, 'secret') !== undefined) return of('secret', 'SecretName');
    if (field(source, 'downwardAPI') !== undefined) return [['DownwardAPI', 'true']];
    if (field(source, 'configMap') !== undefined) return of('configMap', 'ConfigMapName');
    const seconds = text(source, 'serviceAccountToken.expirationSeconds');
    return seconds === '' ? [] : [['TokenExpirationSeconds', seconds]];
  });
}
