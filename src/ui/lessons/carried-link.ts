/** The link that the lab was opened with. It may contain progress in the lesson that is opened next. */
import type { Lab } from '../../store/lab.ts';

const links = new WeakMap<Lab, string>();

export const keepLink = (lab: Lab, link: string): void => void links.set(lab, link);

/** Returns the link once: lessons that are opened later start from the beginning. */
export function takeLink(lab: Lab): string | undefined {
  const link = links.get(lab);
  links.delete(lab);
  return link;
}
