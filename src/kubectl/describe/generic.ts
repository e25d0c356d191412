/** Describes ConfigMaps, Secrets, PodDisruptionBudgets, and every kind without its own description. */
// Models kubectl/pkg/describe/describe.go (GenericDescriber, smartLabelFor)
import type { LabelSelector } from '../../engine/index.ts';
import { field, int, isFields, sortedEntries, text, texts } from '../resources/fields.ts';
import { formatSelector } from '../printers/cells.ts';
import { goString } from '../printers/go-value.ts';
import type { Description } from './description.ts';
import { type Describe, head, labelsAndAnnotations } from './workloads.ts';
import { fromBase64 } from '../text/text.ts';

export const describeConfigMap: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object).line(0, '').line(0, 'Data').line(0, '====');
  for (const [key, value] of sortedEntries(texts(object, 'data'))) {
    out.line(0, `${key}:`).line(0, '----').line(0, value).line(0, '');
  }
  out.line(0, '').line(0, 'BinaryData').line(0, '====');
  for (const [key, value] of sortedEntries(texts(object, 'binaryData'))) out.line(0, `${key}: ${bytes(value)} bytes`);
  out.line(0, '');
};

export const describeSecret: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object)
    .line(0, '')
    .line(0, `Type:\t${text(object, 'type') || 'Opaque'}`)
    .line(0, '')
    .line(0, 'Data')
    .line(0, '====');
  const isToken = text(object, 'type') === 'kubernetes.io/service-account-token';
  for (const [key, value] of sortedEntries(texts(object, 'data'))) {
    out.line(0, `${key}:\t${isToken && key === 'token' ? fromBase64(value) : `${bytes(value)} bytes`}`);
  }
};

/** The size of base64 data. */
const bytes = (encoded: string): number => Math.floor((encoded.replace(/=+$/, '').length * 3) / 4);

export const describeBudget: Describe = (out, object) => {
  head(out, object);
  const selector = field(object, 'spec.selector') as LabelSelector | undefined;
  const [least, most] = [text(object, 'spec.minAvailable'), text(object, 'spec.maxUnavailable')];
  if (least !== '') out.line(0, `Min available:\t${least}`);
  else if (most !== '') out.line(0, `Max unavailable:\t${most}`);
  out
    .line(0, `Selector:\t${selector === undefined ? '<unset>' : formatSelector(selector)}`)
    .line(0, 'Status:')
    .line(2, `Allowed disruptions:\t${int(object, 'status.disruptionsAllowed')}`)
    .line(2, `Current:\t${int(object, 'status.currentHealthy')}`)
    .line(2, `Desired:\t${int(object, 'status.desiredHealthy')}`)
    .line(2, `Total:\t${int(object, 'status.expectedPods')}`);
};

/** Already printed at the top. */
const skipped = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.managedFields',
];

export const describeAnything: Describe = (out, object) => {
  labelsAndAnnotations(head(out, object), object);
  content(out, 0, object as unknown as Readonly<Record<string, unknown>>, '');
};

function content(out: Description, level: number, value: Readonly<Record<string, unknown>>, path: string): void {
  for (const [key, inner] of sortedEntries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (skipped.includes(at) || inner === undefined) continue;
    const label = smartLabel(key);
    if (Array.isArray(inner)) {
      out.line(level, `${label}:`);
      for (const item of inner) {
        if (isFields(item)) content(out, level + 1, item, at);
        else out.line(level + 1, goString(item));
      }
    } else if (isFields(inner)) {
      out.line(level, `${label}:`);
      content(out, level + 1, inner, at);
    } else out.line(level, `${label}:\t${goString(inner)}`);
  }
}

const acronyms = ['API', 'URL', 'UID', 'OSB', 'GUID'];

/**
 * Converts `creationTimestamp` to `Creation Timestamp`; a name with characters other than letters and dashes does not
 * change.
 */
function smartLabel(name: string): string {
  if (!/^[\p{L}-]+$/u.test(name)) return name;
  return (name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu) ?? [name])
    .map((word) => {
      const upper = word.toUpperCase();
      if (acronyms.includes(upper)) return upper;
      return word === word.toLowerCase() ? upper[0] + word.slice(1) : word;
    })
    .join(' ');
}
