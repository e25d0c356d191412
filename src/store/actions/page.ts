/** What one can do to the page itself: none of it reaches the cluster. */
import type { Inspected } from '../../view/inspect.ts';
import type { DialogName, Language, StageView, Theme } from '../lab-state.ts';
import type { SetKey } from '../../view/stage/derive-stage.ts';
import { action } from './action.ts';

export const setLanguage = action({
  id: 'setLanguage',
  label: 'action.setLanguage',
  pageOnly: true,
  perform: (lab, language: Language) => lab.set({ language }),
});

export const setTheme = action({
  id: 'setTheme',
  label: 'action.setTheme',
  pageOnly: true,
  perform: (lab, theme: Theme) => lab.set({ theme }),
});

/** The Pods by ordinal, or by node. */
export const setStageView = action({
  id: 'setStageView',
  label: 'action.setStageView',
  pageOnly: true,
  perform: (lab, stageView: StageView) => lab.set({ stageView }),
});

export const selectSet = action({
  id: 'selectSet',
  label: 'action.selectSet',
  perform: (lab, set: SetKey) => lab.select(set),
});

/** Shows one object whole. */
export const inspect = action({
  id: 'inspect',
  label: 'action.inspect',
  perform: (lab, inspected: Inspected) => lab.set({ inspected }),
});

/** What explains the lab, in the order of the Help menu. */
export const helpTopics = ['rules', 'shortcuts', 'about'] as const satisfies readonly DialogName[];

export const openHelp = action({
  id: 'openHelp',
  label: 'action.openHelp',
  pageOnly: true,
  perform: (lab, name: (typeof helpTopics)[number]) => lab.set({ dialog: { name } }),
});

export const openPalette = action({
  id: 'openPalette',
  label: 'action.openPalette',
  shortcut: 'Mod+k',
  pageOnly: true,
  perform: (lab) => lab.set({ dialog: { name: 'palette' } }),
});

export const openShortcuts = action({
  id: 'openShortcuts',
  label: 'dialog.shortcuts',
  shortcut: '?',
  pageOnly: true,
  perform: (lab) => openHelp.perform(lab, 'shortcuts'),
});

/** Ways to take this moment along. */
export const openShare = action({
  id: 'openShare',
  label: 'share.open',
  pageOnly: true,
  perform: (lab) => lab.set({ dialog: { name: 'share' } }),
});

/** Pictures and films of the stage, for slides. */
export const openPictures = action({
  id: 'openPictures',
  label: 'share.pictures',
  pageOnly: true,
  perform: (lab) => lab.set({ dialog: { name: 'pictures' } }),
});
