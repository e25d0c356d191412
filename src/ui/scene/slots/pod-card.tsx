import { beginning } from '../../../view/words/beginning.ts';
import type { Forecast } from '../../../view/rollout/forecasts.ts';
import type { PodModel } from '../../../view/stage-model.ts';
import {
  ageText,
  newsOf,
  type PodContext,
  type PodFacts,
  podFacts,
  type PodNote,
} from '../../../view/pod/pod-facts.ts';
import { DeleteButton } from '../shared/delete-button.tsx';
import { InspectButton } from '../../kit/inspect-button.tsx';
import { useLab } from '../../kit/lab.tsx';
import { useLit } from '../../kit/lit-pods.ts';
import { useMessages } from '../../kit/messages.tsx';
import { RuleLink } from '../../kit/rule-link.tsx';
import { leaving, Moving, WithPresence } from '../../motion/motion.tsx';
import { podMovement, ringMovement, spineMovement } from '../../motion/movements.ts';
import { ForecastNote } from '../shared/forecast-note.tsx';
import { Mark, StatusWord } from '../shared/status-mark.tsx';
import { podHooks } from '../shared/pod-attributes.ts';
import { revisionMark, Swatch } from '../shared/revision.tsx';
import './pod-card.css';

interface PodCardProps {
  readonly pod: PodModel;
  /** Facts that its slot adds. */
  readonly context: PodContext;
  /** The effect of a previewed change on it. */
  readonly forecast: Forecast | null;
  /** True if its slot had another Pod before. */
  readonly replaces: boolean;
  /** True if that Pod had another revision. */
  readonly turned: boolean;
}

/** One Pod, from its creation to its removal. The next Pod of the same name is another card. */
export function PodCard(props: PodCardProps) {
  return <WithPresence>{(present) => <Card {...props} present={present} />}</WithPresence>;
}

/**
 * The card of a Pod.
 * @param props.present False if the Pod is gone, and the card only plays its exit.
 */
function Card(props: PodCardProps & { readonly present: boolean }) {
  const { pod, context, forecast, replaces, turned, present } = props;
  const { t } = useMessages();
  const namespace = useLab((state) => state.stage.namespace);
  const replaced = useLab(({ now }) => newsOf({ pod, replaced: context.replaced ?? null }, now));
  const facts = podFacts(t, pod, { ...context, replaced });
  const { tone } = facts;
  const hooks = present && podHooks(pod);
  const lit = useLit(pod.uid);
  return (
    <Moving
      as="article"
      className="pod"
      aria-label={facts.label}
      {...(!present && leaving)}
      data-tone={tone}
      {...lit}
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
        {facts.wasUid !== null && <News facts={facts} what="uid" was={facts.wasUid} is={facts.uid} />}
        <Age pod={pod} />
        <DeleteButton action="deletePod" name={pod.name} terminating={pod.terminating} tabIndex={-1} />
      </header>
      <p className="pod-status" data-tone={tone}>
        <Mark tone={tone} />
        <StatusWord status={facts.status} />
        <span className="pod-ready" title={t('pod.readyContainers')}>
          {facts.ready}
        </span>
      </p>
      <p className="pod-image" title={beginning(pod.image)}>
        {facts.image.split(/(?=:[^:]*$)/).map((part) => (
          <span key={part}>{part}</span>
        ))}
      </p>
      <p className="pod-revision" title={pod.revision}>
        <Swatch index={pod.revisionIndex} />
        {facts.hash}
        {facts.comparison !== null && (
          <span className="pod-comparison" title={facts.comparisonTitle ?? undefined}>
            {facts.comparison}
          </span>
        )}
      </p>
      <p className="pod-place" data-detail>
        {facts.wasIp !== null && facts.ip !== null ? (
          <News facts={facts} what="IP" was={facts.wasIp} is={facts.ip} />
        ) : (
          <Place pod={pod} facts={facts} />
        )}
      </p>
      {facts.silent !== null && <p className="pod-silent">{facts.silent}</p>}
      {facts.restarts !== null && (
        <p className="pod-place" data-detail>
          {facts.restarts}
        </p>
      )}
      {forecast === null ? <Note note={facts.note} /> : <ForecastNote forecast={forecast} />}
    </Moving>
  );
}

interface NewsProps {
  readonly facts: PodFacts;
  readonly what: 'uid' | 'IP';
  readonly was: string;
  readonly is: string;
}

/** Shows a value that changed when the Pod was replaced: old and new, or only the new one if there is little room. */
function News({ facts, what, was, is }: NewsProps) {
  return (
    <span className="pod-new" data-new={what} title={facts.replaced ?? undefined}>
      <span className="pod-new-what">{what} </span>
      <span className="pod-was">{was}</span> → {is}
    </span>
  );
}

function Place({ pod, facts }: { readonly pod: PodModel; readonly facts: PodFacts }) {
  return (
    <>
      {pod.node === null ? (
        facts.node
      ) : (
        <InspectButton className="pod-node" object={{ resource: 'nodes', name: pod.node }} tabIndex={-1} />
      )}
      {facts.ip !== null && <span> {facts.ip}</span>}
    </>
  );
}

function Note({ note }: { readonly note: PodNote | null }) {
  if (note === null) return null;
  return (
    <p className={note.kind === 'decision' ? 'pod-note' : `pod-note ${note.kind}`} title={note.title}>
      {note.text} {note.rule !== null && <RuleLink rule={note.rule} tabIndex={-1} />}
    </p>
  );
}

function Age({ pod }: { readonly pod: PodModel }) {
  const { t } = useMessages();
  const age = useLab((state) => ageText(pod, state.now));
  return (
    <span className="pod-age" data-detail title={t('pod.age', { age })}>
      {age}
    </span>
  );
}
