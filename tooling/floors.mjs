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
  // It also words what a moment shows: it receives the translator as an argument.
  view: { may: ['engine', 'manifests', 'kubectl'], mayTypes: ['i18n'], npm: [] },
  timeline: { may: ['engine', 'manifests', 'kubectl', 'share', 'view'], mayTypes: ['import'], npm: [] },
  plan: { may: ['engine', 'manifests', 'kubectl', 'import', 'view'], mayTypes: ['i18n'], npm: [] },
  lessons: { may: ['engine', 'manifests', 'kubectl', 'share', 'view', 'timeline'], npm: ['valibot'] },
  // It follows a real cluster: its requests, their responses, and the resulting history. `app` sends the requests.
  live: { may: ['engine', 'manifests', 'kubectl', 'import', 'plan', 'timeline', 'view'], mayTypes: ['i18n'], npm: [] },
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
  // The lab in a frame of another page: the protocol between both, and the frame's content.
  // Its later scripts use parts of the earlier ones.
  embed: {
    may: ['engine', 'manifests', 'kubectl', 'ui', 'store', 'timeline', 'view', 'share', 'i18n'],
    npm: ['react', 'react-dom', 'valibot', 'zustand'],
  },
  // The script in the page around the frame, which is built separately.
  host: { may: ['embed'], npm: [] },
  app: {
    may: ['embed', 'ui', 'store', 'live', 'timeline', 'view', 'share', 'i18n'],
    mayTypes: ['engine'],
    npm: ['react', 'react-dom', 'zustand'],
  },
};

/** Lower folders of `src/engine/`, and the engine's folders that each can import. The other folders can import all. */
export const engineFloors = {
  base: [],
  sim: [],
  api: ['base', 'sim'],
  trace: ['base', 'sim', 'api'],
  apiserver: ['base', 'sim', 'api', 'trace'],
};

/** Floors that do not use the DOM, the wall clock, random numbers, or promises. */
export const pureFloors = ['engine', 'manifests', 'kubectl', 'view', 'timeline', 'lessons', 'live', 'import', 'plan'];

/** Packages that a pure floor must not import, directly or through others. */
export const impurePackages = [
  'react',
  'react-dom',
  'zustand',
  'framer-motion',
  'monaco-editor',
  'monaco-yaml',
  'just-bash',
];

/** The only files of the engine that other floors can import. Its test builders are available to tests. */
export const engineDoors = ['src/engine/index.ts', 'src/engine/programs/index.ts', 'src/engine/restore/index.ts'];
export const engineTesting = 'src/engine/testing/';

/** Tests and their helpers: they can use test libraries and Node's own modules. */
export const testFiles = ['src/**/*.test.{ts,tsx}', 'src/engine/testing/**'];
