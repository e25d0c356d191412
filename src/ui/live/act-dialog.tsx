import { type FormEvent, useState } from 'react';
import type { KubernetesObject, Pod, StatefulSet } from '../../engine/index.ts';
import type { LiveAct, Proposal } from '../../live/index.ts';
import type { Assume } from '../../plan/assumptions.ts';
import type { Plan } from '../../plan/plan.ts';
import { Dialog } from '../kit/dialog.tsx';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { PlanSwitches, PlanView } from '../plan/plan-view.tsx';
import { type LiveControl, useLive } from './live-source.ts';

const kinds = ['scale', 'image', 'partition', 'deletePod', 'apply'] as const;
type Kind = (typeof kinds)[number];

interface ActDialogProps {
  readonly control: LiveControl;
  readonly onClose: () => void;
}

/** Changes the real cluster: choose a change, see its dry run with the difference and the plan, confirm. */
export function ActDialog({ control, onClose }: ActDialogProps) {
  const { t } = useMessages();
  const { acting, namespace } = useLive();
  const [kind, setKind] = useState<Kind>('scale');
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [state, setState] = useState<'' | 'asking' | 'done'>('');
  const [failure, setFailure] = useState<string | null>(null);
  const place = { context: acting ?? '', namespace };

  function perform(work: () => Promise<void>): void {
    setState('asking');
    setFailure(null);
    work().then(
      () => undefined,
      (error: unknown) => {
        setState('');
        setFailure(error instanceof Error ? error.message : String(error));
      },
    );
  }
  function ask(act: LiveAct): void {
    setProposal(null);
    perform(async () => {
      setProposal(await control.propose(act, t));
      setState('');
    });
  }
  function confirm(made: Proposal): void {
    perform(async () => {
      const refusal = await control.confirm(made);
      setProposal(null);
      setFailure(refusal);
      setState(refusal === null ? 'done' : '');
    });
  }

  return (
    <Dialog title={t('live.act.title', place)} className="live-act" onClose={onClose}>
      <div className="live-act-kinds" role="group" aria-label={t('live.act.choose')}>
        {kinds.map((one) => (
          <button
            key={one}
            className="button small"
            aria-pressed={one === kind}
            onClick={() => {
              setKind(one);
              setProposal(null);
              setFailure(null);
              setState('');
            }}
          >
            {t(`live.act.${one}`)}
          </button>
        ))}
      </div>
      <Fields key={kind} kind={kind} control={control} busy={state === 'asking'} onAct={ask} />
      {state === 'asking' && <p role="status">{t('live.act.asking')}</p>}
      {state === 'done' && <p role="status">{t('live.act.done')}</p>}
      {failure !== null && <p role="alert">{t('live.act.failed', { reason: failure })}</p>}
      {proposal !== null && (
        <Proposed proposal={proposal} objects={control.objects()} onConfirm={() => confirm(proposal)} />
      )}
    </Dialog>
  );
}

interface Assumed {
  readonly assume: Assume;
  readonly plan: Plan | null;
}

interface ProposedProps {
  readonly proposal: Proposal;
  readonly objects: readonly KubernetesObject[];
  readonly onConfirm: () => void;
}

