/** Writes the Content-Security-Policy into the page of the lab; tooling/embed.mjs writes that of a figure. */
import type { Plugin } from 'vite';
import { labPolicy, withPolicy } from './policy.mjs';

/** `npm run dev` has no policy: Vite's own client is inline and uses a WebSocket. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'lab-csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => withPolicy(html, labPolicy),
    },
  };
}
