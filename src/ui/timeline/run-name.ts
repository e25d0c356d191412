import type { Translate } from '../../i18n/index.ts';
import type { RunInfo } from '../../store/lab-state.ts';

/** What a course of events is called. */
export function runName(t: Translate, { id, name }: Pick<RunInfo, 'id' | 'name'>): string {
  return name ?? t('timeline.run', { id });
}
