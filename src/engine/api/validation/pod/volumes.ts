/** Rules for the volumes of a Pod. */
// Models kubernetes/pkg/apis/core/validation/validation.go ValidateVolumes
// Differs: for cloud providers' sources, only required fields are checked.
import { compareQuantities } from '../../quantity.ts';
import type { Volume } from '../../types.ts';
import { validateClaimSpec } from '../core.ts';
import { duplicate, type Errors, forbiddenField, invalidValue, need, oneOf, required } from '../errors.ts';
import { validateDownwardApi } from './downward-api.ts';
import { list } from '../json.ts';
import { validateName } from '../meta.ts';
import { isDns1123Label } from '../names.ts';

type Json = Readonly<Record<string, unknown>>;

/** Volume sources in the order of their checks, each with its required fields. */
const sources: Readonly<Record<string, readonly string[]>> = {
  emptyDir: [],
  hostPath: ['path'],
  gitRepo: ['repository'],
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  secret: ['secretName'],
  nfs: ['server', 'path'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  flocker: [],
  persistentVolumeClaim: ['claimName'],
  rbd: ['monitors', 'image'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  quobyte: ['registry', 'volume'],
  downwardAPI: [],
  fc: [],
  flexVolume: ['driver'],
  configMap: ['name'],
  azureFile: ['secretName', 'shareName'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  azureDisk: ['diskName', 'diskURI'],
  storageos: ['volumeName'],
  projected: [],
  scaleIO: ['gateway', 'system', 'volumeName'],
  csi: ['driver'],
  ephemeral: ['volumeClaimTemplate'],
  image: ['reference'],
};

/** The sources of PersistentVolumes. */
export const volumeSources: typeof sources = { ...sources, local: ['path'], csi: ['driver', 'volumeHandle'] };

const hostPathTypes = [
  '',
  'BlockDevice',
  'CharDevice',
  'Directory',
  'DirectoryOrCreate',
  'File',
  'FileOrCreate',
  'Socket',
];

/** Returns the names of volumes that containers can mount; an invalid volume is left out. */
export function validateVolumes(
  errors: Errors,
  field: string,
  volumes: readonly Volume[],
): ReadonlyMap<string, Volume> {
  const usable = new Map<string, Volume>();
  volumes.forEach((volume, i) => {
    const at = `${field}[${i}]`;
    const before = errors.length;
    validateSource(errors, at, volume as unknown as Json);
    validateName(errors, `${at}.name`, volume.name, isDns1123Label);
    if (usable.has(volume.name)) duplicate(errors, `${at}.name`, volume.name);
    if (errors.length === before) usable.set(volume.name, volume);
  });
  return usable;
}

/** @param known The sources that are possible here, in the order of their checks. */
export function validateSource(errors: Errors, field: string, volume: Json, known = sources): void {
  const [first, ...others] = Object.keys(known).filter((name) => volume[name] !== undefined);
  if (first === undefined) required(errors, field, 'must specify a volume type');
  else {
    // The API server's message has another word for this one.
    const at = `${field}.${first === 'gcePersistentDisk' ? 'persistentDisk' : first}`;
    const source = volume[first] as Json;
    for (const name of known[first]!) need(errors, `${at}.${name}`, source[name]);
    rules[first]?.(errors, at, source);
  }
  for (const other of others) forbiddenField(errors, `${field}.${other}`, 'may not specify more than 1 volume type');
}

const fileMode = (errors: Errors, field: string, mode: unknown): void => {
  if (typeof mode === 'number' && (mode < 0 || mode > 0o777)) {
    const why = 'must be a number between 0 and 0777 (octal), both inclusive';
    invalidValue(errors, field, mode, why);
  }
};

/** Checks that no step of the path leads upwards. */
function noBacksteps(errors: Errors, field: string, path: string): void {
  if (path.split('/').includes('..')) invalidValue(errors, field, path, "must not contain '..'");
}

export function descendingPath(errors: Errors, field: string, path: string): void {
  if (path.startsWith('/')) invalidValue(errors, field, path, 'must be a relative path');
  noBacksteps(errors, field, path);
}

function ownPath(errors: Errors, field: string, path = ''): void {
  descendingPath(errors, field, path);
  if (/^\.\.(?!\/|$)/.test(path)) invalidValue(errors, field, path, "must not start with '..'");
}

type KeyToPath = { readonly key?: string; readonly path?: string; readonly mode?: number };

function validateItems(errors: Errors, field: string, { defaultMode, items = [] }: Json): void {
  fileMode(errors, `${field}.defaultMode`, defaultMode);
  (items as readonly KeyToPath[]).forEach(({ key, path, mode }, i) => {
    const at = `${field}.items[${i}]`;
    need(errors, `${at}.key`, key);
    need(errors, `${at}.path`, path);
    ownPath(errors, `${at}.path`, path);
    fileMode(errors, `${at}.mode`, mode);
  });
}

/** The API server's error names the volume, not the item. */
function validateDownwardFiles(errors: Errors, field: string, { defaultMode, items = [] }: Json): void {
  fileMode(errors, `${field}.defaultMode`, defaultMode);
  for (const file of items as readonly Json[]) {
    need(errors, `${field}.path`, file['path']);
    ownPath(errors, `${field}.path`, file['path'] as string | undefined);
    validateDownwardApi(errors, field, file, 'volume');
    fileMode(errors, `${field}.mode`, file['mode']);
  }
}

function validateProjected(errors: Errors, field: string, { defaultMode, sources: parts }: Json): void {
  fileMode(errors, `${field}.defaultMode`, defaultMode);
  const seen = new Set<unknown>();
  list(parts).forEach((part, i) => {
    const at = `${field}.sources[${i}]`;
    for (const [name, source] of Object.entries(part) as [string, Json][]) {
      if (name === 'secret' || name === 'configMap') {
        need(errors, `${at}.${name}.name`, source['name']);
        validateItems(errors, `${at}.${name}`, source);
      } else if (name === 'downwardAPI') validateDownwardFiles(errors, `${at}.${name}`, source);
      else if (name === 'serviceAccountToken') validateToken(errors, field, `${at}.${name}`, source);
      for (const { path } of (source['items'] ?? []) as readonly KeyToPath[]) {
        if (!path) continue;
        const shown = name === 'downwardAPI' ? path : source['name'];
        if (seen.has(path)) invalidValue(errors, field, shown, 'conflicting duplicate paths');
        seen.add(path);
      }
    }
    if (Object.keys(part).length > 1) {
      forbiddenField(errors, at, 'may not specify more than 1 volume type per source');
    }
  });
}

function validateToken(errors: Errors, volume: string, field: string, { expirationSeconds, path }: Json): void {
  if ((expirationSeconds as number) < 600) {
    const why = 'may not specify a duration less than 10 minutes';
    invalidValue(errors, `${field}.expirationSeconds`, expirationSeconds, why);
  }
  if (!path) required(errors, `${volume}.path`);
  else ownPath(errors, `${volume}.path`, path as string);
}

const rules: Readonly<Record<string, (errors: Errors, field: string, source: Json) => void>> = {
  emptyDir: (errors, field, { sizeLimit }) => {
    if (sizeLimit !== undefined && compareQuantities(sizeLimit as string, 0) < 0) {
      forbiddenField(errors, `${field}.sizeLimit`, 'SizeLimit field must be a valid resource quantity');
    }
  },
  hostPath: (errors, field, { path, type }) => {
    if (!path) return;
    noBacksteps(errors, `${field}.path`, path as string);
    oneOf(errors, `${field}.type`, type, hostPathTypes);
  },
  local: (errors, field, { path = '' }) => noBacksteps(errors, `${field}.path`, path as string),
  secret: validateItems,
  configMap: validateItems,
  nfs: (errors, field, { path = '' }) => {
    if (!(path as string).startsWith('/')) invalidValue(errors, `${field}.path`, path, 'must be an absolute path');
  },
  downwardAPI: validateDownwardFiles,
  projected: validateProjected,
  ephemeral: (errors, field, { volumeClaimTemplate }) => {
    const template = volumeClaimTemplate as { readonly spec?: object } | undefined;
    if (template !== undefined) validateClaimSpec(errors, `${field}.volumeClaimTemplate.spec`, template.spec ?? {});
  },
};
