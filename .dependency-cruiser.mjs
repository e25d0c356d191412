// The CI half of the import law: it resolves every import, so it also sees cycles and what is reached through others.
import { engineDoors, engineFloors, engineTesting, floors, impurePackages, pureFloors } from './tooling/floors.mjs';

const tests = `\\.test\\.tsx?$|^${engineTesting}`;
/** @param {string[]} names */
const packages = (names) => `node_modules/(@types/)?(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'engine-door',
    comment: `Outside of the engine, import ${engineDoors.join(' and ')} only (tests also ${engineTesting}).`,
    severity: 'error',
    from: { path: '^src/(?!engine/)', pathNot: tests },
    to: { path: '^src/engine/', pathNot: `^(${engineDoors.join('|')})$` },
  },
  {
    name: 'engine-door-tests',
    severity: 'error',
    from: { path: `^src/(?!engine/).*\\.test\\.tsx?$` },
    to: { path: '^src/engine/', pathNot: `^((${engineDoors.join('|')})$|${engineTesting})` },
  },
  {
    name: 'pure-floors-stay-pure',
    comment: 'Not even through another module may a pure floor reach the view.',
    severity: 'error',
    from: { path: `^src/(${pureFloors.join('|')})/`, pathNot: tests },
    to: { path: packages(impurePackages), reachable: true },
  },
  {
    name: 'e2e-from-outside',
    comment: 'Browser tests know the page, not its source.',
    severity: 'error',
    from: { path: '^e2e/' },
    to: { path: '^src/' },
  },
  {
    name: 'src-imports-src',
    comment: 'The app imports nothing of the repository outside of src/.',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { path: '^(?!src/|node_modules/|.*/node_modules/)', dependencyTypes: ['local'] },
  },
  {
    name: 'every-folder-is-a-floor',
    severity: 'error',
    from: { path: `^src/(?!(${Object.keys(floors).join('|')})/)[^/]+/` },
    to: {},
  },
];

for (const [name, floor] of Object.entries(floors)) {
  const { may, mayTypes = [], npm, npmTypes = [] } = floor;
  const inFloor = `^src/${name}/`;
  const notListed = [...npm, ...npmTypes];
  forbidden.push(
    {
      name: `floor-${name}`,
      comment: `${name} may import: ${[...may, ...mayTypes].join(', ') || 'only itself'}.`,
      severity: 'error',
      from: { path: inFloor },
      to: { path: '^src/', pathNot: `^src/(${[name, ...may, ...mayTypes].join('|')})/` },
    },
    {
      name: `npm-${name}`,
      comment: `${name} may import these packages: ${notListed.join(', ') || 'none'}.`,
      severity: 'error',
      from: { path: inFloor, pathNot: tests },
      to: {
        path: 'node_modules/',
        ...(notListed.length > 0 && { pathNot: packages(notListed) }),
      },
    },
    {
      name: `builtin-${name}`,
      comment: 'Nothing of Node exists in the browser.',
      severity: 'error',
      from: { path: inFloor, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
  );
  const typesOnly = [
    ...mayTypes.map((floorName) => `^src/${floorName}/`),
    ...npmTypes.map((p) => `node_modules/${p}/`),
  ];
  if (typesOnly.length > 0) {
    forbidden.push({
      name: `types-only-${name}`,
      comment: 'Write `import type`.',
      severity: 'error',
      from: { path: inFloor, pathNot: tests },
      to: { path: typesOnly.join('|'), dependencyTypesNot: ['type-only'] },
    });
  }
}

for (const [name, may] of Object.entries(engineFloors)) {
  forbidden.push({
    name: `engine-${name}`,
    comment: `src/engine/${name} may import of the engine: ${may.join(', ') || 'only itself'}.`,
    severity: 'error',
    from: { path: `^src/engine/${name}/`, pathNot: tests },
    to: { path: '^src/engine/', pathNot: `^src/engine/(${[name, ...may].join('|')})/` },
  });
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'default'],
    },
  },
};
