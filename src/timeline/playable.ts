/** A cluster, or the recorded past of one, that can be played. Times are virtual ms. */
export interface Playable {
  now(): number;
  /** Returns when something happens next; undefined when nothing ever will by itself. */
  nextTaskAt(): number | undefined;
  step(): void;
  advanceTo(time: number): void;
}
