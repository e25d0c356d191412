/** Descriptions of a figure's options, for the documentation and for the controls in Share → Embed. */
import type { OptionName } from './names.ts';

type Words = Readonly<Record<'en' | 'zh', string>>;

export interface OptionWords {
  readonly doc: Words;
  /** Description of the default, if the value alone is not clear. */
  readonly otherwise?: Words;
}

export const optionWords: Readonly<Record<OptionName, OptionWords>> = {
  view: {
    doc: {
      en: 'What is shown: a slot for each ordinal, the Pods by node, or a table.',
      zh: '显示方式：按序号排列的槽位、按节点分布的 Pod，或表格。',
    },
  },
  example: {
    doc: {
      en: 'The manifest to begin with: the set of the tutorial without its Service, a set and its Service, or a set beside a Deployment.',
      zh: '起始清单：教程中的 StatefulSet（没有 Service）、StatefulSet 及其 Service，或 StatefulSet 与 Deployment 对照。',
    },
  },
  manifest: {
    doc: {
      en: 'A manifest of your own, in place of an example.',
      zh: '自己的清单，代替示例。',
    },
    otherwise: { en: 'that of `example`', zh: '`example` 的清单' },
  },
  title: {
    doc: { en: 'The heading before the figure begins.', zh: '开始之前显示的标题。' },
    otherwise: { en: 'the name of the set', zh: 'StatefulSet 的名称' },
  },
  lang: {
    doc: { en: 'The language of the figure.', zh: '界面语言。' },
    otherwise: { en: 'the reader’s language', zh: '读者的语言' },
  },
  theme: {
    doc: {
      en: 'The colours; `auto` follows the system.',
      zh: '配色；`auto` 跟随系统。',
    },
  },
  controls: {
    doc: {
      en: 'What the reader can do: look; play, step, restart and set the speed; or also scale, choose an image, move the partition and delete Pods.',
      zh: '读者可用的操作：只看；播放、单步、重新开始、调速；或再加上扩缩、更换镜像、移动 partition、删除 Pod。',
    },
  },
  autoplay: {
    doc: {
      en: 'Begin as soon as the figure is in sight. Otherwise it waits to be started.',
      zh: '进入视野即开始；否则等读者点击开始。',
    },
  },
  speed: {
    doc: { en: 'How many times faster than life time runs.', zh: '时间流逝的倍速。' },
  },
  run: {
    doc: {
      en: 'Commands that are run one by one, each when the cluster has come to rest.',
      zh: '依次执行的命令；每条都等集群稳定后再执行。',
    },
    otherwise: { en: 'none', zh: '无' },
  },
  lesson: {
    doc: {
      en: 'A lesson of the course, beside the stage. It begins with a cluster of its own, in place of the manifest.',
      zh: '课程中的一课，显示在舞台旁边。它从自己的集群开始，代替清单。',
    },
    otherwise: { en: 'none', zh: '无' },
  },
  page: {
    doc: { en: 'The page at which the lesson is opened.', zh: '从这一课的第几页开始。' },
  },
  motion: {
    doc: {
      en: 'Whether Pods and claims move. Nothing moves where the system asks for less motion.',
      zh: 'Pod 和 PVC 是否有动画。系统要求减少动画时一律没有。',
    },
  },
};
