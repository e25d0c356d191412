import { useState } from 'react';
import { shownTraps } from '../../view/traps/shown-traps.ts';
import { type Trap, type TrapKind, trapRules } from '../../view/traps/traps.ts';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { LessonLink } from '../kit/lesson-link.tsx';
import { RuleLink } from '../kit/rule-link.tsx';
import { useWholePage } from '../kit/whole-page.tsx';
import './traps.css';

/** Where the set cannot get out by itself: why, and what helps. One at a time, the first to get out of first. */
export function Traps() {
  const { t } = useMessages();
  const all = useLab(shownTraps);
  // The bar of the Service says itself that the Service is missing.
  const traps = all.filter(({ kind }) => kind !== 'ServiceMissing');
  // The sentence that the trap takes the place of.
  const decision = useLab((state) => state.stage.lastDecision);
  const [turn, setTurn] = useState(0);
  const trap = traps[turn % Math.max(traps.length, 1)];
  if (trap === undefined) return null;
  return (
    <div role="note" className="trap" data-trap={trap.kind} aria-label={t('trap.label')}>
      <p>{t(`trap.${trap.kind}`, trap.facts)}</p>
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

/** The button that does what the command does, or the first part of it, where the lab has one. */
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
  const way = ways[kind];
  if (way === undefined) return null;
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
