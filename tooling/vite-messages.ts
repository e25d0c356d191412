/**
 * Message catalogs are written as flat JSON, id → ICU MessageFormat. This plugin compiles them to the form that
 * @lingui/core interprets, so that no parser travels to the browser. JSON goes in and JSON comes out: Vite's own JSON
 * handling, hot reload and tree shaking stay as they are.
 */
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const catalog = /\/src\/i18n\/languages\/[^/]+\/(?!language\.json$)[^/]+\.json$/;

/**
 * Compiles one catalog.
 * @throws Error naming the id of a message that is not a string or not valid MessageFormat; the build stops there.
 */
export function compileCatalog(json: string): Record<string, ReturnType<typeof compileMessage>> {
  const source = JSON.parse(json) as Record<string, unknown>;
  const compiled: Record<string, ReturnType<typeof compileMessage>> = {};
  for (const [id, text] of Object.entries(source)) {
    if (typeof text !== 'string') throw new Error(`message "${id}" is not a string`);
    const message = compileMessage(text);
    // compileMessage reports a syntax error by giving the text back as it stands.
    if (/[{}]/.test(text) && message.length === 1 && message[0] === text) {
      throw new Error(`message "${id}" is not valid MessageFormat: ${text}`);
    }
    compiled[id] = message;
  }
  return compiled;
}

export function messages(): Plugin {
  return {
    name: 'lab-messages',
    enforce: 'pre',
    transform: {
      filter: { id: catalog },
      handler: (code) => ({ code: JSON.stringify(compileCatalog(code)), map: null }),
    },
  };
}
