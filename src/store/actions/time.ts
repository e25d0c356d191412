/** Actions on time: playing, moving to other moments, and switching between runs. */
import { variations } from '../../timeline/variations.ts';
import { speeds } from '../../share/saved-fields.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { pageAction, recordingAction, simulationAction } from './action.ts';
import { amount, ArgumentError, type Checker, oneOf, orNull, text, whole } from './arguments.ts';

const id = whole(Number.MAX_SAFE_INTEGER);
const idOrNone = orNull(id);
const variation = oneOf(variations);
const momentOrNone = orNull(amount(1e12));
const go: Checker<(timeline: Timeline) => void> = (value) => {
  if (typeof value === 'function') return value as (timeline: Timeline) => void;
  throw new ArgumentError('go must be a function');
};

export const timeActions = {
  play: recordingAction({ label: 'action.play', group: 'time', perform: ({ moment }) => moment.play() }),
  pause: recordingAction({ label: 'action.pause', group: 'time', perform: ({ moment }) => moment.pause() }),
  togglePlay: recordingAction({
    label: 'action.togglePlay',
    group: 'time',
    shortcut: ' ',
    perform: ({ state, moment }) => (state.playing ? moment.pause() : moment.play()),
  }),
  /** Pauses, and advances to the controller's next decision. */
  step: recordingAction({
    label: 'action.step',
    group: 'time',
    shortcut: '.',
    perform({ moment }) {
      moment.pause();
      moment.travel((timeline) => timeline.stepDecision());
    },
  }),
  /** Pauses, and goes back to the moment after the previous decision or action. */
  stepBack: recordingAction({
    label: 'action.stepBack',
    group: 'time',
    shortcut: ',',
    enabled: ({ canStepBack }) => canStepBack,
    needs: 'earlier',
    perform({ moment }) {
      moment.pause();
      moment.travel((timeline) => timeline.stepBack());
    },
  }),
  /** Pauses, and advances to the next mark. */
  nextMark: recordingAction({
    label: 'action.nextMark',
    group: 'time',
    shortcut: 'n',
    enabled: ({ canGoOn }) => canGoOn,
    needs: 'later',
    perform({ moment }) {
      moment.pause();
      moment.travel((timeline) => timeline.nextMark());
    },
  }),
  /** Goes back to the moment before the last action. Acting there makes another run; this one is kept. */
  undo: recordingAction({
    label: 'action.undo',
    group: 'time',
    shortcut: 'Mod+z',
    enabled: ({ canUndo }) => canUndo,
    needs: 'action',
    perform: ({ moment }) => moment.travel((timeline) => timeline.undo()),
  }),
  redo: recordingAction({
    label: 'action.redo',
    group: 'time',
    shortcut: 'Mod+Shift+z',
    enabled: ({ canRedo }) => canRedo,
    needs: 'undone',
    perform: ({ moment }) => moment.travel((timeline) => timeline.redo()),
  }),
  /** Goes to the newest moment. */
  goLive: recordingAction({
    label: 'action.goLive',
    group: 'time',
    enabled: ({ past }) => past,
    needs: 'past',
    perform: ({ moment }) => moment.travel((timeline) => timeline.live()),
  }),
  /** Goes to a time of the run (virtual ms). */
  seek: recordingAction({
    label: 'action.seek',
    group: 'time',
    takes: { at: amount(1e12) },
    perform: ({ moment }, { at }) => moment.travel((timeline) => timeline.seek(at)),
  }),
  /** Moves the timeline as a lesson wants it. A function comes from the page's own code only: messages hold none. */
  travel: recordingAction({
    label: null,
    group: 'time',
    takes: { go },
    perform: ({ moment }, argument) => moment.travel(argument.go),
  }),
  /** Marks a moment on the timeline (virtual ms); null for none. */
  markMoment: pageAction({
    label: null,
    group: 'time',
    takes: { at: momentOrNone },
    perform: ({ page }, { at }) => page.set({ marked: at }),
  }),
  /** Sets the speed of time to the nearest supported one. */
  setSpeed: recordingAction({
    label: 'action.setSpeed',
    group: 'time',
    takes: { speed: amount(1e6) },
    perform({ moment }, { speed }) {
      const distance = (other: number) => Math.abs(Math.log2(other / speed));
      moment.setSpeed(speeds.reduce((best, other) => (distance(other) < distance(best) ? other : best)));
    },
  }),
  selectRun: recordingAction({
    label: 'action.selectRun',
    group: 'time',
    takes: { id },
    perform: ({ moment }, argument) => moment.travel((timeline) => timeline.select(argument.id)),
  }),
  /** Names the run in use; an empty name removes the name. */
  renameRun: recordingAction({
    label: 'action.renameRun',
    group: 'time',
    takes: { name: text(200) },
    perform: ({ moment }, { name }) =>
      moment.travel((timeline) => {
        timeline.run.name = name.trim() === '' ? null : name.trim();
      }),
  }),
  /** Shows another run beside the one in use; null for none. */
  compareWith: recordingAction({
    label: 'timeline.beside',
    group: 'time',
    takes: { id: idOrNone },
    perform: ({ sessions }, argument) => sessions.compareWith(argument.id),
  }),
  /** Goes to the first moment at which the two compared runs differ, and plays from there. */
  toFirstDifference: recordingAction({
    label: 'action.toFirstDifference',
    group: 'time',
    enabled: ({ run, beside }) => beside !== null && beside !== run,
    needs: 'compared',
    perform: ({ sessions }) => sessions.playFirstDifference(),
  }),
  /** Replays this run with one thing changed, and shows the new run beside it. */
  compareVariation: simulationAction({
    label: 'timeline.beside',
    group: 'time',
    takes: { variation },
    perform: ({ sessions }, argument) => sessions.compare(argument.variation),
  }),
} as const;
