/** Moving through what has happened. */
import { action } from './action.ts';

/** Back to the moment before the last action. What is done there makes another run; this one is kept. */
export const undo = action({
  id: 'undo',
  label: 'action.undo',
  shortcut: 'Mod+z',
  enabled: ({ canUndo }) => canUndo,
  needs: 'action',
  perform: (lab) => lab.travel((timeline) => timeline.undo()),
});

export const redo = action({
  id: 'redo',
  label: 'action.redo',
  shortcut: 'Mod+Shift+z',
  enabled: ({ canRedo }) => canRedo,
  needs: 'undone',
  perform: (lab) => lab.travel((timeline) => timeline.redo()),
});

/** Pauses, and goes back to the controller's decision before this one. */
export const stepBack = action({
  id: 'stepBack',
  label: 'action.stepBack',
  shortcut: ',',
  enabled: ({ canStepBack }) => canStepBack,
  needs: 'earlier',
  perform(lab) {
    lab.pause();
    lab.travel((timeline) => timeline.stepBack());
  },
});

/** Goes on to the next moment that has a mark. */
export const nextMark = action({
  id: 'nextMark',
  label: 'action.nextMark',
  shortcut: 'n',
  enabled: ({ canGoOn }) => canGoOn,
  needs: 'later',
  perform(lab) {
    lab.pause();
    lab.travel((timeline) => timeline.nextMark());
  },
});

/** To a moment of the run (virtual ms). */
export const seek = action({
  id: 'seek',
  label: 'action.seek',
  perform: (lab, at: number) => lab.travel((timeline) => timeline.seek(at)),
});

/** To the newest moment. */
export const goLive = action({
  id: 'goLive',
  label: 'action.goLive',
  enabled: ({ past }) => past,
  needs: 'past',
  perform: (lab) => lab.travel((timeline) => timeline.live()),
});

export const selectRun = action({
  id: 'selectRun',
  label: 'action.selectRun',
  perform: (lab, id: number) => lab.travel((timeline) => timeline.select(id)),
});

export const renameRun = action({
  id: 'renameRun',
  label: 'action.renameRun',
  perform: (lab, name: string) =>
    lab.travel((timeline) => {
      timeline.run.name = name.trim() === '' ? null : name.trim();
    }),
});
