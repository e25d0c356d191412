/**
 * Builds the scripts of a figure, which tooling/embed.mjs puts into embed.html: classic ones, each with all that it
 * imports. They also run in a frame without an origin, from a host without CORS headers, and from a file.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { pureJsYaml } from './tooling/vite-js-yaml.ts';
import { askedIn, importedBy, messages } from './tooling/vite-messages.ts';
import { pureModules } from './tooling/vite-chunks.ts';
import { lessons } from './tooling/vite-lessons.ts';
import { terser } from './tooling/vite-terser.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** By the mode of the build. `shared`: modules that the first script has, by the global value that is each of them. */
const engine = { 'src/engine/index.ts': 'statefulsetLab.engine' };
const scripts: Readonly<Record<string, { readonly input: string; readonly shared: Readonly<Record<string, string>> }>> =
  {
    embed: { input: 'src/embed/main.tsx', shared: {} },
    'embed-more': { input: 'src/embed/more/index.ts', shared: engine },
    'embed-lessons': { input: 'src/embed/lessons/index.tsx', shared: engine },
  };

/** Takes the place of src/ui/kit/lesson-link.tsx. */
const lessonLink = path('src/embed/frame/lesson-link.tsx');
/** Takes the place of {@link inFirst}. */
const firstScript = path('src/embed/lessons/from-first.ts');
/** The sources of all three scripts. */
const sources = importedBy([...Object.values(scripts).map(({ input }) => path(input)), lessonLink, firstScript]);
/** The folders whose texts are in the third script. Texts that nothing asks for are in none. */
const lessonFolders = ['embed/lessons', 'ui/lessons', 'lessons'].map((folder) => path(`src/${folder}/`));
const isOfLessons = (file: string): boolean => lessonFolders.some((folder) => file.startsWith(folder));
const asked = askedIn([...sources].filter((file) => !isOfLessons(file)));
const askedInLessons = askedIn([...sources].filter(isOfLessons));

/** Modules of the scripts before that the third one uses from there: see src/embed/lessons/from-first.ts. */
export const inFirst: readonly string[] = [
  ...['preact/compat', 'preact/jsx-runtime', 'zustand', 'zustand/vanilla'],
  ...['lab.tsx', 'messages.tsx', 'rule-link.tsx', 'whole-page.tsx'].map((file) => `src/ui/kit/${file}`),
  ...['browser/storage.ts', 'browser/when-idle.ts'].map((file) => `src/ui/kit/${file}`),
  ...['cluster-view.ts', 'manifest-text.ts', 'stage/pod.ts', 'words/clock-text.ts', 'words/decision-text.ts'].map(
    (file) => `src/view/${file}`,
  ),
  ...['src/kubectl/run-command.ts', 'src/manifests/examples.ts'],
  ...['src/share/saved-fields.ts', 'src/share/session.ts', 'src/timeline/run.ts', 'src/timeline/simulate.ts'],
];

/** Takes what the scripts before have from there. */
function fromFirst(): Plugin {
  const known = new Set(inFirst.map((name) => (name.startsWith('src/') ? path(name) : name)));
  return {
    name: 'lab-embed-from-first',
    enforce: 'pre',
    resolveId(source, importer) {
      const id = source.startsWith('.') && importer !== undefined ? resolve(dirname(importer), source) : source;
      return known.has(id) && importer?.includes('/node_modules/') !== true ? firstScript : undefined;
    },
  };
}

/**
 * Makes static imports of those that the lab does later: a figure may load no modules. The bundler would do so, too, but
 * in functions that run later, which makes the script larger.
 */
function atOnce(): Plugin {
  return {
    name: 'lab-embed-at-once',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/(?!engine\/).*\.tsx?$/, code: /\bimport\('/ },
      handler(code) {
        const imports: string[] = [];
        const rewritten = code.replace(/\bimport\(('[^']+')\)/g, (_, from: string) => {
          imports.push(`import * as part${imports.length}AtOnce from ${from};`);
          return `Promise.resolve(part${imports.length - 1}AtOnce)`;
        });
        return { code: `${imports.join(' ')} ${rewritten}`, map: null };
      },
    },
  };
}

/** Ends the build where a script holds a source that was not found: its texts would be missing. Catalogs ask for none. */
function onlyThese(): Plugin {
  return {
    name: 'lab-embed-sources',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []));
      const other = modules.find((id) => /\/src\/(?!i18n\/).*\.tsx?$/.test(id) && !sources.has(id));
      if (other !== undefined) this.error(`${other} is in a script of a figure, and its texts are not`);
    },
  };
}

export default defineConfig(({ mode }) => {
  const { input, shared } = scripts[mode] ?? scripts.embed!;
  const globals = Object.fromEntries(Object.entries(shared).map(([name, value]) => [path(name), value]));
  return {
    base: './',
    publicDir: false,
    plugins: [
      ...(mode === 'embed-lessons' ? [fromFirst(), lessons()] : []),
      ...[atOnce(), react(), messages(mode === 'embed-lessons' ? askedInLessons : asked), pureJsYaml()],
      ...[onlyThese(), terser()],
    ],
    resolve: {
      // Preact does what a figure needs of React with a tenth of the script.
      alias: [
        { find: /^.*\/kit\/lesson-link\.tsx$/, replacement: lessonLink },
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
        optimization: { inlineConst: { mode: 'all', pass: 2 } },
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
