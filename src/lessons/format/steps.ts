/** Steps of a lesson on a cluster: kubectl commands, edits of the manifest, and faults that no request can cause. */
import * as v from 'valibot';
import { commandText, podName } from './conditions.ts';
import { byKey, described } from './described.ts';

const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));

const others = {
  apply: described(
    v.strictObject({ apply: v.literal('manifest.yaml') }),
    'applies the text in the editor',
    '应用编辑器中的清单',
    'apply: manifest.yaml',
  ),
  text: described(
    v.strictObject({ text: v.pipe(v.string(), v.maxLength(20_000)) }),
    'puts another text into the editor',
    '换掉编辑器中的清单',
    'text: …',
  ),
  try: described(
    v.strictObject({ try: commandText }),
    'runs a command that may be refused',
    '执行命令，允许被拒绝',
    'try: kubectl …',
  ),
  set: described(
    v.strictObject({
      set: v.pipe(v.string(), v.regex(/^[a-zA-Z]+(\.[a-zA-Z]+|\[\d+\])*$/, 'expected a field, as spec.replicas')),
      to: v.union([v.string(), v.number(), v.boolean(), v.null()], 'expected a text, a number, true, false or null'),
    }),
    'writes a field of the first StatefulSet in the text',
    '修改清单中第一个 StatefulSet 的字段',
    'set: spec.replicas`, `to: 5',
  ),
  cutNodeOf: described(
    v.strictObject({ cutNodeOf: podName }),
    'disconnects the machine of a Pod',
    '断开 Pod 所在的机器',
    'cutNodeOf: web-1',
  ),
  restoreNodeOf: described(
    v.strictObject({ restoreNodeOf: podName }),
    'connects the machine of a Pod again',
    '重新接上 Pod 所在的机器',
    'restoreNodeOf: web-1',
  ),
  write: described(
    v.strictObject({ write: v.pipe(v.string(), v.maxLength(80)), to: podName }),
    'writes a line into the file data.txt on the first volume of the Pod',
    '向该 Pod 第一个卷上的文件 data.txt 写入一行',
    'write: a line`, `to: web-1',
  ),
  wait: described(v.strictObject({ wait: seconds }), 'lets virtual seconds pass', '让虚拟时间过去若干秒', 'wait: 60'),
  settle: described(
    v.strictObject({ settle: v.literal(true) }),
    'lets all come to rest',
    '等到一切稳定下来',
    'settle: true',
  ),
} as const;

export type Step = string | { [Key in keyof typeof others]: v.InferOutput<(typeof others)[Key]> }[keyof typeof others];

const stepSchema: v.GenericSchema<unknown, Step> = byKey(others, commandText);

/** @param most Largest number of steps. */
export const stepList = (most: number) => v.pipe(v.array(stepSchema), v.maxLength(most));
