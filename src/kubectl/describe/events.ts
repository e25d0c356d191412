/** The events at the end of a description. */
import type { Event, KubernetesObject, ObjectView } from '../../engine/index.ts';
import { age } from '../text/age.ts';
import type { Description } from './description.ts';

export function eventsOf(view: ObjectView, { kind, metadata }: KubernetesObject): readonly Event[] {
  return view
    .list('events', { namespace: metadata.namespace ?? 'default' })
    .filter(
      ({ involvedObject: about }) => about.name === metadata.name && about.kind === kind && sameUid(about, metadata),
    )
    .sort((a, b) => (a.lastTimestamp < b.lastTimestamp ? -1 : a.lastTimestamp > b.lastTimestamp ? 1 : 0));
}

const sameUid = (about: { readonly uid?: string }, { uid, name }: { readonly uid: string; readonly name: string }) =>
  about.uid === undefined || about.uid === uid || about.uid === name;

export function describeEvents(out: Description, events: readonly Event[], now: number): void {
  if (events.length === 0) {
    out.line(0, 'Events:\t<none>');
    return;
  }
  out.flush().line(0, 'Events:');
  out.line(1, 'Type\tReason\tAge\tFrom\tMessage').line(1, '----\t------\t----\t----\t-------');
  for (const { type, reason, count, firstTimestamp, lastTimestamp, source, reportingComponent, message } of events) {
    const first = age(firstTimestamp, now);
    const interval = count > 1 ? `${age(lastTimestamp, now)} (x${count} over ${first})` : first;
    const from = source.component || reportingComponent;
    out.line(1, [type, reason, interval, from, message.trim()].join('\t'));
  }
}
