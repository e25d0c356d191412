/** Decides which of a page's figures run: those in sight, and of them at most four. */
import { onShadeChange } from './theme.ts';

/** A figure as far as the others are concerned. */
export interface Member extends Element {
  /** There is a frame. */
  readonly mounted: boolean;
  /** Lets it run, or stand still. */
  setRunning(running: boolean): void;
  /** Takes the frame away, and keeps its moment. */
  putAway(): void;
  followTheme(): void;
}

const mostRunning = 4;
/** Frames that are kept; those that were in sight longest ago are put away. */
const mostFrames = 8;

/** All figures; those that came into sight last are at the end. */
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
