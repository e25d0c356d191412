// Builds the script for pages that show a figure: dist/embed.js (classic) and dist/embed.mjs (module).
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** The two files, with the format and the entry of each. */
export const hostScripts = /** @type {const} */ ([
  ['embed.js', 'iife', 'classic.ts'],
  ['embed.mjs', 'es', 'module.ts'],
]);

/** @param {string} dist Where to put them. */
export async function buildHost(dist) {
  const { build } = await import('vite');
  for (const [file, format, entry] of hostScripts) {
    await build({
      ...{ root, configFile: false, publicDir: false, logLevel: 'warn' },
      build: {
        ...{ outDir: dist, emptyOutDir: false, target: 'es2022', copyPublicDir: false },
        lib: {
          ...{ entry: join(root, 'src/host', entry), formats: [format], name: 'StatefulSetLab' },
          fileName: () => file,
        },
        // Vite does not minify a library in module format by default.
        rolldownOptions: { output: { minify: true } },
      },
    });
  }
  copyFileSync(join(root, 'src/host/embed.d.ts'), join(dist, 'embed.d.ts'));
}
