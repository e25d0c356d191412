/**
 * The hash in the names of a Deployment's ReplicaSets. Kubernetes hashes the template as Go prints the struct, every
 * field with its type, even if it is not set. The same manifest has the same hash here as in a real v1.36 cluster.
 */
// Models kubernetes/pkg/controller/controller_utils.go (ComputeHash) and pkg/util/hash, with go-spew's format `%#v`
// Differs: quantities of 16 digits or more, and volumes of removed kinds, are printed differently.
import { type Field, structOf } from '../../api/fields.ts';
import { parseQuantity } from '../../api/quantity.ts';
import type { PodTemplateSpec } from '../../api/types.ts';
import { safeEncode, utf8 } from '../../base/hash.ts';

type Json = Readonly<Record<string, unknown>>;

export function podTemplateHash(template: PodTemplateSpec, collisionCount?: number): string {
  let hash = 0x811c9dc5;
  const add = (byte: number): void => void (hash = Math.imul(hash ^ byte, 0x01000193) >>> 0);
  for (const byte of utf8(`(v1.PodTemplateSpec)${struct(template as unknown as Json, 'PodTemplateSpec')}`)) add(byte);
  // Eight bytes, little-endian; the number uses four.
  if (collisionCount !== undefined) for (let i = 0; i < 8; i++) add(i < 4 ? (collisionCount >>> (8 * i)) & 255 : 0);
  return safeEncode(hash);
}

const scalars: Readonly<Record<string, readonly [type: string, zero: string]>> = {
  s: ['string', ''],
  i: ['int32', '0'],
  I: ['int64', '0'],
  b: ['bool', 'false'],
  q: ['resource.Quantity', ''],
  x: ['intstr.IntOrString', ''],
  t: ['v1.Time', '{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}'],
};

/** Structs that Go stores as values; others are pointers, unless they are always written. */
const inPlace = /^(ObjectMeta|PodSpec|PersistentVolumeClaimSpec|VolumeResourceRequirements)$/;

/** Field names that differ in Go by more than the capital letter. */
const goNames: Readonly<Record<string, string>> = {
  metadata: 'ObjectMeta',
  serviceAccount: 'DeprecatedServiceAccount',
  cephfs: 'CephFS',
  storageos: 'StorageOS',
  glusterfs: 'Glusterfs',
};
const goName = (name: string): string =>
  goNames[name] ??
  name.replace(
    /^(?:(?:aws|api|csi|dns|fc|fs|gce|gmsa|grpc|http|ip|iscsi|nfs|os|rbd|se|tcp|tty|uid)(?![a-z])|.)/,
    (initial) => initial.toUpperCase(),
  );

function struct(value: Json, type: string): string {
  let [text, within] = ['', ''];
  for (const field of structOf(type)!.values()) {
    if (field.embedded !== within) {
      if (within !== '') text += '}';
      text += field.embedded === '' ? '' : ` ${field.embedded}:(v1.${field.embedded}){`;
      within = field.embedded;
    }
    text += `${text.endsWith('{') ? '' : ' '}${goName(field.name)}:${typed(value[field.name], field)}`;
  }
  return `{${text.trimStart()}${within === '' ? '' : '}'}}`;
}

/** Prints a field's value after its type. */
function typed(value: unknown, field: Field): string {
  const { type, container, flag } = field;
  const named = field.goType?.replace(/^(?!.*\.)/, 'v1.');
  const own = named ?? scalars[type]?.[0] ?? `v1.${type}`;
  if (container === '[') {
    return `([]${own})${value === undefined ? '<nil>' : `[${(value as unknown[]).map((v) => plain(v, type)).join(' ')}]`}`;
  }
  if (container === '{') {
    const entries = Object.entries((value ?? {}) as Json).sort(([a], [b]) => (a < b ? -1 : 1));
    const shown = `map[${entries.map(([key, v]) => `${key}:${plain(v, type)}`).join(' ')}]`;
    return `(${named ?? `map[string]${own}`})${value === undefined ? '<nil>' : shown}`;
  }
  const pointer = type in scalars ? flag === '*' : flag !== '!' && !inPlace.test(type);
  if (pointer) return `(*${own})${value === undefined ? '<nil>' : plain(value, type)}`;
  return `(${own})${plain(value, type)}`;
}

function plain(value: unknown, type: string): string {
  if (type === 'q') return quantity((value ?? '0') as string);
  if (type === 'x') {
    const isNumber = typeof value !== 'string';
    const number = isNumber ? ((value as number | undefined) ?? 0) : 0;
    return `{Type:(intstr.Type)${isNumber ? 0 : 1} IntVal:(int32)${number} StrVal:(string)${isNumber ? '' : value}}`;
  }
  const scalar = scalars[type];
  if (scalar !== undefined) return String(value ?? scalar[1]);
  return type === '*' ? JSON.stringify(value) : struct((value ?? {}) as Json, type);
}

/** Prints a quantity in its canonical form, with the parser's cache. */
function quantity(text: string): string {
  const [, sign, digits = '0', suffix = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  const binary = suffix.endsWith('i');
  const { nanos = 0n } = parseQuantity(text) ?? {};
  const scale = binary ? 0 : 3 * ('num.kMGTPE'.indexOf(suffix === '' ? '.' : suffix) - 3);
  const value = binary ? String(nanos / 1_000_000_000n) : `${sign}${digits}`;
  // The parser caches the text only of some.
  const kept = digits === '0' || (binary ? Number(digits) & 7 : !digits.endsWith('000'));
  return (
    `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} ` +
    `d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${kept ? text : ''} ` +
    `Format:(resource.Format)${binary ? 'BinarySI' : 'DecimalSI'}}`
  );
}
