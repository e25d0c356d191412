import { beginning } from '../../view/words/beginning.ts';
import { memo, useRef } from 'react';
import type { Event } from '../../engine/index.ts';
import { humanDuration, virtualTime } from '../../view/time.ts';
import { useLab } from '../kit/lab.tsx';
import { useMessages } from '../kit/messages.tsx';
import { useEnd } from '../kit/use-end.ts';
import { useLeftOut } from './use-left-out.ts';
import './events-panel.css';

/**
 * The number of newest rows that are rendered, more than the panel has room for. The others are rendered on scrolling
 * back.
 */
const newest = 30;

/** The core/v1 Events, newest last, as `kubectl get events` lists them. */
export function Events() {
  const { t } = useMessages();
  const events = useLab((state) => state.events);
  const second = useLab((state) => Math.floor(state.now / 1000));
  const log = useRef<HTMLDivElement>(null);
  const empty = events.length === 0;
  const { atEnd, onScroll } = useEnd(log, empty);
  const rows = atEnd ? events.slice(-newest) : events;
  const leftOut = useLeftOut(log, atEnd, rows[0]?.metadata.uid);

  if (empty) return <p className="panel-empty">{t('events.empty')}</p>;
  return (
    <div
      ref={log}
      className="events"
      role="log"
      aria-relevant="additions"
      aria-label={t('events.label')}
      tabIndex={0}
      onScroll={onScroll}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{t('events.age')}</th>
            <th scope="col">{t('events.type')}</th>
            <th scope="col">{t('events.reason')}</th>
            <th scope="col">{t('events.object')}</th>
            <th scope="col">{t('events.message')}</th>
          </tr>
        </thead>
        <tbody>
          <tr ref={leftOut} aria-hidden="true" />
          {rows.map((event) => (
            <Row key={event.metadata.uid} event={event} age={ageOf(event, second * 1000)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Row = memo(function Row({ event, age }: { readonly event: Event; readonly age: string }) {
  return (
    <tr data-type={event.type} data-uid={event.metadata.uid}>
      <td>{age}</td>
      <Cells event={event} />
    </tr>
  );
});

/** Cells of an event except its age. */
const Cells = memo(function Cells({ event }: { readonly event: Event }) {
  const { type, reason, message, involvedObject } = event;
  const object = `${involvedObject.kind?.toLowerCase()}/${involvedObject.name}`;
  return (
    <>
      <td>{type}</td>
      <td>{reason}</td>
      <td title={object}>{object}</td>
      <td>
        <span title={message}>{beginning(message)}</span>
      </td>
    </>
  );
});

/** Returns `3s`; for a repeated Event, with its count and duration: `3s (x4 over 60s)`. */
function ageOf({ count, metadata, ...times }: Event, now: number): string {
  // Components that write events.k8s.io set only the time of creation.
  const { firstTimestamp, lastTimestamp } = {
    firstTimestamp: times.firstTimestamp ?? metadata.creationTimestamp,
    lastTimestamp: times.lastTimestamp ?? metadata.creationTimestamp,
  };
  const age = (time: string): string => humanDuration(now - virtualTime(time));
  return count > 1 ? `${age(lastTimestamp)} (x${count} over ${age(firstTimestamp)})` : age(lastTimestamp);
}
