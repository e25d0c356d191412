/**
 * The options of a figure: one table for the reader of addresses, the controls in Share → Embed, and the documentation
 * (`npx tsx tooling/embed-docs.ts`).
 */
import { exampleIds } from '../../store/state/examples.ts';
import { speeds } from '../../store/moment/playback.ts';
import { choice, type Kind, lines, number, text, whole, yesOrNo } from './kinds.ts';
import type { OptionName } from './names.ts';

export interface Option<T> {
  readonly kind: Kind<T>;
  /** The default value. */
  readonly otherwise: NoInfer<T>;
}

const option = <T>(row: Option<T>): Option<T> => row;

export const optionTable = {
  view: option({
    kind: choice(['slots', 'nodes', 'table']),
    otherwise: 'slots',
  }),
  example: option({
    kind: choice(exampleIds),
    otherwise: 'complete',
  }),
  manifest: option<string | null>({
    kind: text(200_000, { en: 'YAML', zh: 'YAML' }, true),
    otherwise: null,
  }),
  title: option<string | null>({
    kind: text(200, { en: 'text', zh: '文本' }),
    otherwise: null,
  }),
  lang: option<string | null>({
    kind: choice(['en', 'zh']),
    otherwise: null,
  }),
  theme: option({
    kind: choice(['auto', 'light', 'dark', 'contrast']),
    otherwise: 'auto',
  }),
  controls: option({
    kind: choice(['none', 'play', 'full']),
    otherwise: 'play',
  }),
  autoplay: option({
    kind: yesOrNo,
    otherwise: false,
  }),
  speed: option({
    kind: number(speeds),
    otherwise: 1,
  }),
  run: option<readonly string[]>({
    kind: lines(20, 2000, { en: 'kubectl commands, one a line', zh: 'kubectl 命令，每行一条' }),
    otherwise: [],
  }),
  lesson: option<string | null>({
    kind: text(41, { en: 'id of a lesson', zh: '课程 id' }),
    otherwise: null,
  }),
  page: option({
    kind: whole(1, 100),
    otherwise: 1,
  }),
  motion: option({
    kind: choice(['on', 'off']),
    otherwise: 'on',
  }),
} satisfies Record<OptionName, Option<never> | Option<unknown>>;

export type Options = {
  readonly [Name in OptionName]: (typeof optionTable)[Name] extends Option<infer T> ? T : never;
};
