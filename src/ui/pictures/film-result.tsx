import { useEffect, useRef } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import type { Format } from './film/encoder.ts';
import type { Film } from './film/make-film.ts';
import { fileName } from './subject.ts';
import { download } from '../kit/browser/download.ts';

interface FilmResultProps {
  readonly film: Film;
  readonly format: Format;
  /** Virtual ms. */
  readonly from: number;
  readonly to: number;
  readonly onBack: () => void;
}

/** A finished recording, to view and to save. */
export function FilmResult({ film: { file, width, height, pictures }, format, from, to, onBack }: FilmResultProps) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const image = useRef<HTMLImageElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(file);
    (image.current ?? video.current)!.src = address;
    return () => URL.revokeObjectURL(address);
  }, [file]);
  const name = fileName(lab.store.getState().stage, [from, to], format);
  const size = file.size < 1_000_000 ? `${Math.ceil(file.size / 1000)} kB` : `${(file.size / 1e6).toFixed(1)} MB`;

  return (
    <>
      <div className="pictures-preview" data-film={format}>
        {format === 'gif' ? (
          <img ref={image} alt={t('pictures.film.result')} />
        ) : (
          <video ref={video} aria-label={t('pictures.film.result')} controls autoPlay loop muted playsInline />
        )}
      </div>
      <div className="pictures-options">
        <button className="button primary" onClick={() => download(file, name)}>
          {t('pictures.film.save', { name })}
        </button>
        <button className="button" onClick={onBack}>
          {t('pictures.film.another')}
        </button>
        <p className="pictures-note" role="status">
          {t('pictures.film.made', { width, height, count: pictures, size })}
        </p>
      </div>
    </>
  );
}
