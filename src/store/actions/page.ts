/** Actions on the page itself: none of them reaches the cluster. */
import { foldedAtFirst, maxLessonFile, stageViews } from '../../share/saved-fields.ts';
import type { Banner, DialogName, Recalled } from '../state/lab-state.ts';
import { fitting, type Layout, type layoutLimits } from '../state/layout.ts';
import { introductionSteps } from '../state/introduction.ts';
import { ownLesson } from '../state/own-lesson.ts';
import { pageAction } from './action.ts';
import {
  ArgumentError,
  type Checker,
  object,
  oneOf,
  optional,
  orNull,
  text,
  whole,
  yesOrNo,
  amount,
} from './arguments.ts';

/** The help dialogs, in the order of the Help menu. */
export const helpTopics = ['rules', 'shortcuts', 'about', 'offline'] as const satisfies readonly DialogName[];

const view = oneOf(stageViews);
const part = oneOf(foldedAtFirst);
const theme = oneOf(['auto', 'light', 'dark', 'contrast']);
const topic = oneOf(helpTopics);

// prettier-ignore
const banners = [
  'LinkUnreadable', 'LinkNewer', 'LinkTooLarge', 'NotLoaded', 'Replaced', 'NotKept', 'SetAside', 'KeptElsewhere',
  'FileUnreadable', 'TextTooLong', 'LessonTooLong', 'LessonNotFound',
] as const satisfies readonly Banner[];
const banner = orNull(oneOf(banners));

/** Accepts a size in percent, and clamps it to its limits. */
const size =
  (name: keyof typeof layoutLimits): Checker<number> =>
  (value, field) =>
    fitting(name, amount(1000)(value, field));

const layout = object({
  side: optional(size('side')),
  sideFolded: optional(yesOrNo),
  terminal: optional(orNull(size('terminal'))),
  strip: optional(size('strip')),
  stripFolded: optional(orNull(yesOrNo)),
  inspector: optional(size('inspector')),
  sheet: optional(size('sheet')),
});

const recall = <const Label extends string>(panel: Recalled, label: Label, shortcut: string) =>
  pageAction({
    label,
    group: 'page',
    shortcut,
    presenting: true,
    enabled: ({ presenting }) => presenting,
    needs: 'presenting',
    perform: ({ state, page }) => page.set({ recalled: state.recalled === panel ? null : panel }),
  });

export const pageActions = {
  setStageView: pageAction({
    label: 'action.showView',
    group: 'page',
    takes: { view },
    perform: ({ page }, { view }) => page.set({ stageView: view }),
  }),
  /** Shows a part of the page that is folded away until it is first needed. */
  unfold: pageAction({
    label: 'action.unfold',
    group: 'page',
    takes: { part },
    perform: ({ state, page }, { part }) => page.set({ unfolded: [...new Set([...state.unfolded, part])] }),
  }),
  fold: pageAction({
    label: 'action.fold',
    group: 'page',
    takes: { part },
    perform: ({ state, page }, { part }) => page.set({ unfolded: state.unfolded.filter((other) => other !== part) }),
  }),
  setLanguage: pageAction({
    label: 'action.languageIs',
    group: 'page',
    takes: { language: text(35) },
    perform({ state: { languages }, page }, { language }) {
      if (!languages.includes(language)) throw new ArgumentError(`language must be one of ${languages.join(', ')}`);
      page.set({ language });
    },
  }),
  setTheme: pageAction({
    label: 'action.themeIs',
    group: 'page',
    takes: { theme },
    perform: ({ page }, { theme }) => page.set({ theme }),
  }),
  setNarrated: pageAction({
    label: null,
    group: 'page',
    takes: { narrated: yesOrNo },
    perform: ({ page }, { narrated }) => page.set({ narrated }),
  }),
  /** Changes the sizes of the parts of the page. */
  setLayout: pageAction({
    label: null,
    group: 'page',
    takes: { layout },
    perform: ({ state, page }, argument) =>
      page.set({ layout: { ...state.layout, ...(argument.layout as Partial<Layout>) } }),
  }),
  showBanner: pageAction({
    label: null,
    group: 'page',
    takes: { banner },
    perform: ({ page }, argument) => page.set({ banner: argument.banner }),
  }),
  showNewVersion: pageAction({
    label: null,
    group: 'page',
    perform: ({ page }) => page.set({ newVersion: true }),
  }),
  openPalette: pageAction({
    label: 'action.openPalette',
    group: 'page',
    shortcut: 'Mod+k',
    perform: ({ page }) => page.set({ dialog: { name: 'palette' } }),
  }),
  closeDialog: pageAction({
    label: null,
    group: 'page',
    perform: ({ page }) => page.set({ dialog: null }),
  }),
  /** Enters or leaves presenter mode. */
  present: pageAction({
    label: 'action.present',
    group: 'page',
    shortcut: 'p',
    perform: ({ state, page }) => page.set({ presenting: !state.presenting, recalled: null, inspected: null }),
  }),
  recallEditor: recall('editor', 'present.editor', 'e'),
  recallTerminal: recall('terminal', 'present.terminal', 't'),
  recallEvents: recall('events', 'present.events', 'l'),
  recallBlank: recall('blank', 'present.blank', 'b'),
  stopPresenting: pageAction({
    label: 'action.stopPresenting',
    group: 'page',
    shortcut: 'Escape',
    presenting: true,
    enabled: ({ presenting }) => presenting,
    needs: 'presenting',
    perform: ({ page }) => page.set({ presenting: false, recalled: null }),
  }),
} as const;

