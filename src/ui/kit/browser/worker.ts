/**
 * Workers. The page's Content-Security-Policy accepts addresses of scripts only from the Trusted Types policy made
 * here, so that no text from outside can become one.
 */
import { attempt } from './storage.ts';

interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy;
}

const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;

/**
 * Returns an address of the page's own site.
 * @throws TypeError for any other address.
 */
function ownScript(url: string): string {
  if (new URL(url, location.href).origin === new URL(location.href).origin) return url;
  throw new TypeError(`${url} is not a script of this site.`);
}

// A page with another policy may refuse it; then the browser accepts the plain address, or none.
const policy = attempt(() => types?.createPolicy('lab', { createScriptURL: ownScript }), undefined);

/**
 * Returns the address as a trusted script URL.
 * @throws TypeError if it belongs to another site.
 */
export const trustedScript = (url: string): string => (policy?.createScriptURL(url) ?? ownScript(url)) as string;

/** Starts a module worker. @param url As imported with `?worker&url`. */
export const startWorker = (url: string): Worker => new Worker(trustedScript(url), { type: 'module' });
