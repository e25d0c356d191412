import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './tooling/site/vite-csp.ts';
import { notices } from './tooling/site/vite-notices.ts';
import { offline } from './tooling/site/vite-offline.ts';
import { clusterChunk, pureModules } from './tooling/vite-chunks.ts';
import { pureJsYaml } from './tooling/vite-js-yaml.ts';
import { lessons } from './tooling/vite-lessons.ts';
import { messages } from './tooling/vite-messages.ts';
import { terser } from './tooling/vite-terser.ts';

const { collect, write } = notices();

export default defineConfig({
  // Relative addresses: the same build runs from the root, from any sub-path, and from any static server.
  base: './',
  plugins: [
    react(),
    messages(),
    lessons(),
    pureJsYaml(),
    contentSecurityPolicy(),
    collect(),
    write(),
    offline(),
    terser(['cluster', 'page']),
  ],
  resolve: {
    alias: [
      // monaco-yaml's worker manager still names the files of monaco-editor < 0.56.
      { find: /^monaco-editor\/esm\/vs\/(.*?)(\.js)?$/, replacement: 'monaco-editor/$1' },
      // monaco-yaml formats with Prettier, almost half of its worker; the editor leaves the user's layout alone.
      { find: /^prettier\/.*$/, replacement: fileURLToPath(new URL('src/ui/editor/no-prettier.ts', import.meta.url)) },
      // Tables, of which the extension for Chinese emphasis uses little.
      {
        find: /^micromark-util-symbol$/,
        replacement: fileURLToPath(new URL('src/ui/lessons/micromark-symbols.ts', import.meta.url)),
      },
      {
        find: /^get-east-asian-width$/,
        replacement: fileURLToPath(new URL('src/ui/lessons/east-asian-width.ts', import.meta.url)),
      },
      // just-bash's html-to-markdown, which the lab leaves out.
      { find: /^turndown$/, replacement: fileURLToPath(new URL('src/shell/no-turndown.ts', import.meta.url)) },
    ],
  },
  worker: { format: 'es', plugins: () => [collect()] },
  build: {
    // tooling/budget.mjs reads from it what the first paint and the first interaction need.
    manifest: true,
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: pureModules, sideEffects: false }] },
      optimization: { inlineConst: { mode: 'all', pass: 2 } },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [clusterChunk('/src/app/main.tsx', '/src/store/lab-store.ts', '/src/app/begun.tsx')],
        },
      },
    },
    // Monaco is one large chunk by design; what counts is the budget of the first load.
    chunkSizeWarningLimit: 5000,
  },
  server: { strictPort: false },
  optimizeDeps: {
    // Their dependencies are behind a dynamic import and in a worker: unless Vite looks for them at the start, the first
    // visit of `npm run dev` would reload the page.
    entries: ['index.html', 'src/ui/editor/monaco-adapter.ts', 'src/ui/editor/yaml.worker.ts', 'src/shell/index.ts'],
    include: ['monaco-editor/editor/editor.worker'],
  },
});
