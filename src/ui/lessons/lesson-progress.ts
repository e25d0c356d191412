/** Lessons that were finished in this browser. If it stores no data, they are lost with the page. */
import { remember, remembered } from '../kit/browser/preferences.ts';

const name = 'lessons';
const most = 200;
let kept: ReadonlySet<string> | undefined;

/** Returns the ids of the lessons that were finished. */
export function lessonsDone(): ReadonlySet<string> {
  const stored = (remembered(name) ?? '').split(' ').filter((id) => /^[a-z][a-z0-9-]{0,40}$/.test(id));
  return (kept ??= new Set(stored.slice(0, most)));
}

/** Notes that a lesson was finished. */
export function finishLesson(id: string): void {
  kept = new Set([...lessonsDone(), id]);
  remember(name, [...kept].join(' '));
}
