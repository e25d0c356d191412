/** Withholds values of environment variables, as an import does. */
import type { KubernetesObject, Manifest } from '../engine/index.ts';
import { Redaction } from '../import/redact.ts';
import type { Redact } from './decode.ts';

export function withoutValues(): Redact {
  const redaction = new Redaction('withhold');
  return (object) => redaction.redacted(object as unknown as Manifest) as unknown as KubernetesObject;
}
