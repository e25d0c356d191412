import { Icon } from '../kit/icons.tsx';
import { useMessages } from '../kit/messages.tsx';
import { Splitter } from '../kit/splitter.tsx';
import { layoutLimits, useLayout } from '../kit/use-layout.ts';
import { defaultLayout } from '../../store/state/layout.ts';
import './side-edge.css';

/** The bar between the column of manifest and terminal, and the stage: resizes or folds the column. */
export function SideEdge() {
  const { t } = useMessages();
  const { layout, share } = useLayout();
  const { side, sideFolded } = layout;
  const fold = (): void => share({ sideFolded: !sideFolded });
  const label = t(sideFolded ? 'layout.sideUnfold' : 'layout.sideFold');
  return (
    <>
      {!sideFolded && (
        <Splitter
          className="side-bar"
          label={t('layout.side')}
          sizes="left"
          value={side}
          limits={layoutLimits.side}
          onSize={(percent) => share({ side: percent })}
          onReset={() => share({ side: defaultLayout.side })}
          onToggle={fold}
        />
      )}
      <button className="side-fold" aria-expanded={!sideFolded} aria-label={label} title={label} onClick={fold}>
        <Icon name={sideFolded ? 'right' : 'left'} />
      </button>
    </>
  );
}
