import { Icon } from '../../ui/kit/icons.tsx';
import { useLab } from '../../ui/kit/lab.tsx';
import { useMessages } from '../../ui/kit/messages.tsx';
import { useFigure } from './figure-context.tsx';
import { useTitle } from './use-title.ts';
import './poster.css';

interface PosterProps {
  /** @param byButton True if the button has the focus. */
  readonly onStart: (byButton: boolean) => void;
}

/** Shown before the figure starts: its title, its subject, and the start button. */
export function Poster({ onStart }: PosterProps) {
  const { t } = useMessages();
  const { options, link } = useFigure().asked;
  const view = useLab((state) => state.stageView);
  const title = useTitle();
  const what = link !== null ? 'moment' : options.lesson === null ? view : 'lesson';
  return (
    <section
      className="poster"
      aria-label={title}
      onClick={({ target }) => onStart(target instanceof HTMLButtonElement)}
    >
      <h1>{title}</h1>
      <p>{t(`embed.shows.${what}`)}</p>
      {options.run.length > 0 && (
        <ol className="poster-commands" aria-label={t('embed.commands')}>
          {options.run.slice(0, 3).map((command, index) => (
            <li key={index}>
              <code>{command}</code>
            </li>
          ))}
          {options.run.length > 3 && <li>…</li>}
        </ol>
      )}
      <button className="button primary">
        <Icon name="play" />
        {t('embed.start')}
      </button>
    </section>
  );
}
