// The in-editor half of the law of this repository; .dependency-cruiser.mjs is the other half.
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { bans, bansInE2e, bansInPureFloors } from './tooling/eslint-bans.mjs';
import { lab } from './tooling/eslint-lab.mjs';
import { pureFloors, testFiles } from './tooling/floors.mjs';

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'playwright-report/', 'test-results/', '.cache/', 'src/**/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' }, plugins: { lab } },
  tseslint.configs.recommended,
  { rules: bans },
  {
    rules: {
      'lab/disable-needs-reason': 'error',
      'lab/plain-words': 'error',
      'lab/max-lines-warn': ['warn', 300],
      'max-lines': ['error', 500],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: { 'lab/floors': 'error' } },
  { files: pureFloors.map((floor) => `src/${floor}/**/*.ts`), ignores: testFiles, rules: bansInPureFloors },
  { files: ['src/{ui,app}/**/*.{ts,tsx}'], ...reactHooks.configs.flat.recommended },
  { files: ['e2e/**/*.ts'], rules: bansInE2e },
  { files: ['tooling/**', '.ci/**'], rules: { 'no-console': 'off' } },
);
