/**
 * Builds the scripts of a figure, which tooling/embed.mjs puts into embed.html: classic ones, each with all that it
 * imports. They also run in a frame without an origin, from a host without CORS headers, and from a file.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pureJsYaml } from './tooling/vite-js-yaml.ts';
import { messages } from './tooling/vite-messages.ts';
import { pureModules } from './tooling/vite-chunks.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** By the mode of the build. `shared`: modules that the first script has, by the global value that is each of them. */
const scripts: Readonly<Record<string, { readonly input: string; readonly shared: Readonly<Record<string, string>> }>> =
  {
    embed: { input: 'src/embed/main.tsx', shared: {} },
    'embed-more': { input: 'src/embed/more/index.ts', shared: { 'src/engine/index.ts': 'statefulsetLab.engine' } },
  };

export default defineConfig(({ mode }) => {
  const { input, shared } = scripts[mode] ?? scripts.embed!;
  const globals = Object.fromEntries(Object.entries(shared).map(([name, value]) => [path(name), value]));
  return {
    base: './',
    publicDir: false,
    plugins: [react(), messages(), pureJsYaml()],
    resolve: {
      // Preact does what a figure needs of React with a tenth of the script.
      alias: [
        { find: /^react\/jsx-runtime$/, replacement: 'preact/jsx-runtime' },
        { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
        { find: /^react(-dom)?$/, replacement: 'preact/compat' },
      ],
    },
    build: {
      write: false,
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: path(input),
        // A preload of Vite asks for the addresses of modules, in vain, and goes on.
        checks: { emptyImportMeta: false },
        external: Object.keys(globals),
        treeshake: { moduleSideEffects: [{ test: pureModules, sideEffects: false }] },
        output: {
          format: 'iife',
          // Parts that the lab loads later are in the script, too: a figure may load no modules.
          codeSplitting: false,
          globals,
          entryFileNames: `assets/${mode}-[hash].js`,
          assetFileNames: `assets/${mode}-[hash][extname]`,
        },
      },
    },
  };
});
