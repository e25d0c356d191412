/** The stage before a class: large, alone, and moved by a clicker. */
import type { Recalled } from '../lab-state.ts';
import { action } from './action.ts';

/** Gives the stage the screen; again, gives it back. */
export const present = action({
  id: 'present',
  label: 'action.present',
  shortcut: 'p',
  pageOnly: true,
  perform: (lab) => lab.set({ presenting: !lab.state().presenting, recalled: null, inspected: null }),
});

export const stopPresenting = action({
  id: 'stopPresenting',
  label: 'action.stopPresenting',
  shortcut: 'Escape',
  enabled: ({ presenting }) => presenting,
  pageOnly: true,
  perform: (lab) => lab.set({ presenting: false, recalled: null }),
});

const recallOf = <const Label extends string>(panel: Recalled, label: Label, shortcut: string) =>
  action({
    id: `recall-${panel}`,
    label,
    shortcut,
    enabled: ({ presenting }) => presenting,
    pageOnly: true,
    perform: (lab) => lab.set({ recalled: lab.state().recalled === panel ? null : panel }),
  });

/** Each fetches one thing onto the screen, and again sends it away; what was there before goes. */
export const recalls = {
  editor: recallOf('editor', 'present.editor', 'e'),
  terminal: recallOf('terminal', 'present.terminal', 't'),
  events: recallOf('events', 'present.events', 'l'),
  blank: recallOf('blank', 'present.blank', 'b'),
} as const;
