/** `kubectl get -w`: prints the objects, and then every change until it is stopped. */
// Models kubectl/pkg/cmd/get/get.go (watch) and apiserver/pkg/storage/cacher (what a selector makes of a change)
import { canonicalJson, isWrite, type KubernetesObject, type ResourceInfo } from '../../engine/index.ts';
import { type KubectlEnvironment, type ParsedArgs, print, type CommandRun } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { matchesFields, parseFieldSelector } from '../resources/field-selector.ts';
import { findObjects, unselectable } from '../resources/find-objects.ts';
import { matchesLabels, parseLabelSelector, SelectorError } from '../resources/label-selector.ts';
import type { Output } from '../printers/output.ts';
import { withManagedFields } from '../flags/field-manager.ts';
import { requestTimeout } from '../flags/request-timeout.ts';
import { TableWriter } from '../printers/table-writer.ts';

type Matches = (object: KubernetesObject) => boolean;

export function* watch(parsed: ParsedArgs, env: KubectlEnvironment, output: Output): CommandRun {
  const { flags, args } = parsed;
  const found = findObjects(parsed, env, { typeMeansAll: true });
  if (found.mappings.length > 1 && args.length > 0) throw failure('you may only specify a single resource type');
  if (found.errors.length > 0) throw failure(...found.errors);
  if (found.mappings.length !== 1) {
    throw failure(
      'watch is only supported on individual resources and resource collections - more than 1 resource was found',
    );
  }
  const mapping = found.mappings[0]!;
  const names = namesIn(args);
  const matches = matcher(parsed, mapping, names[0]);
  const writer = output.type === 'objects' ? undefined : new TableWriter(parsed, env, output, found.mappings);
  let printed = 0;
  const show = (live: KubernetesObject, event: string): string => {
    if (writer !== undefined) return writer.write([{ mapping, live, event }]);
    const format = flags.string('output');
    const { print: printObject } = output as Output & { readonly type: 'objects' };
    const wraps = flags.bool('output-watch-events') && format !== 'name';
    // An event is printed with all of its object, and as JSON on one line.
    const shown = { type: event, object: withManagedFields(env.api, live) };
    if (wraps && format === 'json') {
      return `{"type":"${event}","object":${canonicalJson(shown.object)}}\n`;
    }
    const apart = format === 'yaml' && printed++ > 0 ? '---\n' : '';
    return apart + printObject(wraps ? (shown as unknown as KubernetesObject) : live);
  };

  const timeout = requestTimeout(flags, env);
  let seen = env.cluster.history.length;
  if (!flags.bool('watch-only')) {
    if (writer === undefined) for (const { live } of found.targets) yield print(show(live!, 'ADDED'));
    else yield print(writer.write(found.targets.map(({ live }) => ({ mapping, live: live!, event: 'ADDED' }))));
  }
  if (names.length > 1 || (found.targets.length > 1 && found.single)) {
    throw failure('you may only watch a single resource or type of resource at a time');
  }
  for (;;) {
    for (; seen < env.cluster.history.length; seen++) {
      const record = env.cluster.history[seen]!;
      if (!isWrite(record) || record.resource !== mapping.resource) continue;
      const before = record.previous !== undefined && matches(record.previous);
      const now = record.type !== 'DELETED' && matches(record.object);
      if (now) yield print(show(record.object, before ? 'MODIFIED' : 'ADDED'));
      else if (before) yield print(show(record.object, 'DELETED'));
    }
    yield timeout.wait();
    if (timeout.isOver()) return 0;
  }
}

function namesIn(args: readonly string[]): readonly string[] {
  const combined = args.filter((arg) => arg.includes('/'));
  return combined.length > 0 ? combined.map((arg) => arg.slice(arg.indexOf('/') + 1)) : args.slice(1);
}

function matcher({ flags, namespace }: ParsedArgs, mapping: ResourceInfo, name: string | undefined): Matches {
  const [labels, fields] = [flags.string('selector'), flags.string('field-selector')];
  const everywhere = flags.bool('all-namespaces') || !mapping.namespaced;
  try {
    const requirements = parseLabelSelector(labels);
    const fieldRequirements = parseFieldSelector(fields, mapping);
    return (object) =>
      (everywhere || object.metadata.namespace === namespace) &&
      (name === undefined || object.metadata.name === name) &&
      matchesLabels(object.metadata.labels, requirements) &&
      matchesFields(object, fieldRequirements);
  } catch (error) {
    throw error instanceof SelectorError ? failure(unselectable(mapping, labels, fields, error)) : error;
  }
}
