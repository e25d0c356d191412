import { type ReactNode, useEffect, useState } from 'react';
import { clockText } from '../../view/words/clock-text.ts';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';
import type { Format } from './film/encoder.ts';
import { type FilmRange, rates, speedFor, speeds } from './film/range.ts';

export interface FilmChoice {
  readonly range: FilmRange;
  readonly format: Format;
  /** px. */
  readonly width: number;
}

const widths = [640, 960, 1280, 1920] as const;
/** Of the sliders (virtual ms). */
const step = 100;

interface FilmOptionsProps {
  readonly choice: FilmChoice;
  /** Virtual ms: the newest moment of the run, its last action, and the shown moment. */
  readonly head: number;
  readonly lastAction: number;
  readonly now: number;
  readonly disabled: boolean;
  readonly onChange: (choice: FilmChoice) => void;
}

/** Formats that this browser cannot write. */
function useMissing(width: number): readonly Format[] {
  const [missing, setMissing] = useState<readonly Format[]>(['webm', 'mp4']);
  useEffect(() => {
    let wanted = true;
    void import('./film/video-encoder.ts').then(async ({ codecFor }) => {
      const size = { width, height: (width * 9) / 16 };
      const codecs = await Promise.all((['webm', 'mp4'] as const).map((format) => codecFor(format, size)));
      if (wanted) setMissing((['webm', 'mp4'] as const).filter((_, i) => codecs[i] === null));
    });
    return () => {
      wanted = false;
    };
  }, [width]);
  return missing;
}

export function FilmOptions({ choice, head, lastAction, now, disabled, onChange }: FilmOptionsProps) {
  const { t } = useMessages();
  const { range, format, width } = choice;
  const missing = useMissing(width);
  const change = (part: Partial<FilmRange>): void => onChange({ ...choice, range: { ...range, ...part } });
  const span = (from: number, to: number): void => change({ from, to, speed: speedFor(from, to) });
  /** Of numbers, for {@link Segmented}. */
  const choices = (list: readonly number[], text: (value: number) => string) =>
    list.map((value) => ({ value: String(value), name: text(value), face: text(value) }));

  return (
    <fieldset className="pictures-film" disabled={disabled}>
      <div className="pictures-range">
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {t(`pictures.film.${end}`)}
            <input
              type="range"
              min={0}
              max={Math.ceil(head / step) * step}
              step={step}
              value={range[end]}
              aria-valuetext={clockText(range[end])}
              onChange={({ currentTarget }) => change({ [end]: Math.min(currentTarget.valueAsNumber, head) })}
            />
            <span className="pictures-clock" aria-hidden="true">
              {clockText(range[end])}
            </span>
          </label>
        ))}
        <span className="pictures-options">
          <button className="button small" onClick={() => span(lastAction, now)}>
            {t('pictures.film.sinceAction')}
          </button>
          <button className="button small" onClick={() => span(0, head)}>
            {t('pictures.film.all')}
          </button>
        </span>
      </div>
      <div className="pictures-options">
        <Named label={t('action.setSpeed')}>
          <Segmented
            label={t('action.setSpeed')}
            value={String(range.speed)}
            choices={choices(speeds, (speed) => `${speed}×`)}
            onChoose={(speed) => change({ speed: Number(speed) })}
          />
        </Named>
        <Named label={t('pictures.film.rate')}>
          <Segmented
            label={t('pictures.film.rate')}
            value={String(range.rate)}
            choices={choices(rates, (rate) => `${rate}/s`)}
            onChoose={(rate) => change({ rate: Number(rate) })}
          />
        </Named>
        <Named label={t('pictures.film.width')}>
          <Segmented
            label={t('pictures.film.width')}
            value={String(width)}
            choices={choices(widths, String)}
            onChoose={(chosen) => onChange({ ...choice, width: Number(chosen) })}
          />
        </Named>
        <Segmented<Format>
          label={t('pictures.film.format')}
          value={format}
          choices={(['gif', 'webm', 'mp4'] as const).map((value) => ({
            value,
            name: t(`pictures.format.${value}`),
            face: t(`pictures.format.${value}`),
            hint: t(missing.includes(value) ? 'pictures.film.noEncoder' : `pictures.formatHint.${value}`),
            disabled: missing.includes(value),
          }))}
          onChoose={(chosen) => onChange({ ...choice, format: chosen })}
        />
      </div>
    </fieldset>
  );
}

function Named({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span className="pictures-named">
      <span aria-hidden="true">{label}</span>
      {children}
    </span>
  );
}
