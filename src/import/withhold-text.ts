/** Withholds values in a manifest as an import does in a dump, so that the two can be compared. */
import { parseManifests } from '../manifests/parse.ts';
import { Redaction } from './redact.ts';

/** Returns the text unchanged if it has no environment values or cannot be read. */
export function withholdIn(text: string): string {
  if (!/\benv\b/.test(text)) return text;
  const { documents, error } = parseManifests(text);
  if (error !== undefined) return text;
  const redaction = new Redaction('withhold');
  return documents.map(({ object }) => JSON.stringify(redaction.redacted(object))).join('\n---\n');
}
