import * as v from 'valibot';
import { conditionSchema } from './conditions.ts';
import { described } from './described.ts';
import { outlineSchema } from './outline.ts';
import { stepList } from './steps.ts';
import { localText } from './text.ts';

const goal = v.strictObject({
  says: described(localText, 'the goal in words', '目标的文字'),
  check: described(conditionSchema, 'the condition', '条件'),
  holds: described(v.optional(v.literal(true)), 'it holds before anything is done', '一开始就成立'),
  lost: described(
    v.optional(
      v.strictObject({
        when: described(conditionSchema, 'the condition', '条件'),
        says: described(localText, 'why it is lost', '为什么再也达不到'),
      }),
    ),
    'when it cannot be met any more',
    '什么情况下再也达不到',
  ),
});

/** A task: goals, near misses, hints and solutions. */
export const taskSchema = v.strictObject({
  task: described(localText, 'what is to be done', '要做什么'),
  goals: described(
    v.pipe(v.array(goal), v.minLength(1), v.maxLength(6)),
    'what is to be reached, each with a condition',
    '要达到的目标，各有一个条件',
  ),
  trial: described(
    v.optional(stepList(10)),
    'steps that the lab performs on a copy of the finished work before it judges',
    '评判之前，实验室在完成的集群的副本上执行的步骤',
  ),
  near: described(
    v.pipe(
      v.array(
        v.strictObject({
          do: described(v.pipe(stepList(10), v.minLength(1)), 'the wrong way', '做错的步骤'),
          when: described(conditionSchema, 'by which it is recognized, whoever went it', '识别它的条件，无论谁这样做'),
          says: described(localText, 'the sentence that helps', '给出的说明'),
        }),
      ),
      v.minLength(2),
      v.maxLength(6),
    ),
    'wrong ways that people take',
    '常见的错误做法',
  ),
  hints: described(
    v.strictObject({
      text: described(localText, 'the first hint: a sentence', '第一级提示：一句话'),
      ghost: described(outlineSchema, 'the second: a thing to look at', '第二级：该看的东西'),
      type: described(
        v.pipe(v.string(), v.maxLength(400)),
        'the third: typed into the terminal or the editor, not run',
        '第三级：输入终端或编辑器，但不执行',
      ),
    }),
    'three hints',
    '三级提示',
  ),
  solutions: described(
    v.pipe(
      v.strictObject({
        kubectl: described(v.optional(stepList(30)), 'by commands', '用命令'),
        yaml: described(v.optional(stepList(30)), 'by the text in the editor', '用编辑器中的清单'),
        stage: described(v.optional(stepList(30)), 'by the picture', '在舞台上'),
      }),
      v.check((ways) => Object.values(ways).some((way) => way !== undefined), 'expected at least one solution'),
    ),
    'ways to the goals, each by one hand',
    '达到目标的做法，各用一种手段',
  ),
});
