/**
 * Message catalogs are written as flat JSON, id → ICU MessageFormat. This plugin compiles them to the form that
 * @lingui/core interprets, so that no parser travels to the browser. JSON goes in and JSON comes out: Vite's own JSON
 * handling, hot reload and tree shaking stay as they are.
 */
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const catalog = /\/src\/i18n\/languages\/[^/]+\/(?!language\.json$)[^/]+\.json$/;

/** Returns the sources that these import, also later and through others, and these. Imports of types do not count. */
export function importedBy(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set(entries);
  for (const file of found) {
    const code = readFileSync(file, 'utf8');
    for (const [, from] of code.matchAll(/\b(?:(?<!import type [^;']*)from |import |import\()'(\.[^']+\.tsx?)'/g)) {
      found.add(resolve(dirname(file), from!));
    }
  }
  return found;
}

/**
 * Returns whether one of the sources asks for a message: its id is written out, or built from its first part, as in
 * t(`rule.${rule}`).
 */
export function askedIn(files: Iterable<string>): (id: string) => boolean {
  const sources = [...files].map((file) => readFileSync(file, 'utf8')).join('\n');
  const written = new Set([...sources.matchAll(/'([\w.-]+)'/g)].map((match) => match[1]!));
  const begun = [...new Set([...sources.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1]!))];
  return (id) => written.has(id) || begun.some((part) => id.startsWith(part));
}

/**
 * Compiles one catalog.
 * @param keep Leaves out the messages for which it returns false.
 * @throws Error naming the id of a message that is not a string or not valid MessageFormat; the build stops there.
 */
export function compileCatalog(
  json: string,
  keep: (id: string) => boolean = () => true,
): Record<string, ReturnType<typeof compileMessage>> {
  const source = JSON.parse(json) as Record<string, unknown>;
  const compiled: Record<string, ReturnType<typeof compileMessage>> = {};
  for (const [id, text] of Object.entries(source)) {
    if (!keep(id)) continue;
    if (typeof text !== 'string') throw new Error(`message "${id}" is not a string`);
    const message = compileMessage(text);
    // compileMessage reports a syntax error by returning the text unchanged.
    if (/[{}]/.test(text) && message.length === 1 && message[0] === text) {
      throw new Error(`message "${id}" is not valid MessageFormat: ${text}`);
    }
    compiled[id] = message;
  }
  return compiled;
}

/** @param keep As of {@link compileCatalog}. */
export function messages(keep?: (id: string) => boolean): Plugin {
  return {
    name: 'lab-messages',
    enforce: 'pre',
    transform: {
      filter: { id: catalog },
      handler: (code) => ({ code: JSON.stringify(compileCatalog(code, keep)), map: null }),
    },
  };
}
