/** `kubectl get -w`: prints the objects, and then every change until it is stopped. */
// Models kubectl/pkg/cmd/get/get.go (watch) and apiserver/pkg/storage/cacher (what a selector makes of a change)
import { isWrite, type KubernetesObject, type ResourceInfo } from '../../engine/index.ts';
import { type KubectlEnvironment, type ParsedArgs, print, type CommandRun } from '../command.ts';
import { failure } from '../errors/failure.ts';
import { matchesFields, parseFieldSelector } from '../resources/field-selector.ts';
import { findObjects, unselectable } from '../resources/find-objects.ts';
import { matchesLabels, parseLabelSelector, SelectorError } from '../resources/label-selector.ts';
import type { Output } from '../printers/output.ts';
import { requestTimeout } from '../flags/request-timeout.ts';
import { TableWriter } from '../printers/table-writer.ts';

type Matches = (object: KubernetesObject) => boolean;

export function* watch(parsed: ParsedArgs, env: KubectlEnvironment, output: Output): CommandRun {
  const { flags, args } = parsed;
  const found = findObjects(parsed, env, { typeMeansAll: true });
  if (found.errors.length > 0) throw failure(...found.errors);
  if (found.mappings.length !== 1 || (found.targets.length > 1 && found.single)) {
    throw failure(
      `watch is only supported on individual resources and resource collections - ${found.mappings.length} resources were found`,
    );
  }
  const mapping = found.mappings[0]!;
  const names = namesIn(args);
  if (names.length > 1) {
    throw failure(
      `watch is only supported on individual resources and resource collections - ${names.length} resources were found`,
    );
  }
  const matches = matcher(parsed, mapping, names[0]);
  const writer = output.type === 'objects' ? undefined : new TableWriter(parsed, env, output, found.mappings);
  const show = (live: KubernetesObject, event: string): string =>
    writer === undefined
      ? (output as Output & { readonly type: 'objects' }).print(live)
      : writer.write([{ mapping, live, event }]);

  const timeout = requestTimeout(flags, env);
  let seen = env.cluster.history.length;
  if (!flags.bool('watch-only')) {
    if (writer === undefined) for (const { live } of found.targets) yield print(show(live!, 'ADDED'));
    else yield print(writer.write(found.targets.map(({ live }) => ({ mapping, live: live!, event: 'ADDED' }))));
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
