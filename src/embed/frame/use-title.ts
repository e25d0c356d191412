import { useLab } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { useFigure } from './figure-context.tsx';
import { setNameIn } from './set-name.ts';

/** Returns the heading of the figure: its own, or the name of the set in its manifest. */
export function useTitle(): string {
  const { t } = useMessages();
  const { title } = useFigure().asked.options;
  const name = useLab((state) => setNameIn(state.text)) ?? 'StatefulSet';
  return title ?? t('embed.title', { name });
}
