import type { Forecast } from '../../../view/rollout/forecasts.ts';
import { useMessages } from '../../kit/messages.tsx';

/** The effect of a previewed change here, and its turn. */
export function ForecastNote({ forecast }: { readonly forecast: Forecast | null }) {
  if (forecast === null) return null;
  return (
    <p className={`pod-note forecast ${forecast.does}`}>
      <ForecastWords forecast={forecast} />
    </p>
  );
}

/** The same within an existing line. */
export function ForecastWords({ forecast: { does, turn, after } }: { readonly forecast: Forecast }) {
  const { t } = useMessages();
  const note = t(`forecast.${does}`, { after: after ?? 'none' });
  return (
    <>
      {turn !== null && <b className="turn">{turn}</b>} <span title={note}>{note}</span>
    </>
  );
}
