import { useEffect, useMemo, useRef, useState } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import type { Format } from './film/encoder.ts';
import type { Film } from './film/make-film.ts';
import { filmLength, momentCount, mostMoments, speedFor } from './film/range.ts';
import { FilmOptions, type FilmChoice } from './film-options.tsx';
import { FilmResult } from './film-result.tsx';
import { type Look, usePictureStyle } from './look.tsx';
import { subjectOf } from './subject.ts';
import { Preview } from './preview.tsx';
import { lanesOf } from './lanes.ts';
import { lanesPicture } from './stage-picture.ts';

/** State of a recording: its progress or its result. */
type Work =
  | { readonly is: 'none' }
  | { readonly is: 'running'; readonly share: number }
  | { readonly is: 'done'; readonly film: Film; readonly format: Format }
  | { readonly is: 'failed'; readonly why: 'tooLarge' | 'failed' };

/** Records a range of moments of the run in use. The lab itself does not move. */
export function FilmPanel({ look }: { readonly look: Look }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  /** The lab's moment when the dialog was opened. */
  const [{ now, marks, head }] = useState(() => lab.store.getState());
  const lastAction = marks.findLast(({ kind, at }) => kind === 'action' && at < now)?.at ?? 0;
  const [choice, setChoice] = useState<FilmChoice>(() => ({
    range: { from: lastAction, to: now, speed: speedFor(lastAction, now), rate: 10 },
    format: 'gif',
    width: 960,
  }));
  const [lanes] = useState(() => lanesOf(t, lab));
  /** The previewed moment: the end of the range that was moved last (virtual ms). */
  const [at, setAt] = useState(now);
  const [work, setWork] = useState<Work>({ is: 'none' });
  const running = useRef<AbortController | null>(null);
  const chosen = usePictureStyle(look);
  const style = useMemo(() => chosen && { ...chosen, paper: true }, [chosen]);
  const drawing = useMemo(
    () =>
      style &&
      lanesPicture(
        lanes.map(({ name, stateAt }) => ({ name, moment: subjectOf(stateAt(at)) })),
        style,
      ),
    [lanes, at, style],
  );
  useEffect(() => () => running.current?.abort(), []);

  const { range, format, width } = choice;
  const moments = momentCount(range);
  const possible = moments <= mostMoments && range.from < range.to && style !== null;

  async function make(): Promise<void> {
    if (style === null) return;
    const controller = (running.current = new AbortController());
    setWork({ is: 'running', share: 0 });
    try {
      const { makeFilm } = await import('./film/make-film.ts');
      const film = await makeFilm({
        range,
        format,
        width,
        style,
        lanes,
        signal: controller.signal,
        onProgress: (share) => setWork({ is: 'running', share }),
      });
      setWork({ is: 'done', film, format });
    } catch (error) {
      const why = error instanceof Error && error.name === 'TooLargeError' ? 'tooLarge' : 'failed';
      setWork(controller.signal.aborted ? { is: 'none' } : { is: 'failed', why });
    }
  }

  if (work.is === 'done') {
    return <FilmResult {...work} {...range} onBack={() => setWork({ is: 'none' })} />;
  }
  const summary = { seconds: Math.round(filmLength(range) / 100) / 10, count: moments };
  const trouble = range.from >= range.to ? 'empty' : moments > mostMoments ? 'tooMany' : null;
  return (
    <>
      <Preview drawing={drawing} backdrop={style?.colours.raised} />
      <FilmOptions
        choice={choice}
        head={head}
        lastAction={lastAction}
        now={now}
        disabled={work.is === 'running'}
        onChange={(next) => {
          if (next.range.from !== range.from) setAt(next.range.from);
          else if (next.range.to !== range.to) setAt(next.range.to);
          setChoice(next);
        }}
      />
      <div className="pictures-options">
        {work.is === 'running' ? (
          <>
            <progress aria-label={t('pictures.film.progress')} value={work.share} />
            <button className="button" onClick={() => running.current?.abort()}>
              {t('pictures.film.cancel')}
            </button>
          </>
        ) : (
          <button className="button primary" disabled={!possible} onClick={() => void make()}>
            {t('pictures.film.make')}
          </button>
        )}
        <p className="pictures-note" role="status" data-trouble={trouble !== null || work.is === 'failed'}>
          {work.is === 'failed'
            ? t(`pictures.film.${work.why}`)
            : t(`pictures.film.${trouble ?? 'summary'}`, { ...summary, most: mostMoments })}
        </p>
      </div>
    </>
  );
}
