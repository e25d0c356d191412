import { availableParallelism } from 'node:os';
import { defineConfig, mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import viteConfig from './vite.config.ts';

/** The test files that take longest. */
const long = [
  'tooling/transcript.test.ts',
  'tooling/lessons/course.test.ts',
  'tooling/hostile/hostile.property.test.ts',
];

/** Begins with the longest files: begun last, one of them would keep one core waiting for the other. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.some((file) => moduleId.endsWith(file));
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      environment: 'node',
      // No test is about speed, and machines are slow at times: only what hangs is to be ended.
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // The tests share no state between files, so that a fresh process for each would cost more than all tests. One
      // project: each of several would transform and load the sources again.
      isolate: false,
      // Vitest itself would leave one core unused, of two.
      maxWorkers: availableParallelism(),
      setupFiles: ['tooling/fast-check-setup.ts', 'tooling/programs-setup.ts', 'tooling/pure-setup.ts'],
      sequence: { sequencer: LongestFirst },
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
