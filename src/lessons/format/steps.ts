/** Steps of a lesson on a cluster: kubectl commands, edits of the manifest, and faults that no request can cause. */
import * as v from 'valibot';
import { commandText, podName } from './conditions.ts';

const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));

const others = {
  /** Applies the manifest as it stands in the editor. */
  apply: v.strictObject({ apply: v.literal('manifest.yaml') }),
  /** Puts another text into the editor. */
  text: v.strictObject({ text: v.pipe(v.string(), v.maxLength(20_000)) }),
  /** A command that may be refused. */
  try: v.strictObject({ try: commandText }),
  /** Writes a field of the first StatefulSet in the editor's text. */
  set: v.strictObject({
    set: v.pipe(v.string(), v.regex(/^[a-zA-Z]+(\.[a-zA-Z]+|\[\d+\])*$/, 'expected a field, as spec.replicas')),
    to: v.union([v.string(), v.number(), v.boolean(), v.null()]),
  }),
  /** Cuts the machine off on which the Pod runs. */
  cutNodeOf: v.strictObject({ cutNodeOf: podName }),
  restoreNodeOf: v.strictObject({ restoreNodeOf: podName }),
  /** Writes a line into the file data.txt on the Pod's first volume. */
  write: v.strictObject({ write: v.pipe(v.string(), v.maxLength(80)), to: podName }),
  /** Lets virtual seconds pass. */
  wait: v.strictObject({ wait: seconds }),
  /** Lets all come to rest. */
  settle: v.strictObject({ settle: v.literal(true) }),
} as const;
const names = Object.keys(others) as readonly (keyof typeof others)[];

export type Step = string | { [Key in keyof typeof others]: v.InferOutput<(typeof others)[Key]> }[keyof typeof others];

export const stepSchema: v.GenericSchema<unknown, Step> = v.lazy((input: unknown) => {
  if (typeof input === 'string') return commandText as v.GenericSchema<unknown, Step>;
  const key = names.find((known) => typeof input === 'object' && input !== null && known in input);
  const message = `expected a kubectl command, or one of ${names.join(', ')}`;
  return (key === undefined ? v.custom<never>(() => false, message) : others[key]) as v.GenericSchema<unknown, Step>;
});
