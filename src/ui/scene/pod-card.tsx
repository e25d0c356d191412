import { m, useIsPresent } from 'framer-motion';
import type { Decision } from '../../engine/index.ts';
import { deletePod } from '../../store/actions/delete.ts';
import type { PodModel } from '../../store/stage-model.ts';
import { humanDuration } from '../../store/time.ts';
import { decisionLabel, decisionSentence } from '../kit/decision-text.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { podMotion } from '../motion/motion.tsx';
import { Mark, toneOf } from './mark.tsx';
import { revisionMark, Swatch } from './revision.tsx';
import './pod-card.css';

interface PodCardProps {
  readonly pod: PodModel;
  /** Why it is not as the set wants it, or why it is kept as it is. */
  readonly decision: Decision | null;
  /** The rolling update will replace it. */
  readonly willUpdate: boolean;
}

/** One Pod, from its creation to its removal. A Pod of the same name that comes after it is another card. */
export function PodCard({ pod, decision, willUpdate }: PodCardProps) {
  const { t } = useMessages();
  const act = useAct();
  // A card that only plays its way out is a picture: the Pod is gone.
  const present = useIsPresent();
  const tone = toneOf(pod);
  const hooks = present && {
    'data-pod': pod.name,
    'data-phase': pod.phase,
    'data-status': pod.status,
    'data-ready': pod.ready,
    'data-revision': pod.revision,
    'data-terminating': pod.terminating,
  };
  return (
    <m.article
      className="pod"
      aria-label={t('pod.label', { name: pod.name, status: pod.status, ready: pod.readyText })}
      aria-hidden={!present}
      inert={!present}
      data-tone={tone}
      {...hooks}
      {...revisionMark(pod.revisionIndex)}
      variants={podMotion}
      initial="born"
      animate={pod.terminating ? 'terminating' : 'present'}
      exit="gone"
    >
      <header className="pod-head">
        <strong className="pod-name">{pod.name}</strong>
        <Age since={pod.createdAt} />
        <button
          className="pod-delete"
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
        {pod.node ?? t('pod.noNode')}
        {pod.ip !== null && <span> {pod.ip}</span>}
      </p>
      {pod.restarts > 0 && (
        <p className="pod-place" data-detail>
          {t('pod.restarts', { count: pod.restarts })}
        </p>
      )}
      {willUpdate && <p className="pod-note update">{t('pod.willUpdate')}</p>}
      {!willUpdate && !pod.terminating && (decision?.verb === 'keep' || decision?.verb === 'wait') && (
        <p className="pod-note" title={decisionSentence(t, decision)}>
          {decisionLabel(t, decision)}
        </p>
      )}
    </m.article>
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
