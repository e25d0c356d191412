/** `-o json`: sorted keys, four spaces, and escaped HTML characters, as Go's encoder writes it. */
import { sorted } from './json-path.ts';

export const toJson = (value: unknown): string => `${escapeHtml(JSON.stringify(sorted(value), null, 4))}\n`;

export const escapeHtml = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
