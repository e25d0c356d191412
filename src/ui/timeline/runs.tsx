import { actions } from '../../store/actions/table.ts';
import { useState } from 'react';
import { clockText } from '../../view/words/clock-text.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { runBegan, runName } from './run-name.ts';

/** The menu of branches: each action in the past creates one. */
export function Runs() {
  const { t } = useMessages();
  const act = useAct();
  const run = useLab((state) => state.run);
  const runs = useLab((state) => state.runs);
  const [renaming, setRenaming] = useState(false);
  const own = runs.find(({ id }) => id === run);
  if (runs.length < 2 || own === undefined) return null;
  if (renaming) {
    return (
      <input
        className="runs"
        aria-label={t(actions.renameRun.label)}
        defaultValue={runName(t, own)}
        autoFocus
        onBlur={({ currentTarget }) => {
          act('renameRun', { name: currentTarget.value === t('timeline.run', { id: run }) ? '' : currentTarget.value });
          setRenaming(false);
        }}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.value = runName(t, own);
          if (key === 'Enter' || key === 'Escape') currentTarget.blur();
        }}
      />
    );
  }
  return (
    <>
      <select
        className="runs"
        aria-label={t('timeline.runs')}
        value={run}
        onChange={(event) => act('selectRun', { id: Number(event.currentTarget.value) })}
      >
        {runs.map((info) => {
          const { id, from } = info;
          const began = runBegan(info);
          return (
            <option key={id} value={id}>
              {runName(t, info)}
              {began !== null && ` · ${began}`}
              {from !== null && t('timeline.from', { id: from.id, at: clockText(from.at) })}
            </option>
          );
        })}
      </select>
      <button
        className="button small icon-only"
        aria-label={t(actions.renameRun.label)}
        title={t(actions.renameRun.label)}
        onClick={() => setRenaming(true)}
      >
        <Icon name="pen" />
      </button>
    </>
  );
}
