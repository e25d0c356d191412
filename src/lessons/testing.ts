/** A set of three Pods at rest, for the tests of this folder. */
import { examples } from '../manifests/examples.ts';
import { simulate } from '../timeline/simulate.ts';
import { LessonRun } from './run/lesson-run.ts';

export function readySet(seed = 1): LessonRun {
  const run = new LessonRun(simulate(seed), examples.find(({ id }) => id === 'complete')!.yaml.en);
  run.performAll([{ apply: 'manifest.yaml' }, { settle: true }]);
  return run;
}
