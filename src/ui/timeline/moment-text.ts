/** A moment as text, for screen readers. */
import type { Translate } from '../../i18n/index.ts';
import { lastIndex } from '../../timeline/last-index.ts';
import type { Mark } from '../../timeline/marks.ts';
import { clockText } from '../../view/words/clock-text.ts';

/**
 * Returns the time and the last mark, e.g. `0:12.3, web-1 Ready`, or `0:20.0, after web-1 Ready at 0:12.3`.
 * @param marks Oldest first.
 * @param now Virtual ms.
 */
export function momentText(t: Translate, marks: readonly Mark[], now: number): string {
  const at = clockText(now);
  const last = marks[lastIndex(marks, (mark) => mark.at <= now)];
  if (last === undefined) return at;
  const [what, then] = [t(`mark.${last.kind}`, { name: last.name }), clockText(last.at)];
  return then === at ? t('timeline.value', { at, what }) : t('timeline.valueAfter', { at, what, then });
}
