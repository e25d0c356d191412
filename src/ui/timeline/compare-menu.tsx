import { useShallow } from 'zustand/react/shallow';
import { type Variation, variationsOf } from '../../timeline/variations.ts';
import { useAct, useLab } from '../kit/lab.tsx';
import { Menu, useCloseMenu } from '../kit/menu.tsx';
import { useMessages } from '../kit/messages.tsx';
import { runBegan, runName } from './run-name.ts';

/** The Compare menu: another branch, or this one replayed with one thing changed. */
export function CompareMenu() {
  const { t } = useMessages();
  const act = useAct();
  const run = useLab((state) => state.run);
  const runs = useLab((state) => state.runs);
  const beside = useLab((state) => state.beside);
  const variations = useLab(useShallow(({ stage, canUndo }) => (canUndo ? variationsOf(stage) : [])));
  const others = runs.filter(({ id }) => id !== run);
  const shown = others.some(({ id }) => id === beside);
  return (
    <div className="compare">
      <Menu label={t('timeline.beside')}>
        {variations.length > 0 && <p>{t('compare.again')}</p>}
        {variations.map((variation) => (
          <Choice
            key={variation}
            name={t(`compare.${variation}`)}
            onChoose={() => act('compareVariation', { variation })}
          />
        ))}
        {others.length > 0 && <p>{t('compare.others')}</p>}
        {others.map((other) => (
          <Choice
            key={other.id}
            name={t('timeline.with', { name: runName(t, other) })}
            hint={runBegan(other)}
            pressed={other.id === beside}
            onChoose={() => act('compareWith', { id: other.id })}
          />
        ))}
        {variations.length + others.length === 0 && <p>{t('compare.nothing')}</p>}
        {shown && <Choice name={t('compare.end')} onChoose={() => act('compareWith', { id: null })} />}
      </Menu>
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly hint?: Variation | string | null;
  readonly pressed?: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, hint, pressed, onChoose }: ChoiceProps) {
  const close = useCloseMenu();
  return (
    <button
      className="button small compare-choice"
      aria-pressed={pressed}
      onClick={() => {
        close();
        onChoose();
      }}
    >
      {name}
      {hint && <small>{hint}</small>}
    </button>
  );
}
