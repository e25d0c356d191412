import { useState } from 'react';
import { shownTraps } from '../../view/traps/shown-traps.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import { type Trap, type TrapKind, trapRules } from '../../view/traps/traps.ts';
import { trapText } from '../../view/words/trap-text.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { LessonLink } from '../kit/lesson-link.tsx';
import { RuleLink } from '../kit/rule-link.tsx';
import { useWholePage } from '../kit/whole-page.tsx';
import './traps.css';

/** Traps that a refused request leads to. */
const refusals: readonly TrapKind[] = ['ImmutableField', 'StrategyRefused'];

const lastCommand = ({ commands }: LabState) => commands.at(-1)?.id;

/** The traps of the set, each with its reason and its fix. Shows one at a time, the one to fix first at the beginning. */
export function Traps() {
  const { t } = useMessages();
  const all = useLab(shownTraps);
  // In a comparison, the sentences are compared: a refusal from before it is over.
  const [before] = useState(useLab(lastCommand));
  const stale = useLab((state) => state.beside !== null && lastCommand(state) === before);
  // The bar of the Service already says that the Service is missing.
  const traps = all.filter(({ kind }) => kind !== 'ServiceMissing' && !(stale && refusals.includes(kind)));
  // The decision whose sentence the trap replaces.
  const decision = useLab((state) => state.stage.lastDecision);
  const [turn, setTurn] = useState(0);
  const trap = traps[turn % Math.max(traps.length, 1)];
  if (trap === undefined) return null;
  return (
    <div role="note" className="trap" data-trap={trap.kind} aria-label={t('trap.label')}>
      <p>{trapText(t, trap, decision)}</p>
      <span className="trap-ways">
        <code>{trap.command}</code>
        <WayOut trap={trap} />
        <AboutTrap kind={trap.kind} />
        {decision !== null && <RuleLink rule={decision.rule} />}
        {traps.length > 1 && (
          <button className="button small" onClick={() => setTurn((turn + 1) % traps.length)}>
            {t('trap.next', { at: (turn % traps.length) + 1, count: traps.length })}
          </button>
        )}
      </span>
    </div>
  );
}

/** The button that runs the command, or the first part of it, if the lab has one. */
function WayOut({ trap: { kind, facts, command } }: { readonly trap: Trap }) {
  const { t } = useMessages();
  const act = useAct();
  const strategyWays: Readonly<Record<string, () => void>> = {
    patch: () => act('setPolicy', { policy: 'updateStrategy', value: 'OnDelete' }),
    back: () => act('setPolicy', { policy: 'updateStrategy', value: 'RollingUpdate' }),
    manifest() {
      act('writePolicy', { policy: 'updateStrategy', value: 'OnDelete' });
      act('apply');
    },
  };
  const ways: Partial<Record<TrapKind, (() => void) | undefined>> = {
    StuckRollout: () => act('deletePod', { name: String(facts.pod) }),
    PartitionLeft: () => act('setPartition', { partition: 0 }),
    ImmutableField: () => act('deleteSet', { orphan: true }),
    StrategyRefused: strategyWays[String(facts.way)],
  };
  const readOnly = useLab((state) => state.readOnly);
  const way = ways[kind];
  if (way === undefined || readOnly) return null;
  return (
    <button className="button small" onClick={way}>
      {t(facts.way === 'manifest' ? 'trap.doManifest' : command.includes(' && ') ? 'trap.doFirst' : 'trap.do')}
    </button>
  );
}

function AboutTrap({ kind }: { readonly kind: TrapKind }) {
  const { t } = useMessages();
  const lab = useLabInstance();
  const whole = useWholePage();
  if (!whole) return null;
  return (
    <>
      <button className="button small" onClick={() => lab.act('openRule', { rule: trapRules[kind] })}>
        {t('rule.about')}
      </button>
      <LessonLink trap={kind} />
    </>
  );
}
