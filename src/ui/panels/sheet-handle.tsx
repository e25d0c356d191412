import { useState } from 'react';
import { useMessages } from '../kit/messages.tsx';
import { Splitter } from '../kit/splitter.tsx';
import { layoutLimits, useLayout } from '../kit/use-layout.ts';
import { defaultLayout } from '../../store/state/layout.ts';
import './sheet-handle.css';

/** In percent: released below the first, the sheet closes; above the second, it covers the stage. */
const [closes, covers] = [28, 78];

/**
 * The upper edge of the sheet over a narrow page, which covers half of it, or all. Dragging it down closes the sheet.
 */
export function SheetHandle({ onClose }: { readonly onClose: () => void }) {
  const { t } = useMessages();
  const { layout, share } = useLayout();
  const [least, most] = layoutLimits.sheet;
  /** True while it is dragged. */
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
