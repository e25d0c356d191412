import { useMemo, useState } from 'react';
import { useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { bitmapSize, toPng } from './canvas.ts';
import type { Drawing } from './drawing.ts';
import { fontRules } from './fonts.ts';
import { type Look, usePictureStyle } from './look.tsx';
import { fileName, subjectOf } from './subject.ts';
import { Preview } from './preview.tsx';
import { download } from '../kit/browser/download.ts';
import { copy } from './save.ts';
import { lanesOf } from './lanes.ts';
import { lanesPicture } from './stage-picture.ts';
import { facesOf, toSvg } from './svg.ts';

const scales = ['1', '2', '3'] as const;
type Scale = (typeof scales)[number];
type Said = 'svg' | 'png' | 'refused' | 'tooLarge';

const svgOf = async (drawing: Drawing): Promise<string> => toSvg(drawing, await fontRules(facesOf(drawing)));

/** Exports one moment: the one at which the dialog was opened. */
export function StillPanel({ look }: { readonly look: Look }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const [courses] = useState(() => {
    const state = lab.store.getState();
    return lanesOf(t, lab).map(({ name, stateAt }, i) => ({
      name,
      moment: subjectOf(i === 0 ? state : stateAt(state.now)),
    }));
  });
  const { moment } = courses[0]!;
  const [scale, setScale] = useState<Scale>('2');
  const [said, setSaid] = useState<Said | null>(null);
  const style = usePictureStyle(look);
  const drawing = useMemo(() => {
    if (style === null) return null;
    return lanesPicture(courses, style);
  }, [courses, style]);
  const size = drawing && bitmapSize(drawing, Number(scale));

  /** Runs `work`; returns a message if the picture is too large for the browser. */
  function attempt(work: () => Promise<Said | null>): void {
    setSaid(null);
    work().then(setSaid, () => setSaid('tooLarge'));
  }

  const saveSvg = async (): Promise<null> => {
    download(new Blob([await svgOf(drawing!)], { type: 'image/svg+xml' }), fileName(moment.stage, [moment.now], 'svg'));
    return null;
  };
  const savePng = async (): Promise<null> => {
    download(await toPng(drawing!, Number(scale)), fileName(moment.stage, [moment.now], 'png'));
    return null;
  };
  const copied = async (what: 'svg' | 'png'): Promise<Said> => {
    const done =
      what === 'png'
        ? copy('image/png', toPng(drawing!, Number(scale)))
        : copy(
            'text/plain',
            svgOf(drawing!).then((text) => new Blob([text], { type: 'text/plain' })),
          );
    return (await done) ? what : 'refused';
  };

  return (
    <>
      <Preview drawing={drawing} backdrop={style?.colours.raised} />
      <div className="pictures-options">
        <button className="button primary" disabled={drawing === null} onClick={() => attempt(saveSvg)}>
          {t('pictures.save.svg')}
        </button>
        <button className="button" disabled={drawing === null} onClick={() => attempt(() => copied('svg'))}>
          {t('pictures.copy.svg')}
        </button>
        <button className="button primary push" disabled={drawing === null} onClick={() => attempt(savePng)}>
          {t('pictures.save.png')}
        </button>
        <button className="button" disabled={drawing === null} onClick={() => attempt(() => copied('png'))}>
          {t('pictures.copy.png')}
        </button>
        <Segmented<Scale>
          label={t('pictures.scale')}
          value={scale}
          choices={scales.map((value) => ({ value, name: t('pictures.scaleOf', { scale: value }), face: `${value}×` }))}
          onChoose={setScale}
        />
        <span className="pictures-note">{size && `${size.width} × ${size.height}`}</span>
      </div>
      <p className="pictures-note" role="status" data-trouble={said === 'refused' || said === 'tooLarge'}>
        {t(said === null ? 'pictures.stillHint' : `pictures.said.${said}`)}
      </p>
    </>
  );
}
