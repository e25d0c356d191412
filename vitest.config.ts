import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import { pureFloors } from './tooling/floors.mjs';
import viteConfig from './vite.config.ts';

const pure = `src/{${pureFloors.join(',')}}/**/*.test.ts`;

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      environment: 'node',
      // No test is about speed, and machines are slow at times: only what hangs is to be ended.
      testTimeout: 180_000,
      // The tests share no state between files, so that a fresh process for each would cost more than all tests.
      isolate: false,
      // Vitest itself would leave one core unused, of two.
      maxWorkers: availableParallelism(),
      setupFiles: ['tooling/fast-check-setup.ts', 'tooling/programs-setup.ts'],
      projects: [
        { extends: true, test: { name: 'pure', include: [pure], setupFiles: ['tooling/pure-setup.ts'] } },
        { extends: true, test: { name: 'upper', include: ['src/**/*.test.{ts,tsx}'], exclude: [pure] } },
        { extends: true, test: { name: 'tooling', include: ['tooling/**/*.test.{ts,mjs}'] } },
      ],
      coverage: {
        provider: 'v8',
        include: ['src/engine/**/*.ts'],
        exclude: ['**/*.test.ts', 'src/engine/testing/**'],
        reporter: ['text-summary', 'text'],
      },
    },
  }),
);
