import type { Fate } from '../../../view/stage/prediction.ts';
import { useMessages } from '../../kit/messages.tsx';

/** What a change that is considered would do here, and when its turn would be. */
export function FateNote({ fate }: { readonly fate: Fate | null }) {
  if (fate === null) return null;
  return (
    <p className={`pod-note fate ${fate.does}`}>
      <FateWords fate={fate} />
    </p>
  );
}

/** The same in a line that stands already. */
export function FateWords({ fate: { does, turn, after } }: { readonly fate: Fate }) {
  const { t } = useMessages();
  const note = t(`fate.${does}`, { after: after ?? 'none' });
  return (
    <>
      {turn !== null && <b className="turn">{turn}</b>} <span title={note}>{note}</span>
    </>
  );
}
