// The import law: which floor of src/ may import which, and which npm packages it may use.
// One table, two enforcers: ESLint (in the editor) and dependency-cruiser (in `npm run check`).
// A floor may always import itself. Type imports count like any other import.
// `kubernetes-models` is types only (a development dependency that leaves nothing in the bundle).
export const floors = {
  engine: { may: [], npm: ['kubernetes-models', '@kubernetes-models'] },
  manifests: { may: ['engine'], npm: ['js-yaml'] },
  kubectl: { may: ['engine', 'manifests'], npm: [] },
  i18n: { may: [], npm: ['@lingui/core'] },
  store: { may: ['engine', 'manifests', 'kubectl'], npm: ['zustand'] },
  ui: {
    may: ['store', 'engine', 'i18n'],
    npm: ['react', 'react-dom', 'framer-motion', 'monaco-editor', 'monaco-yaml', 'zustand'],
  },
  app: { may: ['ui', 'store', 'i18n'], npm: ['react', 'react-dom', 'zustand'] },
};

/** Floors that know neither the DOM, the wall clock, chance, nor promises. */
export const pureFloors = ['engine', 'manifests', 'kubectl'];
