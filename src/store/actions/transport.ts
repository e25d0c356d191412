/** Time: play, pause, step, speed. */
import { speeds } from '../playback.ts';
import { action } from './action.ts';

export const play = action({ id: 'play', label: 'action.play', perform: (lab) => lab.play() });

export const pause = action({ id: 'pause', label: 'action.pause', perform: (lab) => lab.pause() });

export const togglePlay = action({
  id: 'togglePlay',
  label: 'action.togglePlay',
  shortcut: ' ',
  perform: (lab) => (lab.state().playing ? lab.pause() : lab.play()),
});

/** Pauses, and goes on to the controller's next decision. */
export const step = action({ id: 'step', label: 'action.step', shortcut: '.', perform: (lab) => lab.step() });

/** @throws nothing: a speed that is not on the scale becomes the nearest one that is. */
export const setSpeed = action({
  id: 'setSpeed',
  label: 'action.setSpeed',
  perform(lab, speed: number) {
    const distance = (other: number) => Math.abs(Math.log2(other / speed));
    lab.set({ speed: speeds.reduce((best, other) => (distance(other) < distance(best) ? other : best)) });
  },
});
