// The import law: which floor of src/ may import which, and which npm packages it may use.
// One table, two enforcers: ESLint (in the editor) and dependency-cruiser (in `npm run check`).
// A floor may always import itself. Type imports count like any other import.

/**
 * @typedef {object} Floor
 * @property {string[]} may Floors it may import.
 * @property {string[]} [mayTypes] Floors of which it may import types only.
 * @property {string[]} npm Packages it may import.
 * @property {string[]} [npmTypes] Packages of which it may import types only (development dependencies: nothing of
 *   them is left in the bundle).
 */

/** @type {Record<string, Floor>} */
export const floors = {
  engine: { may: [], npm: [], npmTypes: ['kubernetes-models', '@kubernetes-models'] },
  manifests: { may: ['engine'], npm: ['js-yaml'] },
  kubectl: { may: ['engine', 'manifests'], npm: ['diff', 'fast-string-width'] },
  shell: { may: ['engine', 'manifests', 'kubectl'], npm: ['just-bash'] },
  i18n: { may: [], npm: ['@lingui/core'] },
  share: { may: ['engine'], npm: ['fflate'] },
  import: { may: ['engine', 'manifests'], npm: [] },
  // It says what a moment shows in words, too: the translator is handed in.
  view: { may: ['engine', 'manifests', 'kubectl'], mayTypes: ['i18n'], npm: [] },
  timeline: { may: ['engine', 'manifests', 'kubectl', 'share', 'view'], mayTypes: ['import'], npm: [] },
  plan: { may: ['engine', 'manifests', 'kubectl', 'import', 'view'], mayTypes: ['i18n'], npm: [] },
  lessons: { may: ['engine', 'manifests', 'kubectl', 'share', 'view', 'timeline'], npm: ['valibot'] },
  // It follows a real cluster: what to ask for, what came, and the history of it. Who asks is `app`.
  live: { may: ['engine', 'manifests', 'import', 'plan', 'timeline', 'view'], mayTypes: ['i18n'], npm: [] },
  store: { may: ['engine', 'manifests', 'kubectl', 'share', 'import', 'view', 'timeline'], npm: ['zustand'] },
  ui: {
    may: ['store', 'timeline', 'view', 'i18n', 'shell', 'share', 'import', 'plan', 'lessons'],
    mayTypes: ['engine', 'live'],
    npm: [
      'react',
      'react-dom',
      'framer-motion',
      'monaco-editor',
      'monaco-yaml',
      'zustand',
      'gifenc',
      'mediabunny',
      'mdast-util-from-markdown',
      'micromark-extension-cjk-friendly',
      '@fontsource/ibm-plex-mono',
      '@fontsource/ibm-plex-sans',
    ],
  },
  // The lab in a frame of another page: the protocol between the two, and what the frame shows.
  // Its later scripts use parts of those before them.
  embed: {
    may: ['engine', 'manifests', 'kubectl', 'ui', 'store', 'timeline', 'view', 'share', 'i18n'],
    npm: ['react', 'react-dom', 'valibot', 'zustand'],
  },
  // The script in the page around the frame; it is built by itself.
  host: { may: ['embed'], npm: [] },
  app: {
    may: ['embed', 'ui', 'store', 'live', 'timeline', 'view', 'share', 'i18n'],
    mayTypes: ['engine'],
    npm: ['react', 'react-dom', 'zustand'],
  },
};

/** Lower folders of `src/engine/`, and which of the engine's folders each may import. The folders above may import all. */
export const engineFloors = {
  base: [],
  sim: [],
  api: ['base', 'sim'],
  trace: ['base', 'sim', 'api'],
  apiserver: ['base', 'sim', 'api', 'trace'],
};

/** Floors that know neither the DOM, the wall clock, chance, nor promises. */
export const pureFloors = ['engine', 'manifests', 'kubectl', 'view', 'timeline', 'lessons', 'live', 'import', 'plan'];

/** Packages that a pure floor must not reach, not even through others. */
export const impurePackages = [
  'react',
  'react-dom',
  'zustand',
  'framer-motion',
  'monaco-editor',
  'monaco-yaml',
  'just-bash',
];

/** The only files of the engine that other floors may import; its test builders are open to tests. */
export const engineDoors = ['src/engine/index.ts', 'src/engine/programs/index.ts', 'src/engine/restore/index.ts'];
export const engineTesting = 'src/engine/testing/';

/** Tests and what serves only them: they may use test libraries and Node's own modules. */
export const testFiles = ['src/**/*.test.{ts,tsx}', 'src/engine/testing/**'];
