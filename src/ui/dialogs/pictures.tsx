import { useState } from 'react';
import { Dialog } from '../kit/dialog.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Segmented } from '../kit/segmented.tsx';
import { FilmPanel } from '../pictures/film-panel.tsx';
import { firstLook, LookOptions } from '../pictures/look.tsx';
import { StillPanel } from '../pictures/still-panel.tsx';
import './pictures.css';

type Kind = 'still' | 'film';

/** Exports the stage: one moment as a picture, or a range of moments as a recording. */
export default function Pictures() {
  const { t } = useMessages();
  const [kind, setKind] = useState<Kind>('still');
  const [look, setLook] = useState(firstLook);
  return (
    <Dialog title={t('dialog.pictures')} className="pictures">
      <div className="pictures-options">
        <Segmented<Kind>
          label={t('pictures.kind')}
          value={kind}
          choices={(['still', 'film'] as const).map((value) => ({
            value,
            name: t(`pictures.kind.${value}`),
            face: t(`pictures.kind.${value}`),
          }))}
          onChoose={setKind}
        />
        <LookOptions look={look} paperToo={kind === 'still'} onChange={setLook} />
      </div>
      {kind === 'still' ? <StillPanel look={look} /> : <FilmPanel look={look} />}
    </Dialog>
  );
}
