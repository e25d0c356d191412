import { useLab } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { useFigure } from './figure-context.tsx';
import { setNameIn } from './set-name.ts';

/**
 * Returns the heading of the figure: its option, or the name of the set in its manifest. A lesson has its own heading.
 */
export function useTitle(): string {
  const { t } = useMessages();
  const { title, lesson } = useFigure().asked.options;
  const name = useLab((state) => setNameIn(state.text)) ?? 'StatefulSet';
  return title ?? (lesson === null ? t('embed.title', { name }) : t('embed.lesson'));
}
