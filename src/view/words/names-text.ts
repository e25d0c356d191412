/** Lists of names in sentences. */
import type { Translate } from '../../i18n/translate.ts';

/** Facts that are lists of names, in decisions and in traps. */
const lists = ['pods', 'kept', 'fields'] as const;

/** Returns names as a list in the language of the page, e.g. `web-0、web-1`. */
export const listText = (t: Translate, names: readonly string[]): string => names.join(t('narration.and'));

/** Returns the facts with their lists of names written as in the language of the page, e.g. `web-0、web-1`. */
export function withNames<F extends Readonly<Record<string, unknown>>>(t: Translate, facts: F): F {
  const names = lists.flatMap((key) => {
    const value = facts[key];
    return typeof value === 'string' ? [[key, value.replaceAll(', ', t('narration.and'))] as const] : [];
  });
  return { ...facts, ...Object.fromEntries(names) };
}
