// The project's own ESLint rules: the import law of floors.mjs, plain words, and two small habits.
import { dirname, relative, resolve, sep } from 'node:path';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { engineDoors, engineTesting, floors } from './floors.mjs';
import { plainWords } from './plain-words.mjs';

const root = resolve(import.meta.dirname, '..');
/** @param {string} file */
const inRepo = (file) => relative(root, file).split(sep).join('/');
/** @param {string} path */
const floorOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];
/** @param {string} path */
const isTest = (path) => /\.test\.tsx?$/.test(path) || path.startsWith(engineTesting);
/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
/** @param {string[]} names @param {string} specifier */
const lists = (names, specifier) => names.some((name) => specifier === name || specifier.startsWith(`${name}/`));

/**
 * Judges one import by the import law.
 * @param {string} file Importing file, from the repository's root, with forward slashes.
 * @param {string} specifier As written in the import.
 * @param {boolean} typeOnly `import type`.
 * @returns {string | null} The complaint, or null.
 */
export function judgeImport(file, specifier, typeOnly) {
  const from = floorOf(file);
  if (from === undefined) return null;
  const floor = floors[from];
  if (floor === undefined) return `src/${from}/ is not a floor: add it to tooling/floors.mjs.`;
  if (!specifier.startsWith('.')) {
    if (isTest(file) || lists(floor.npm, specifier)) return null;
    if (lists(floor.npmTypes ?? [], specifier)) {
      return typeOnly ? null : `${from} may import types only from ${packageOf(specifier)}: write \`import type\`.`;
    }
    return `${from} may not import ${packageOf(specifier)}; its packages: ${floor.npm.join(', ') || 'none'}.`;
  }
  const target = inRepo(resolve(root, dirname(file), specifier.replace(/\?.*$/, '')));
  const to = floorOf(target);
  if (to === from) return null;
  if (to === undefined) return isTest(file) ? null : `src/ may not import ${target}: it is outside of src/.`;
  const types = floor.mayTypes?.includes(to) ?? false;
  if (!floor.may.includes(to) && !types) {
    return `${from} may not import ${to}; it may import: ${[...floor.may, ...(floor.mayTypes ?? [])].join(', ') || 'only itself'}.`;
  }
  if (types && !typeOnly && !isTest(file)) return `${from} may import types only from ${to}: write \`import type\`.`;
  if (to === 'engine' && !engineDoors.includes(target) && !(isTest(file) && target.startsWith(engineTesting))) {
    return `Import the engine through its doors, ${engineDoors.join(' and ')}.`;
  }
  return null;
}

/** @type {import('eslint').Rule.RuleModule} */
const floorsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = inRepo(context.filename);
    /** @param {any} node An import, export or import() node, of TypeScript's syntax tree. */
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const typeOnly = node.importKind === 'type' || node.exportKind === 'type';
      const message = judgeImport(file, specifier, typeOnly);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

/** @type {import('eslint').Rule.RuleModule} */
const disableNeedsReason = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S/.test(comment.value) && comment.loc) {
            context.report({ loc: comment.loc, message: 'Say why: `eslint-disable-next-line rule -- reason`.' });
          }
        }
      },
    };
  },
};

/** @type {import('eslint').ESLint.Plugin} */
export const lab = {
  rules: {
    floors: floorsRule,
    'plain-words': plainWords,
    'disable-needs-reason': disableNeedsReason,
    // The same rule under a second name: one threshold warns, the other one (max-lines) fails.
    'max-lines-warn': /** @type {import('eslint').Rule.RuleModule} */ (builtinRules.get('max-lines')),
  },
};
