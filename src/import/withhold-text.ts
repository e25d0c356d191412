/** Withholds in a manifest what an import withholds in a dump, so that the two can be compared. */
import { parseManifests } from '../manifests/parse.ts';
import { Redaction } from './redact.ts';

/** Returns the text as it is, if it has no values of environment variables or cannot be read. */
export function withholdIn(text: string): string {
  if (!/\benv\b/.test(text)) return text;
  const { documents, error } = parseManifests(text);
  if (error !== undefined) return text;
  const redaction = new Redaction('withhold');
  return documents.map(({ object }) => JSON.stringify(redaction.redacted(object))).join('\n---\n');
}
