/** `kubectl events` */
// Models kubectl/pkg/cmd/events
import { type Event, isWrite, type ObjectView } from '../../../engine/index.ts';
import { age } from '../../text/age.ts';
import {
  type Command,
  complain,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
  type CommandRun,
} from '../../command.ts';
import { failure, plainFailure } from '../../errors/failure.ts';
import { listOf, outputFlags, readOutput } from '../../printers/output.ts';
import { alignTabs, tableTabs } from '../../printers/tab-writer.ts';
import { requestTimeout } from '../../flags/request-timeout.ts';
import { findMapping } from '../../resources/rest-mapper.ts';

export const events: Command = {
  name: 'events',
  short: 'List events',
  usage: '[(-o|--output=)json|yaml|...] [--for TYPE/NAME] [--watch] [--types=Normal,Warning]',
  flags: [
    ...outputFlags(false),
    { name: 'all-namespaces', short: 'A', type: 'bool', usage: 'If present, list the objects across all namespaces.' },
    { name: 'chunk-size', type: 'int', default: '500', usage: 'Return large lists in chunks rather than all at once.' },
    { name: 'for', type: 'string', usage: 'Filter events to only those pertaining to the specified resource.' },
    { name: 'no-headers', type: 'bool', usage: "When using the default output format, don't print headers." },
    { name: 'types', type: 'strings', usage: 'Output only events of given types.', values: ['Normal', 'Warning'] },
    { name: 'watch', short: 'w', type: 'bool', usage: 'After listing the requested events, watch for more events.' },
  ],
  completes: 'none',
  *run(parsed, env) {
    const { flags, namespace } = parsed;
    const output = readOutput(flags, env, false);
    const matches = matcher(parsed, env);
    const everywhere = flags.bool('all-namespaces');
    let seen = env.cluster.history.length;
    const found = env.api
      .list('events', everywhere ? {} : { namespace })
      .filter(matches)
      .sort((a, b) => (a.lastTimestamp < b.lastTimestamp ? -1 : a.lastTimestamp > b.lastTimestamp ? 1 : 0));
    const watches = flags.bool('watch');
    if (found.length === 0 && !watches) {
      yield complain(everywhere ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`);
      return 0;
    }
    if (output?.type === 'objects') yield print(output.print(listOf(found)));
    const widths: number[] = [];
    const table = (rows: readonly Event[], headers: boolean): string => {
      const lines = rows.map((event) => row(event, everywhere, env.cluster.now()));
      if (headers) lines.unshift(head(everywhere));
      return lines.length === 0 ? '' : alignTabs(`${lines.join('\n')}\n`, tableTabs, widths);
    };
    if (output === undefined) yield print(table(found, !flags.bool('no-headers')));
    if (!watches) return 0;
    return yield* follow();

    function* follow(): CommandRun {
      const timeout = requestTimeout(parsed.flags, env);
      for (;;) {
        for (; seen < env.cluster.history.length; seen++) {
          const record = env.cluster.history[seen]!;
          if (!isWrite(record) || record.resource !== 'events' || record.type === 'DELETED') continue;
          const event = record.object as Event;
          if (!matches(event) || (!everywhere && event.metadata.namespace !== namespace)) continue;
          yield print(output?.type === 'objects' ? output.print(event) : table([event], false));
        }
        yield timeout.wait();
        if (timeout.isOver()) return 0;
      }
    }
  },
};

function matcher({ flags }: ParsedArgs, { api }: KubectlEnvironment): (event: Event) => boolean {
  const about = flags.string('for');
  const [, name = ''] = about.split('/');
  const kind = about === '' ? undefined : kindOf(about, api);
  const types = flags.list('types').map((type) => type.toLowerCase());
  const wrong = types.find((type) => type !== 'normal' && type !== 'warning');
  if (wrong !== undefined) throw failure('valid --types are Normal or Warning');
  return ({ type: severity, involvedObject }) =>
    (types.length === 0 || types.includes(severity.toLowerCase())) &&
    (name === '' || (involvedObject.kind === kind && involvedObject.name === name));
}

/** Returns the kind of TYPE/NAME. */
function kindOf(about: string, api: ObjectView): string {
  const [type = '', ...names] = about.split('/');
  if (names.length === 0) throw failure('--for must be in resource/name form');
  if (names.length > 1) throw failure('arguments in resource/name form may not have more than one slash');
  if (type === '') throw failure('a resource must be present, got: /, Resource=');
  const mapping = findMapping(api, type);
  if (mapping !== undefined) return mapping.kind;
  const [resource, ...group] = type.split('.');
  const of = group.length === 0 ? '' : ` in group "${group.join('.')}"`;
  throw plainFailure(`the server doesn't have a resource type "${resource}"${of}`);
}

const head = (namespaces: boolean): string =>
  [...(namespaces ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'].join('\t');

function row(event: Event, namespaces: boolean, now: number): string {
  const { type, reason, message, count, firstTimestamp, lastTimestamp, involvedObject, metadata } = event;
  const first = age(firstTimestamp, now);
  const seen = count > 1 ? `${age(lastTimestamp, now)} (x${count} over ${first})` : first;
  const object = `${involvedObject.kind}/${involvedObject.name}`;
  return [...(namespaces ? [metadata.namespace ?? ''] : []), seen, type, reason, object, message.trim()].join('\t');
}
