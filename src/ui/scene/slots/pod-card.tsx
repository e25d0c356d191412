import type { Decision } from '../../../engine/index.ts';
import { deletePod } from '../../../store/actions/delete.ts';
import type { Forecast } from '../../../view/stage/prediction.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import { humanDuration } from '../../../view/time.ts';
import { decisionLabel, decisionSentence } from '../../kit/decision-text.ts';
import { Icon } from '../../kit/icons.tsx';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useAct, useLab } from '../../kit/lab.tsx';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import { leaving, Moving, WithPresence } from '../../motion/motion.tsx';
import { podMovement, ringMovement, spineMovement } from '../../motion/movements.ts';
import { ForecastNote } from '../shared/forecast-note.tsx';
import { Mark, toneOf } from '../shared/status-mark.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { revisionMark, Swatch } from '../shared/revision.tsx';
import './pod-card.css';

interface PodCardProps {
  readonly pod: PodModel;
  /** Why it is not as the set wants it, or why it is kept as it is. */
  readonly decision: Decision | null;
  /** The rolling update will replace it. */
  readonly willUpdate: boolean;
  /** What a change that is considered would do to it. */
  readonly forecast: Forecast | null;
  /** Its slot was another Pod's before. */
  readonly replaces: boolean;
  /** … which was of another revision. */
  readonly turned: boolean;
}

/** One Pod, from its creation to its removal. A Pod of the same name that comes after it is another card. */
export function PodCard(props: PodCardProps) {
  return <WithPresence>{(present) => <Card {...props} present={present} />}</WithPresence>;
}

/** @param props.present False: the Pod is gone, and what is left is a picture that plays its way out. */
function Card(props: PodCardProps & { readonly present: boolean }) {
  const { pod, decision, willUpdate, forecast, replaces, turned, present } = props;
  const { t } = useMessages();
  const act = useAct();
  const namespace = useLab((state) => state.stage.namespace);
  const tone = toneOf(pod);
  const hooks = present && podHooks(pod);
  return (
    <Moving
      as="article"
      className="pod"
      aria-label={t('pod.label', { name: pod.name, status: pod.status, ready: pod.readyText })}
      {...(!present && leaving)}
      data-tone={tone}
      {...hooks}
      {...revisionMark(pod.revisionIndex)}
      data-forecast={forecast?.does}
      movement={podMovement}
      begin={replaces ? 'replacing' : 'born'}
      state={pod.terminating ? 'terminating' : 'present'}
    >
      <Moving
        as="span"
        className="pod-spine"
        aria-hidden="true"
        movement={spineMovement}
        begin={turned ? 'born' : null}
      />
      {tone === 'bad' && <Moving as="span" className="pod-ring" aria-hidden="true" movement={ringMovement} />}
      <header className="pod-head">
        <InspectButton className="pod-name" object={{ resource: 'pods', name: pod.name, namespace }} tabIndex={-1} />
        <Age since={pod.createdAt} />
        <button
          className="pod-delete"
          tabIndex={-1}
          aria-label={t(deletePod.label, { name: pod.name })}
          title={t(deletePod.label, { name: pod.name })}
          disabled={pod.terminating}
          onClick={() => act(deletePod, pod.name)}
        >
          <Icon name="cross" />
        </button>
      </header>
      <p className="pod-status" data-tone={tone}>
        <Mark tone={tone} />
        <span className="pod-status-word">{pod.status}</span>
        <span className="pod-ready" title={t('pod.readyContainers')}>
          {pod.readyText}
        </span>
      </p>
      <p className="pod-image" title={pod.image}>
        {pod.image.split('/').at(-1)}
      </p>
      <p className="pod-revision" title={pod.revision}>
        <Swatch index={pod.revisionIndex} />
        {pod.revision.slice(pod.name.lastIndexOf('-') + 1)}
      </p>
      <p className="pod-place" data-detail>
        {pod.node === null ? (
          t('pod.noNode')
        ) : (
          <InspectButton className="pod-node" object={{ resource: 'nodes', name: pod.node }} tabIndex={-1} />
        )}
        {pod.ip !== null && <span> {pod.ip}</span>}
      </p>
      {pod.nodeSilent && <p className="pod-silent">{t('node.silent', { node: pod.node ?? '' })}</p>}
      {pod.restarts > 0 && (
        <p className="pod-place" data-detail>
          {t('pod.restarts', { count: pod.restarts })}
        </p>
      )}
      {forecast === null ? (
        <Note pod={pod} decision={decision} willUpdate={willUpdate} />
      ) : (
        <ForecastNote forecast={forecast} />
      )}
    </Moving>
  );
}

function Note({ pod, decision, willUpdate }: Pick<PodCardProps, 'pod' | 'decision' | 'willUpdate'>) {
  const { t } = useMessages();
  if (willUpdate) return <p className="pod-note update">{t('pod.willUpdate')}</p>;
  if (pod.terminating || (decision?.verb !== 'keep' && decision?.verb !== 'wait')) return null;
  return (
    <p className="pod-note" title={decisionSentence(t, decision)}>
      {decisionLabel(t, decision)} <RuleLink rule={decision.rule} tabIndex={-1} />
    </p>
  );
}

function Age({ since }: { since: number }) {
  const { t } = useMessages();
  const age = useLab((state) => humanDuration(Math.max(0, Math.floor((state.now - since) / 1000) * 1000)));
  return (
    <span className="pod-age" data-detail title={t('pod.age', { age })}>
      {age}
    </span>
  );
}
