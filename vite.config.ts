import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { messages } from './tooling/vite-messages.ts';

export default defineConfig({
  // Relative addresses: the same build runs from the root, from any sub-path, and from any static server.
  base: './',
  plugins: [react(), messages()],
  resolve: {
    // monaco-yaml's worker manager still names the files of monaco-editor < 0.56.
    alias: [{ find: /^monaco-editor\/esm\/vs\/(.*?)(\.js)?$/, replacement: 'monaco-editor/$1' }],
  },
  worker: { format: 'es' },
  build: {
    // tooling/budget.mjs reads from it what the first paint and the first interaction need.
    manifest: true,
    // Monaco is one large chunk by design; what counts is the budget of the first load.
    chunkSizeWarningLimit: 5000,
  },
  server: { strictPort: false },
  optimizeDeps: {
    // Found late (behind a dynamic import), each of these would make the first visit of `npm run dev` reload the page.
    include: [
      'framer-motion',
      'js-yaml',
      'monaco-editor/editor',
      'monaco-editor/editor/editor.worker',
      'monaco-editor/languages/definitions/yaml/register',
      'monaco-yaml',
      'monaco-yaml/yaml.worker.js',
      'zustand',
    ],
  },
});
