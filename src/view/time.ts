/** Time for people: when something was, and how long ago. */
export { virtualTime } from '../engine/index.ts';
export { humanDuration } from '../kubectl/text/duration.ts';
