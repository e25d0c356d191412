import type { Translate } from '../../../i18n/index.ts';
import type { Forecast, Forecasts } from '../../../view/rollout/forecasts.ts';
import { type ForecastSum, sumOf } from '../../../view/rollout/forecast-sum.ts';
import { useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { Sample } from './field-legend.tsx';
import type { Glyph } from './glyph.ts';
import './forecast-line.css';

type Done = Exclude<Forecast['does'], 'stay'>;

/** In the controller's order. */
const kinds = ['create', 'delete', 'update'] as const satisfies readonly Done[];

/** Signs beside the number of a turn: colour alone does not distinguish them. */
export const forecastSigns: Readonly<Record<Done, string>> = { create: '+', delete: '✕', update: '↻' };

/** Returns e.g. `300 Pods would be replaced, one by one: web-999 … web-700`. */
function shareSentence(t: Translate, does: Done, sum: ForecastSum, setName: string): string | null {
  const share = sum[does];
  if (share === null) return null;
  const { count, first, last, atOnce } = share;
  const [from, to] = [`${setName}-${first}`, `${setName}-${last}`];
  return t(`forecasts.${does}`, { count, from, to, order: atOnce ? 'once' : 'turns' });
}

/** Returns the whole forecast as a sentence, for assistive technology. */
export function forecastsSentence(t: Translate, forecasts: Forecasts | null, setName: string): string {
  if (forecasts === null) return '';
  const sum = sumOf(forecasts);
  const said = kinds.flatMap((does) => shareSentence(t, does, sum, setName) ?? []);
  return [...(said.length === 0 ? [t('forecasts.none')] : said), ...waiting(t, sum)].join(t('slot.comma'));
}

const waiting = (t: Translate, sum: ForecastSum): string[] =>
  sum.waiting ? [t('forecasts.waiting', sum.waiting)] : [];

const plain: Glyph = { tone: 'good', colour: 0, pattern: 0, kept: false, next: null, forecast: null };

interface ForecastLineProps {
  readonly forecasts: Forecasts;
  /** A remark on Pods that would be created. */
  readonly ofCreated?: string;
  /** True if the slots above are glyphs on a canvas, false for signs. */
  readonly glyphs: boolean;
}

/** The effect of a previewed change in one line, for many slots and for slots that do not exist yet. */
export function ForecastLine({ forecasts, glyphs, ofCreated }: ForecastLineProps) {
  const { t } = useMessages();
  const setName = useLab(({ stage }) => stage.setName);
  const sum = sumOf(forecasts);
  const said = kinds.flatMap((does) => {
    const sentence = shareSentence(t, does, sum, setName);
    return sentence === null ? [] : [{ does, sentence }];
  });
  return (
    <p className="forecast-line">
      <strong>{t('forecasts.considered')}</strong>
      {said.map(({ does, sentence }) => (
        <span key={does} data-forecast={does}>
          {glyphs ? (
            <Sample glyph={{ ...plain, tone: does === 'create' ? 'ghost' : 'good', forecast: does }} />
          ) : (
            <b className="chip-forecast" data-forecast={does} aria-hidden="true">
              {forecastSigns[does]}
            </b>
          )}{' '}
          {sentence}
        </span>
      ))}
      {sum.create !== null && ofCreated !== undefined && <span>{ofCreated}</span>}
      {said.length === 0 && <span>{t('forecasts.none')}</span>}
      {waiting(t, sum).map((sentence) => (
        <span key={sentence} className="forecast-waiting">
          {sentence}
        </span>
      ))}
    </p>
  );
}
