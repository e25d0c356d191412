/** From the moments of a range to pictures that each stand for as long as nothing changes. */
import type { LabState } from '../../../store/lab-state.ts';
import type { Drawing } from '../drawing.ts';
import { larger, noRoom } from '../geometry.ts';
import { type Moment, momentOf } from '../moment.ts';
import { type PictureStyle, roomOf, stagePicture } from '../stage-picture.ts';
import { type FilmRange, hold, momentTimes } from './range.ts';

export interface Still {
  readonly drawing: Drawing;
  /** ms of the film. */
  readonly duration: number;
}

/** Lets the page do what else it has to do. */
export type Pause = () => Promise<void>;

/**
 * @param look What the lab would show at a moment (virtual ms).
 * @param pause Awaited between any two moments; it throws to end it all.
 */
export async function stillsOf(
  range: FilmRange,
  style: PictureStyle,
  look: (at: number) => LabState,
  pause: Pause,
): Promise<readonly Still[]> {
  const moments: Moment[] = [];
  for (const at of momentTimes(range)) {
    // A clock of whole seconds: while nothing happens, one second is one picture.
    moments.push({ ...momentOf(look(at)), now: Math.floor(at / 1000) * 1000 });
    await pause();
  }
  const slots = Math.max(...moments.map(({ stage }) => stage.slots.length));
  let room = noRoom;
  for (const moment of moments) {
    room = larger(room, roomOf(moment, style, slots));
    await pause();
  }

  const stills: { drawing: Drawing; duration: number }[] = [];
  let before = '';
  for (const moment of moments) {
    const drawing = stagePicture(moment, style, room);
    const shapes = JSON.stringify(drawing.shapes);
    if (shapes === before) stills.at(-1)!.duration += 1000 / range.rate;
    else stills.push({ drawing, duration: 1000 / range.rate });
    before = shapes;
    await pause();
  }
  stills.at(-1)!.duration += hold;
  return stills;
}
