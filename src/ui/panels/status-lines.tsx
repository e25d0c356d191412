import { useEffect, useId, useRef, useState } from 'react';
import type { LabState } from '../../store/state/lab-state.ts';
import { podsOfLine, type StatusField, type StatusLine, statusLines } from '../../view/status-lines.ts';
import { useLab, useLabInstance } from '../kit/lab.tsx';
import { litPodsOf } from '../kit/lit-pods.ts';
import { useMessages } from '../kit/messages.tsx';
import { Swatch } from '../scene/shared/revision.tsx';
import { useRoving } from '../scene/shared/use-roving.ts';
import './status-lines.css';

/** The most names that are read out; the rest is counted. */
const mostNames = 8;

/** The nine lines of the selected set's status. Hovering or focusing a line highlights its Pods. */
export function StatusLines() {
  const { t } = useMessages();
  const status = useLab((state) => state.stage.status);
  const revisions = useLab((state) => state.stage.revisions);
  const name = useLab((state) => state.stage.setName);
  const lines = statusLines({ status, revisions });
  const list = useRef<HTMLUListElement>(null);
  const { entry, walk, props } = useRoving(
    list,
    lines.map(({ field }) => field),
  );
  const [pointed, point] = useState<StatusField | null>(null);
  const [focused, focus] = useState<StatusField | null>(null);
  const names = useLight(pointed ?? focused);
  const podsId = useId();

  return (
    <>
      <ul
        ref={list}
        className="status"
        aria-label={t('status.label', { name })}
        {...props}
        onKeyDown={(e) => void walk(e)}
      >
        {lines.map((line) => (
          <li key={line.field} data-walk={line.field} data-field={line.field}>
            <button
              tabIndex={line.field === entry ? 0 : -1}
              aria-describedby={line.field === focused ? podsId : undefined}
              onPointerEnter={() => point(line.field)}
              onPointerLeave={() => point(null)}
              onFocus={() => focus(line.field)}
              onBlur={() => focus(null)}
              // Some browsers do not focus a clicked button.
              onClick={({ currentTarget }) => currentTarget.focus()}
            >
              <Line line={line} />
            </button>
          </li>
        ))}
      </ul>
      <span id={podsId} hidden>
        {names.slice(0, mostNames).join(t('narration.and'))}
        {names.length > mostNames && ` +${names.length - mostNames}`}
      </span>
    </>
  );
}

function Line({ line: { field, value, revision } }: { readonly line: StatusLine }) {
  const { t } = useMessages();
  const seconds = useLab(minReadySecondsOf);
  const generation = useLab(generationOf);
  const behind = field === 'observedGeneration' && value !== generation;
  const words = behind ? t('status.behind', { generation }) : t(`status.is.${field}`, { seconds });
  return (
    <>
      <code>
        <span className="status-key">{`${field}: `}</span>
        <span
          key={value}
          className="status-value"
          title={value === null ? t('status.leftOut') : undefined}
          data-left-out={value === null}
        >
          {revision !== null && <Swatch index={revision} />}
          {revision === null ? (value ?? 0) : <RevisionName name={String(value)} />}
        </span>
      </code>{' '}
      <span className="status-words" title={t(`status.about.${field}`, { seconds })} data-behind={behind}>
        {words}
      </span>
    </>
  );
}

/** The set's name and the hash. */
function RevisionName({ name }: { readonly name: string }) {
  const hash = name.lastIndexOf('-') + 1;
  return (
    <>
      <span className="status-prefix">{name.slice(0, hash)}</span>
      {name.slice(hash)}
    </>
  );
}

const setOf = ({ view, stage }: LabState) => view.get('statefulsets', stage.setName, stage.namespace);
const minReadySecondsOf = (state: LabState): number => setOf(state)?.spec.minReadySeconds ?? 0;
const generationOf = (state: LabState): number => setOf(state)?.metadata.generation ?? 0;

/** Highlights the Pods of a line while it is hovered or focused. Returns their names. */
function useLight(field: StatusField | null): readonly string[] {
  const lab = useLabInstance();
  const view = useLab((state) => (field === null ? null : state.view));
  const stage = useLab((state) => (field === null ? null : state.stage));
  // A Ready Pod becomes available as time passes.
  const second = useLab((state) => (field === 'availableReplicas' ? Math.floor(state.now / 1000) : 0));
  const { now } = lab.store.getState();
  const uids = field === null || !view || !stage ? null : podsOfLine(view, stage, field, Math.max(now, second * 1000));
  const pods = litPodsOf(lab);
  useEffect(() => pods.light(uids ?? undefined));
  useEffect(() => () => pods.light(), [pods]);
  if (!uids || !stage) return [];
  return stage.slots.flatMap(({ pod }) => (pod !== null && uids.has(pod.uid) ? pod.name : []));
}
