/** Turns the moments of a range into pictures; each stays while nothing changes. */
import type { Drawing } from '../drawing.ts';
import { larger, noRoom } from '../geometry.ts';
import { subjectOf } from '../subject.ts';
import type { Lane } from '../lanes.ts';
import { lanesPicture, type NamedMoment, type PictureStyle, roomOf } from '../stage-picture.ts';
import { type FilmRange, hold, momentTimes } from './range.ts';

export interface Still {
  readonly drawing: Drawing;
  /** ms of the film. */
  readonly duration: number;
}

/** Lets the page do other work. */
export type Pause = () => Promise<void>;

/**
 * Draws the pictures of a range.
 * @param lanes The branches in each picture.
 * @param pause Awaited between moments; it throws to cancel.
 */
export async function stillsOf(
  range: FilmRange,
  style: PictureStyle,
  lanes: readonly Lane[],
  pause: Pause,
): Promise<readonly Still[]> {
  const moments: NamedMoment[][] = [];
  for (const at of momentTimes(range)) {
    // The clock shows whole seconds: while nothing happens, one second is one picture.
    const now = Math.floor(at / 1000) * 1000;
    moments.push(lanes.map(({ name, stateAt }) => ({ name, moment: { ...subjectOf(stateAt(at)), now } })));
    await pause();
  }
  const slots = Math.max(...moments.flat().map(({ moment }) => moment.stage.slots.length));
  let room = noRoom;
  for (const { moment } of moments.flat()) {
    room = larger(room, roomOf(moment, style, slots));
    await pause();
  }

  const stills: { drawing: Drawing; duration: number }[] = [];
  let before = '';
  for (const moment of moments) {
    const drawing = lanesPicture(moment, style, room);
    const shapes = JSON.stringify(drawing.shapes);
    if (shapes === before) stills.at(-1)!.duration += 1000 / range.rate;
    else stills.push({ drawing, duration: 1000 / range.rate });
    before = shapes;
    await pause();
  }
  stills.at(-1)!.duration += hold;
  return stills;
}
