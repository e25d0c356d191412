import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react';
import { goLive, redo, renameRun, seek, selectRun, undo } from '../../store/actions/history.ts';
import type { Mark, MarkKind } from '../../store/timeline/marks.ts';
import { Icon } from '../kit/icons.tsx';
import { useAct, useLab, useLabInstance } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { clockText } from '../kit/clock-text.ts';
import { runName } from './run-name.ts';
import './timeline.css';

/** The course of events: where in it the page is, what happened when, and other courses that were left. */
export function Timeline() {
  const { t } = useMessages();
  const act = useAct();
  const past = useLab((state) => state.past);
  const canUndo = useLab((state) => state.canUndo);
  const canRedo = useLab((state) => state.canRedo);
  return (
    <section className="timeline" data-past={past} aria-label={t('timeline.label')}>
      <button className="button small" disabled={!canUndo} title={t('timeline.undoHint')} onClick={() => act(undo)}>
        {t(undo.label)}
      </button>
      <button className="button small" disabled={!canRedo} title={t('timeline.redoHint')} onClick={() => act(redo)}>
        {t(redo.label)}
      </button>
      <Track />
      <Now />
      <Runs />
      <Beside />
      <button
        className="button small timeline-live"
        aria-pressed={!past}
        title={t('timeline.liveHint')}
        onClick={() => act(goLive)}
      >
        <i aria-hidden="true" />
        {t(past ? 'timeline.past' : 'timeline.live')}
      </button>
    </section>
  );
}

/** The cluster's clock, where the transport has no room for it. */
function Now() {
  const now = useLab((state) => Math.floor(state.now / 100) * 100);
  return (
    <span className="timeline-now" aria-hidden="true">
      {clockText(now)}
    </span>
  );
}

/** Rows of the track, from above: who asks, what the controllers do, what becomes of Pods, what goes wrong. */
const rows: Readonly<Record<MarkKind, number>> = {
  action: 0,
  revision: 0,
  create: 1,
  ready: 1,
  terminate: 2,
  gone: 2,
  failure: 3,
};
const kinds = Object.keys(rows) as MarkKind[];

function Track() {
  const { t } = useMessages();
  const act = useAct();
  const now = useLab((state) => state.now);
  const head = useLab((state) => state.head);
  const marks = useLab((state) => state.marks);
  const [pointed, setPointed] = useState<number | null>(null);
  const described = useId();
  const end = Math.max(head, 1);

  function timeAt({ currentTarget, clientX }: PointerEvent): number {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(Math.max((clientX - left) / width, 0), 1) * end;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const earlier = marks.findLast((mark) => mark.at < now);
    const later = marks.find((mark) => mark.at > now);
    const targets: Record<string, number> = {
      ArrowLeft: earlier?.at ?? 0,
      ArrowDown: earlier?.at ?? 0,
      ArrowRight: later?.at ?? head,
      ArrowUp: later?.at ?? head,
      PageUp: now + end / 10,
      PageDown: now - end / 10,
      Home: 0,
      End: head,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    act(seek, target);
  }

  return (
    <div
      className="track"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.track')}
      aria-valuemin={0}
      aria-valuemax={Math.round(end)}
      aria-valuenow={Math.round(now)}
      aria-valuetext={clockText(now)}
      aria-describedby={described}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        act(seek, timeAt(event));
      }}
      onPointerMove={(event) => {
        setPointed(timeAt(event));
        if (event.buttons === 1) act(seek, timeAt(event));
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <Marks marks={marks} end={end} />
      <div className="playhead" style={{ transform: `translateX(${(100 * now) / end}%)` }}>
        <i />
      </div>
      <p id={described} className="track-note" hidden={pointed === null}>
        {pointed !== null && <Near marks={marks} at={pointed} within={end / 60} />}
      </p>
    </div>
  );
}

/** One path for each kind: a thousand marks are seven elements. */
function Marks({ marks, end }: { readonly marks: readonly Mark[]; readonly end: number }) {
  const paths = useMemo(() => {
    const drawn = Object.fromEntries(kinds.map((kind) => [kind, ''])) as Record<MarkKind, string>;
    for (const { kind, at } of marks) drawn[kind] += `M${((1000 * at) / end).toFixed(1)} ${rows[kind] * 7 + 1}v6`;
    return drawn;
  }, [marks, end]);
  return (
    <svg className="marks" viewBox="0 0 1000 29" preserveAspectRatio="none" aria-hidden="true">
      {kinds.map((kind) => (
        <path key={kind} data-mark={kind} d={paths[kind]} />
      ))}
    </svg>
  );
}

/** What happened around a moment, in words. */
function Near({
  marks,
  at,
  within,
}: {
  readonly marks: readonly Mark[];
  readonly at: number;
  readonly within: number;
}) {
  const { t } = useMessages();
  const near = marks.filter((mark) => Math.abs(mark.at - at) <= within).slice(0, 4);
  return (
    <>
      <b>{clockText(at)}</b>
      {near.map((mark) => (
        <span key={mark.seq} data-mark={mark.kind}>
          {t(`mark.${mark.kind}`, { name: mark.name })}
        </span>
      ))}
    </>
  );
}

/** Which of the other courses stands beside the one in use. */
function Beside() {
  const { t } = useMessages();
  const lab = useLabInstance();
  const run = useLab((state) => state.run);
  const runs = useLab((state) => state.runs);
  const beside = useLab((state) => state.beside);
  if (runs.length < 2) return null;
  return (
    <select
      className="runs"
      aria-label={t('timeline.beside')}
      value={beside ?? ''}
      onChange={({ currentTarget: { value } }) => lab.set({ beside: value === '' ? null : Number(value) })}
    >
      <option value="">{t('timeline.beside')} …</option>
      {runs
        .filter(({ id }) => id !== run)
        .map((other) => (
          <option key={other.id} value={other.id}>
            {t('timeline.with', { name: runName(t, other) })}
          </option>
        ))}
    </select>
  );
}

/** Other courses of events: each time somebody acts in the past, one more. */
function Runs() {
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
        aria-label={t(renameRun.label)}
        defaultValue={runName(t, own)}
        autoFocus
        onBlur={({ currentTarget }) => {
          act(renameRun, currentTarget.value === t('timeline.run', { id: run }) ? '' : currentTarget.value);
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
        onChange={(event) => act(selectRun, Number(event.currentTarget.value))}
      >
        {runs.map(({ id, name, from }) => (
          <option key={id} value={id}>
            {runName(t, { id, name })}
            {from !== null && ` (${t('timeline.from', { id: from.id, at: clockText(from.at) })})`}
          </option>
        ))}
      </select>
      <button
        className="button small icon-only"
        aria-label={t(renameRun.label)}
        title={t(renameRun.label)}
        onClick={() => setRenaming(true)}
      >
        <Icon name="pen" />
      </button>
    </>
  );
}
