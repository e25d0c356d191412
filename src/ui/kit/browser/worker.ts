/**
 * Scripts that run beside the page. The page's Content-Security-Policy takes the address of a script only from the policy
 * made here (Trusted Types), so that no text from outside can become one.
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
 * Lets addresses of the page's own site through.
 * @throws TypeError for any other.
 */
function ownScript(url: string): string {
  if (new URL(url, location.href).origin === new URL(location.href).origin) return url;
  throw new TypeError(`${url} is not a script of this site.`);
}

// A page with another policy than ours may refuse it; then it takes the address as it is, or not at all.
const policy = attempt(() => types?.createPolicy('lab', { createScriptURL: ownScript }), undefined);

/** The address as the browser takes it. @throws TypeError when it belongs to another site. */
export const trustedScript = (url: string): string => (policy?.createScriptURL(url) ?? ownScript(url)) as string;

/** Starts a module worker. @param url As imported with `?worker&url`. */
export const startWorker = (url: string): Worker => new Worker(trustedScript(url), { type: 'module' });
