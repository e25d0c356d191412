/** Decides which figures of a page run: those in sight, at most four at once. */
import { onShadeChange } from './theme.ts';

/** A figure, as its neighbours see it. */
export interface Member extends Element {
  /** True if the figure has a frame. */
  readonly mounted: boolean;
  /** Lets it run, or pauses it. */
  setRunning(running: boolean): void;
  /** Removes the frame, and keeps its moment. */
  putAway(): void;
  followTheme(): void;
}

const mostRunning = 4;
/** Number of frames that are kept; those out of sight for longest are removed. */
const mostFrames = 8;

/** All figures; the last ones came into sight last. */
let members: Member[] = [];
const near = new Set<Element>();
let observer: IntersectionObserver | undefined;

function takeTurns(): void {
  const running = members.filter((member) => near.has(member)).slice(0, mostRunning);
  members.forEach((member) => member.setRunning(running.includes(member)));
  const idle = members.filter((member) => member.mounted && !running.includes(member));
  idle.slice(0, Math.max(0, idle.length + running.length - mostFrames)).forEach((member) => member.putAway());
}

function onSight(entries: readonly IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) near.delete(target);
    else if (!near.has(target)) {
      near.add(target);
      members = [...members.filter((other) => other !== target), target as Member];
    }
  }
  takeTurns();
}

export function enter(member: Member): void {
  if (!observer) {
    observer = new IntersectionObserver(onSight);
    onShadeChange(() => members.forEach((each) => each.followTheme()));
  }
  members.push(member);
  observer.observe(member);
}

export function leave(member: Member): void {
  members = members.filter((other) => other !== member);
  observer!.unobserve(member);
  takeTurns();
}
