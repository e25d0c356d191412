/**
 * The options of a figure: one table for the reader of addresses, the controls in Share → Embed, and the documentation
 * (`npx tsx tooling/embed-docs.ts`).
 */
import { exampleIds } from '../../store/state/examples.ts';
import { speeds } from '../../store/moment/playback.ts';
import { choice, type Kind, lines, number, text, yesOrNo } from './kinds.ts';
import type { OptionName } from './names.ts';

export interface Option<T> {
  readonly kind: Kind<T>;
  /** The value where the option is absent. */
  readonly otherwise: NoInfer<T>;
  /** The same as the documentation says it, where the value alone does not say enough. */
  readonly otherwiseText?: Readonly<Record<'en' | 'zh', string>>;
  readonly doc: Readonly<Record<'en' | 'zh', string>>;
}

const option = <T>(row: Option<T>): Option<T> => row;

export const optionTable = {
  view: option({
    kind: choice(['slots', 'nodes', 'table']),
    otherwise: 'slots',
    doc: {
      en: 'What is shown: a slot for each ordinal, the Pods by node, or a table.',
      zh: '显示方式：按序号排列的槽位、按节点分布的 Pod，或表格。',
    },
  }),
  example: option({
    kind: choice(exampleIds),
    otherwise: 'complete',
    doc: {
      en: 'The manifest to begin with: a StatefulSet and its Service, the set alone, or a set beside a Deployment.',
      zh: '起始清单：StatefulSet 及其 Service、只有 StatefulSet，或 StatefulSet 与 Deployment 对照。',
    },
  }),
  manifest: option<string | null>({
    kind: text(200_000, { en: 'YAML', zh: 'YAML' }, true),
    otherwise: null,
    otherwiseText: { en: 'that of `example`', zh: '`example` 的清单' },
    doc: {
      en: 'A manifest of your own, in place of an example.',
      zh: '自己的清单，代替示例。',
    },
  }),
  title: option<string | null>({
    kind: text(200, { en: 'text', zh: '文本' }),
    otherwise: null,
    otherwiseText: { en: 'the name of the set', zh: 'StatefulSet 的名称' },
    doc: { en: 'The heading before the figure begins.', zh: '开始之前显示的标题。' },
  }),
  lang: option<string | null>({
    kind: choice(['en', 'zh']),
    otherwise: null,
    otherwiseText: { en: 'the reader’s language', zh: '读者的语言' },
    doc: { en: 'The language of the figure.', zh: '界面语言。' },
  }),
  theme: option({
    kind: choice(['auto', 'light', 'dark', 'contrast']),
    otherwise: 'auto',
    doc: {
      en: 'The colours; `auto` follows the system.',
      zh: '配色；`auto` 跟随系统。',
    },
  }),
  controls: option({
    kind: choice(['none', 'play', 'full']),
    otherwise: 'play',
    doc: {
      en: 'What the reader can do: look; play, step, restart and set the speed; or also scale, choose an image, move the partition and delete Pods.',
      zh: '读者可用的操作：只看；播放、单步、重新开始、调速；或再加上扩缩、更换镜像、移动 partition、删除 Pod。',
    },
  }),
  autoplay: option({
    kind: yesOrNo,
    otherwise: false,
    doc: {
      en: 'Begin as soon as the figure is in sight. Otherwise it waits to be started.',
      zh: '进入视野即开始；否则等读者点击开始。',
    },
  }),
  speed: option({
    kind: number(speeds),
    otherwise: 1,
    doc: { en: 'How many times faster than life time runs.', zh: '时间流逝的倍速。' },
  }),
  run: option<readonly string[]>({
    kind: lines(20, 2000, { en: 'kubectl commands, one a line', zh: 'kubectl 命令，每行一条' }),
    otherwise: [],
    otherwiseText: { en: 'none', zh: '无' },
    doc: {
      en: 'Commands that are run one by one, each when the cluster has come to rest.',
      zh: '依次执行的命令；每条都等集群稳定后再执行。',
    },
  }),
  motion: option({
    kind: choice(['on', 'off']),
    otherwise: 'on',
    doc: {
      en: 'Whether Pods and claims move. Nothing moves where the system asks for less motion.',
      zh: 'Pod 和 PVC 是否有动画。系统要求减少动画时一律没有。',
    },
  }),
} satisfies Record<OptionName, Option<never> | Option<unknown>>;

export type Options = {
  readonly [Name in OptionName]: (typeof optionTable)[Name] extends Option<infer T> ? T : never;
};
