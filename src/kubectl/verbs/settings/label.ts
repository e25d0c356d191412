/** `kubectl label` */
// Models kubectl/pkg/cmd/label/label.go
import { canonicalJson } from '../../../engine/index.ts';
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { labelValueProblem } from '../../resources/label-selector.ts';
import { type Pairs, splitPairs } from '../../flags/pairs.ts';
import { Aside } from '../../resources/visit.ts';
import { changeMetadata, checkMetadataFlags, metadataFlags, overwritten } from './change-metadata.ts';

export const label: Command = {
  name: 'label',
  short: 'Update the labels on a resource',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
  examples:
    "# Update pod 'foo' with the label 'unhealthy' and the value 'true'\nkubectl label pods foo unhealthy=true\n\n" +
    "# Update pod 'foo' by removing a label named 'bar' if it exists\nkubectl label pods foo bar-\n",
  flags: metadataFlags('label'),
  completes: 'resources',
  *run(parsed, env) {
    const { resources, pairs: given } = splitPairs(parsed.args, 'label');
    const pairs = parseLabels(given);
    checkMetadataFlags(parsed, resources, pairs, 'label');
    yield* changeMetadata(parsed, resources, env, {
      field: 'labels',
      word: 'label',
      pairs,
      tellsMissing: true,
      checkOverwrite(values) {
        const there = overwritten(pairs, values);
        if (there.length === 0) return;
        throw new Aside(
          ...there.map((key) => `'${key}' already has a value (${values[key]}), and --overwrite is false`),
        );
      },
      operation(before, after, flags) {
        const [old, now] = [canonicalJson(before), canonicalJson(after)];
        if (old === now) return 'not labeled';
        return !flags.bool('overwrite') && now.length < old.length ? 'unlabeled' : 'labeled';
      },
    });
    return 0;
  },
};

function parseLabels(specs: readonly string[]): Pairs {
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const spec of specs) {
    if (spec.includes('=')) {
      const parts = spec.split('=');
      if (parts.length !== 2) throw failure(`invalid label spec: ${spec}`);
      const [key, value] = parts as [string, string];
      const wrong = labelValueProblem(value);
      if (wrong !== undefined) throw failure(`invalid label value: ${JSON.stringify(spec)}: ${wrong}`);
      set.set(key, value);
    } else if (spec.endsWith('-')) remove.push(spec.slice(0, -1));
    else throw failure(`unknown label spec: ${spec}`);
  }
  if (remove.some((key) => set.has(key))) {
    throw failure('can not both modify and remove a label in the same command');
  }
  return { set, remove };
}
