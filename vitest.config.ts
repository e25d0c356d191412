import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      environment: 'node',
      // No test is about speed, and machines are slow at times: only what hangs is to be ended.
      testTimeout: 180_000,
      // The tests share no state between files, so that a fresh process for each would cost more than all tests. One
      // project: each of several would transform and load the sources again.
      isolate: false,
      // Vitest itself would leave one core unused, of two.
      maxWorkers: availableParallelism(),
      setupFiles: ['tooling/fast-check-setup.ts', 'tooling/programs-setup.ts', 'tooling/pure-setup.ts'],
      include: ['src/**/*.test.{ts,tsx}', 'tooling/**/*.test.{ts,mjs}'],
      coverage: {
        provider: 'v8',
        include: ['src/engine/**/*.ts'],
        exclude: ['**/*.test.ts', 'src/engine/testing/**'],
        reporter: ['text-summary', 'text'],
      },
    },
  }),
);
