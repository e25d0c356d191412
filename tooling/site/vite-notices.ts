/** Writes THIRD-PARTY-NOTICES.txt for the packages that are really in the build, and the lab's own LICENSE. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { root } from '../setup.mjs';
import { noticesOf, packageFolder } from './notices.mjs';

/**
 * Packages that the page's build does not see: the editor's schema is generated from the first one, and the others are
 * in a figure's scripts, which are built separately (vite.embed.config.ts).
 */
const unseen = ['kubernetes-models', 'preact', 'valibot'];

export interface Notices {
  /** For the page and for each worker: Vite bundles workers separately, before the page. */
  readonly collect: () => Plugin;
  /** For the page. */
  readonly write: () => Plugin;
}

export function notices(): Notices {
  const folders = new Set(unseen.map((name) => join(root, 'node_modules', name)));
  const add = (id: string) => {
    const folder = packageFolder(id);
    if (folder !== undefined) folders.add(folder);
  };
  return {
    collect: () => ({
      name: 'lab-notices-collect',
      apply: 'build',
      generateBundle(_options, bundle) {
        for (const file of Object.values(bundle)) if (file.type === 'chunk') Object.keys(file.modules).forEach(add);
        // A stylesheet leaves no script in the bundle, but its fonts.
        [...this.getModuleIds()].filter((id) => /\.css($|\?)/.test(id)).forEach(add);
      },
    }),
    write: () => ({
      name: 'lab-notices',
      apply: 'build',
      enforce: 'post',
      generateBundle() {
        const source = noticesOf(folders);
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source });
        this.emitFile({ type: 'asset', fileName: 'LICENSE.txt', source: readFileSync(join(root, 'LICENSE'), 'utf8') });
      },
    }),
  };
}
