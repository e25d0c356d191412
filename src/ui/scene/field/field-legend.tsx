import { useEffect, useRef } from 'react';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { type Glyph, paintGlyph } from './glyph.ts';

const plain: Glyph = { tone: 'good', colour: 0, pattern: 0, kept: false, next: null, forecast: null };
const entries = {
  ready: plain,
  starting: { ...plain, tone: 'wait' },
  failing: { ...plain, tone: 'bad' },
  terminating: { ...plain, tone: 'leaving' },
  outdated: { ...plain, next: 1 },
  absent: { ...plain, tone: 'ghost' },
  kept: { ...plain, tone: 'ghost', kept: true },
} as const satisfies Readonly<Record<string, Glyph>>;
const names = Object.keys(entries) as (keyof typeof entries)[];

/** Legend of the glyphs of a field. */
export function FieldLegend({ note }: { readonly note: string }) {
  const { t } = useMessages();
  return (
    <ul className="field-legend" aria-label={t('dots.legend')}>
      {names.map((name) => (
        <li key={name}>
          <Sample glyph={entries[name]} /> {t(`dots.legend.${name}`)}
        </li>
      ))}
      <li className="field-legend-note">{note}</li>
    </ul>
  );
}

/** A glyph within text. */
export function Sample({ glyph }: { readonly glyph: Glyph }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useLab((state) => state.theme);
  useEffect(() => {
    const element = canvas.current!;
    const context = element.getContext('2d')!;
    context.clearRect(0, 0, element.width, element.height);
    paintGlyph(context, glyph, (token) => {
      element.style.color = `var(${token})`;
      return getComputedStyle(element).color;
    });
  }, [glyph, theme]);
  return <canvas ref={canvas} width={28} height={24} aria-hidden="true" />;
}
