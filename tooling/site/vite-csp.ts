/** Writes the Content-Security-Policy into every page of the build, before anything that it is about. */
import type { Plugin } from 'vite';
import { embedPolicy, labPolicy, written } from './policy.mjs';

type Policy = Readonly<Record<string, readonly string[]>>;

const charset = /<meta charset="utf-8" ?\/?>/i;

/**
 * Puts the policy right after the charset, which has to be within the first bytes of a page.
 * @throws Error when the page has no charset, or has a script or style before it.
 */
export function withPolicy(html: string, policy: Policy): string {
  const place = charset.exec(html);
  if (place === null) throw new Error('the page says no <meta charset="utf-8">, after which its policy is written');
  const end = place.index + place[0].length;
  if (/<(script|style|link)\b/i.test(html.slice(0, end))) throw new Error('the page loads something before its policy');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${written(policy)}" />`;
  return `${html.slice(0, end)}\n    ${meta}${html.slice(end)}`;
}

/** `npm run dev` has none: Vite's own client is inline, and talks to its server by WebSocket. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'lab-csp',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { path }) => withPolicy(html, path.endsWith('/embed.html') ? embedPolicy : labPolicy),
    },
  };
}