export const helpActions = {
  startIntroduction: pageAction({
    label: 'action.startIntroduction',
    group: 'help',
    own: true,
    perform: ({ page }) => page.set({ introduction: 0, presenting: false }),
  }),
  /** Moves to the next step of the introduction; after the last one, ends it. */
  nextIntroductionStep: pageAction({
    label: 'introduction.next',
    group: 'help',
    perform({ state, page }) {
      const next = (state.introduction ?? 0) + 1;
      page.set({ introduction: next < introductionSteps.length ? next : null });
    },
  }),
  previousIntroductionStep: pageAction({
    label: null,
    group: 'help',
    enabled: ({ introduction }) => (introduction ?? 0) > 0,
    needs: 'introduction',
    perform: ({ state, page }) => page.set({ introduction: (state.introduction ?? 1) - 1 }),
  }),
  endIntroduction: pageAction({
    label: 'introduction.skip',
    group: 'help',
    shortcut: 'Escape',
    enabled: ({ introduction }) => introduction !== null,
    needs: 'introduction',
    perform: ({ page }) => page.set({ introduction: null }),
  }),
  openHelp: pageAction({
    label: 'action.helpOn',
    group: 'help',
    takes: { topic },
    perform: ({ page }, { topic }) => page.set({ dialog: { name: topic } }),
  }),
  /** Opens the list of rules at one of them. */
  openRule: pageAction({
    label: null,
    group: 'help',
    takes: { rule: text(100) },
    perform: ({ page }, { rule }) => page.set({ dialog: { name: 'rules', topic: rule } }),
  }),
  /** Writes a command line into the terminal; it is not entered. */
  typeCommand: pageAction({
    label: null,
    group: 'help',
    takes: { text: text(2000) },
    perform({ state, page }, argument) {
      const { typed, layout, unfolded } = state;
      page.set({
        typed: { key: (typed?.key ?? 0) + 1, text: argument.text },
        layout: { ...layout, sideFolded: false },
        unfolded: [...new Set([...unfolded, 'terminal' as const])],
      });
    },
  }),
  /** Opens the map of the course. */
  openCourse: pageAction({
    label: 'action.openCourse',
    group: 'help',
    own: true,
    perform: ({ page }) => page.set({ dialog: { name: 'course' } }),
  }),
  /** Opens a lesson, at a page of it. */
  openLesson: pageAction({
    label: null,
    group: 'help',
    own: true,
    takes: { id: text(50), at: whole(100) },
    perform: ({ page }, { id, at }) => page.set({ lesson: { id, page: at }, dialog: null, introduction: null }),
  }),
  /** Opens a lesson file of the user's own, in the editor and beside the stage. */
  openLessonFile: pageAction({
    label: null,
    group: 'help',
    own: true,
    takes: { text: text(maxLessonFile) },
    perform: ({ page }, argument) =>
      page.set({ lessonFile: argument.text, lesson: { id: ownLesson, page: 0 }, dialog: null, introduction: null }),
  }),
  editLessonFile: pageAction({
    label: null,
    group: 'help',
    takes: { text: text(maxLessonFile) },
    perform: ({ page }, argument) => page.set({ lessonFile: argument.text }),
  }),
  closeLessonFile: pageAction({
    label: 'action.closeLessonFile',
    group: 'help',
    enabled: ({ lessonFile }) => lessonFile !== null,
    needs: 'lesson',
    perform: ({ page }) => page.set({ lessonFile: null, lesson: null }),
  }),
  openTeach: pageAction({
    label: 'action.openTeach',
    group: 'help',
    own: true,
    perform: ({ page }) => page.set({ dialog: { name: 'teach' } }),
  }),
  /** Opens the ways to write a lesson, at the one that makes it from what was done. */
  makeLesson: pageAction({
    label: 'action.makeLesson',
    group: 'help',
    own: true,
    perform: ({ page }) => page.set({ dialog: { name: 'teach', topic: 'make' } }),
  }),
  exportLesson: pageAction({
    label: 'action.exportLesson',
    group: 'help',
    perform: ({ page }) => page.set({ dialog: { name: 'teach', topic: 'export' } }),
  }),
  closeLesson: pageAction({
    label: 'action.closeLesson',
    group: 'help',
    enabled: ({ lesson }) => lesson !== null,
    needs: 'lesson',
    perform: ({ page }) => page.set({ lesson: null, marked: null }),
  }),
  openShortcuts: pageAction({
    label: 'dialog.shortcuts',
    group: 'help',
    shortcut: '?',
    perform: ({ page }) => page.set({ dialog: { name: 'shortcuts' } }),
  }),
} as const;
