/** `kubectl annotate` */
// Models kubectl/pkg/cmd/annotate/annotate.go
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { parsePairs, splitPairs } from '../../flags/pairs.ts';
import { Aside } from '../../resources/visit.ts';
import { changeMetadata, checkMetadataFlags, metadataFlags, overwritten } from './change-metadata.ts';
import { changeCause } from '../deploy/rollout-targets.ts';

export const annotate: Command = {
  name: 'annotate',
  short: 'Update the annotations on a resource',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  examples:
    "# Update pod 'foo' with the annotation 'description' and the value 'my frontend'\n" +
    "kubectl annotate pods foo description='my frontend'\n\n" +
    "# Update pod 'foo' by removing an annotation named 'description' if it exists\nkubectl annotate pods foo description-\n",
  flags: metadataFlags('annotation'),
  completes: 'resources',
  *run(parsed, env) {
    const { resources, pairs: given } = splitPairs(parsed.args, 'annotation');
    const pairs = parsePairs(given, 'annotation', true);
    checkMetadataFlags(parsed, resources, pairs, 'annotation');
    const both = pairs.remove.filter((key) => pairs.set.has(key));
    if (both.length > 0) {
      throw failure(
        `can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`,
      );
    }
    yield* changeMetadata(parsed, resources, env, {
      field: 'annotations',
      word: 'annotation',
      pairs,
      tellsMissing: false,
      checkOverwrite(values) {
        const there = overwritten(pairs, values).filter((key) => key !== changeCause);
        if (there.length === 0) return;
        const list = there.map((key) => `'${key}' already has a value (${values[key]})`).join('; ');
        throw new Aside(`--overwrite is false but found the following declared annotation(s): ${list}`);
      },
      operation: () => 'annotated',
    });
    return 0;
  },
};
