import { useEffect, useMemo, useState } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { pageMeasure } from './canvas.ts';
import { currentShade, readPalette, type Shade } from './palette.ts';
import type { PictureStyle } from './stage-picture.ts';
import type { Measure } from './text.ts';

/** Options of a picture's look. */
export interface Look extends Pick<PictureStyle, 'title' | 'sentence' | 'paper'> {
  readonly shade: Shade;
}

/** Returns the current look of the page. */
export const firstLook = (): Look => ({ shade: currentShade(), title: true, sentence: true, paper: true });

/** Returns the style; null until the fonts are loaded, because texts cannot be measured before. */
export function usePictureStyle({ shade, title, sentence, paper }: Look): PictureStyle | null {
  const { t } = useMessages();
  const [measure, setMeasure] = useState<{ readonly of: Measure } | null>(null);
  useEffect(() => {
    void pageMeasure().then((of) => setMeasure({ of }));
  }, []);
  return useMemo(
    () => measure && { t, measure: measure.of, colours: readPalette(shade), title, sentence, paper },
    [t, measure, shade, title, sentence, paper],
  );
}

interface LookOptionsProps {
  readonly look: Look;
  /** True if the background can be turned off. */
  readonly paperToo: boolean;
  readonly onChange: (look: Look) => void;
}

export function LookOptions({ look, paperToo, onChange }: LookOptionsProps) {
  const { t } = useMessages();
  const parts = [...(['title', 'sentence'] as const), ...(paperToo ? (['paper'] as const) : [])];
  return (
    <>
      <Segmented<Shade>
        label={t('app.theme')}
        value={look.shade}
        choices={(['light', 'dark'] as const).map((value) => ({
          value,
          name: t(`app.theme.${value}`),
          face: t(`app.theme.${value}`),
        }))}
        onChoose={(shade) => onChange({ ...look, shade })}
      />
      {parts.map((part) => (
        <label key={part}>
          <input
            type="checkbox"
            checked={look[part]}
            onChange={({ currentTarget }) => onChange({ ...look, [part]: currentTarget.checked })}
          />
          {t(`pictures.part.${part}`)}
        </label>
      ))}
    </>
  );
}
