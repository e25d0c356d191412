import type { Lab } from '../store/lab.ts';
import { keepLink } from '../ui/lessons/carried-link.ts';
import { ownLesson } from '../store/state/own-lesson.ts';
import type { Address } from './address.ts';

/** Opens the lesson that the address names, and keeps the address at the page that is shown. */
export function followLesson(lab: Lab, address: Address): void {
  const show = (): void => {
    const place = address.lesson;
    if (place !== null) lab.act('openLesson', { id: place.id, at: place.page });
    else if (lab.store.getState().lesson !== null) lab.act('closeLesson');
  };
  address.onTravel(show);
  if (address.link !== null) keepLink(lab, address.link);
  const { lesson, lessonFile } = lab.store.getState();
  // A link may hold a lesson file.
  if (address.lesson === null && lessonFile !== null) lab.act('openLesson', { id: ownLesson, at: 0 });
  else if (lesson === null) show();
  lab.store.subscribe((state, before) => {
    if (state.lesson !== before.lesson) address.showLesson(state.lesson);
  });
}