/** The difference, the plan and the command, with the button that sends it. */
function Proposed({ proposal, objects, onConfirm }: ProposedProps) {
  const { t } = useMessages();
  const { acting, namespace } = useLive();
  const [assumed, setAssumed] = useState<Assumed>({ assume: {}, plan: proposal.plan });
  const { act, refusal, refusedBy, diff, planWith, kubectl } = proposal;
  const { assume, plan } = assumed;
  const nodes = nodesOf(objects);
  if (refusal !== null) {
    return (
      <p role="alert">
        {t(refusedBy === 'proxy' ? 'live.act.refusedByProxy' : 'live.act.refused', { reason: refusal })}
      </p>
    );
  }
  return (
    <section className="live-proposal" aria-label={t('live.act.proposal')}>
      <h3>{t('live.act.diff')}</h3>
      {diff.length === 0 ? (
        <p>{t('live.act.noDiff')}</p>
      ) : (
        <pre>
          {diff.map(({ sign, text }, i) => (
            <span key={i} data-sign={sign}>
              {sign} {text}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
      <h3>{t('live.act.plan')}</h3>
      {plan === null ? (
        <p>{t('live.act.noPlan')}</p>
      ) : (
        <>
          <PlanSwitches
            {...{ plan, nodes, assume }}
            onAssume={(other) => setAssumed({ assume: other, plan: planWith(other) ?? plan })}
          />
          <PlanView plan={plan} command={kubectl} text={act.do === 'apply' ? act.manifest : ''} />
        </>
      )}
      <h3>{t('live.act.command')}</h3>
      <pre>{kubectl}</pre>
      <button className="button primary" onClick={(event) => event.nativeEvent.isTrusted && onConfirm()}>
        {t('live.act.confirm', { context: acting ?? '', namespace })}
      </button>
    </section>
  );
}

interface FieldsProps {
  readonly kind: Kind;
  readonly control: LiveControl;
  readonly busy: boolean;
  readonly onAct: (act: LiveAct) => void;
}

/** The fields of an act. */
function Fields({ kind, control, busy, onAct }: FieldsProps) {
  const { t } = useMessages();
  const selected = useLab((state) => state.selected);
  const [objects] = useState(() => control.objects());
  const set = objects.find((o) => o.kind === 'StatefulSet' && o.metadata.name === selected.name) as
    StatefulSet | undefined;
  const pods = objects.filter((o) => o.kind === 'Pod' && isOwnedBy(o, set));

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string): string => String(data.get(name) ?? '');
    const ofSet = { set: selected.name, uid: set?.metadata.uid ?? '' };
    const acts: Readonly<Record<Kind, () => LiveAct>> = {
      scale: () => ({ do: 'scale', ...ofSet, replicas: Number(text('replicas')) }),
      image: () => ({ do: 'image', ...ofSet, container: text('container'), image: text('image') }),
      partition: () => ({ do: 'partition', ...ofSet, partition: Number(text('partition')) }),
      deletePod: () => ({
        do: 'deletePod',
        pod: text('pod'),
        uid: pods.find(({ metadata }) => metadata.name === text('pod'))?.metadata.uid ?? '',
      }),
      apply: () => ({ do: 'apply', manifest: text('manifest') }),
    };
    onAct(acts[kind]());
  }

  if (set === undefined && kind !== 'apply') return <p>{t('live.act.noSet')}</p>;
  const containers = set?.spec.template.spec?.containers ?? [];
  return (
    <form className="live-act-fields" onSubmit={submit}>
      {kind === 'scale' && (
        <label>
          replicas
          <input name="replicas" type="number" min={0} max={100_000} required defaultValue={set?.spec.replicas} />
        </label>
      )}
      {kind === 'image' && (
        <>
          <label>
            {t('live.act.container')}
            <select name="container">
              {containers.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          </label>
          <label>
            image
            <input name="image" required maxLength={500} spellCheck={false} defaultValue={containers[0]?.image} />
          </label>
        </>
      )}
      {kind === 'partition' && (
        <label>
          partition
          <input
            {...{ name: 'partition', type: 'number', min: 0, required: true }}
            defaultValue={set?.spec.updateStrategy.rollingUpdate?.partition ?? 0}
          />
        </label>
      )}
      {kind === 'deletePod' && (
        <label>
          Pod
          <select name="pod" required>
            {pods.map(({ metadata }) => (
              <option key={metadata.uid}>{metadata.name}</option>
            ))}
          </select>
        </label>
      )}
      {kind === 'apply' && (
        <label className="live-act-manifest">
          {t('live.act.manifest')}
          <textarea name="manifest" required rows={10} spellCheck={false} maxLength={500_000} />
        </label>
      )}
      <button className="button" disabled={busy}>
        {t('live.act.dryRun')}
      </button>
    </form>
  );
}

const isOwnedBy = ({ metadata }: KubernetesObject, set: StatefulSet | undefined): boolean =>
  metadata.ownerReferences?.some(({ uid }) => uid === set?.metadata.uid) === true;

/** Names of nodes, also of those that are only known from their Pods, as Nodes may not be permitted. */
const nodesOf = (objects: readonly KubernetesObject[]): readonly string[] =>
  [
    ...new Set(
      objects.flatMap((o) =>
        o.kind === 'Node' ? o.metadata.name : o.kind === 'Pod' ? ((o as Pod).spec.nodeName ?? []) : [],
      ),
    ),
  ].sort();
