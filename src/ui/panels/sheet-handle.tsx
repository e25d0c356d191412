import { useState } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { Splitter } from '../kit/splitter.tsx';
import { layoutLimits, useLayout } from '../kit/use-layout.ts';
import { defaultLayout } from '../../store/state/layout.ts';
import './sheet-handle.css';

/** Let go below this (per cent), the sheet closes; above the other, it covers the stage. */
const [closes, covers] = [28, 78];

/** The upper edge of the sheet over a narrow page: half of it, or all. Drawn down, it closes. */
export function SheetHandle({ onClose }: { readonly onClose: () => void }) {
  const { t } = useMessages();
  const { layout, share } = useLayout();
  const [least, most] = layoutLimits.sheet;
  /** Where it is while it is moved by hand. */
  const [moved, setMoved] = useState(false);

  function settle(): void {
    if (!moved) return;
    setMoved(false);
    const { sheet } = layout;
    if (sheet < closes) onClose();
    share({ sheet: sheet > covers ? most : defaultLayout.sheet });
  }

  return (
    <Splitter
      className="sheet-handle"
      label={t('layout.sheet')}
      sizes="below"
      value={layout.sheet}
      limits={[least, most]}
      onSize={(sheet) => {
        setMoved(true);
        share({ sheet });
      }}
      onEnd={settle}
      onReset={() => share({ sheet: layout.sheet === most ? defaultLayout.sheet : most })}
      onToggle={() => share({ sheet: layout.sheet === most ? defaultLayout.sheet : most })}
    />
  );
}
