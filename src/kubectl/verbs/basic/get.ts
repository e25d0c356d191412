/** `kubectl get` */
// Models kubectl/pkg/cmd/get/get.go
import {
  type Command,
  complain,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
  type CommandRun,
  serverWarning,
} from '../../command.ts';
import { deprecation } from '../../client/client.ts';
import type { CommandError } from '../../errors/errors.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import type { Flags } from '../../flags/flags.ts';
import { findObjects, type Found, selectorFlags, type Target } from '../../resources/find-objects.ts';
import { int } from '../../resources/fields.ts';
import { listOf, type Output, outputFlags, readOutput } from '../../printers/output.ts';
import { TableWriter } from '../../printers/table-writer.ts';
import { sortBy } from '../../flags/sort-by.ts';
import { checkSubresource, readSubresource, scaleMapping, subresourceFlag } from '../../flags/subresources.ts';
import { watch } from '../../client/watch.ts';
import { getRaw } from './get-raw.ts';
import { StatusError } from '../../../engine/index.ts';

export const get: Command = {
  name: 'get',
  short: 'Display one or many resources',
  usage: '(TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  examples:
    [
      '# List all pods in ps output format',
      'kubectl get pods',
      '',
      '# List one StatefulSet in YAML',
      'kubectl get sts web -o yaml',
      '',
      '# Follow the pods of a StatefulSet',
      'kubectl get pods -l app=nginx -w',
    ].join('\n') + '\n',
  flags: [
    ...fileFlags('Filename, directory, or URL to files identifying the resource to get from a server.'),
    ...selectorFlags,
    ...outputFlags(true),
    { name: 'chunk-size', type: 'int', default: '500', usage: 'Return large lists in chunks rather than all at once.' },
    { name: 'ignore-not-found', type: 'bool', usage: 'If set to true, suppresses NotFound error.' },
    { name: 'label-columns', short: 'L', type: 'strings', usage: 'Labels that are going to be presented as columns.' },
    {
      name: 'no-headers',
      type: 'bool',
      usage: "When using the default or custom-column output format, don't print headers.",
    },
    { name: 'raw', type: 'string', usage: 'Raw URI to request from the server.' },
    subresourceFlag(),
    { name: 'output-watch-events', type: 'bool', usage: 'Output watch event objects when --watch is used.' },
    {
      name: 'server-print',
      type: 'bool',
      default: 'true',
      usage: 'Have the server return the appropriate table output.',
    },
    { name: 'show-kind', type: 'bool', usage: 'If present, list the resource type for the requested object(s).' },
    { name: 'show-labels', type: 'bool', usage: 'When printing, show all labels as the last column.' },
    {
      name: 'sort-by',
      type: 'string',
      usage: 'Sort list types using this field specification, a JSONPath expression.',
    },
    {
      name: 'watch',
      short: 'w',
      type: 'bool',
      usage: 'After listing/getting the requested object, watch for changes.',
    },
    { name: 'watch-only', type: 'bool', usage: 'Watch for changes to the requested object(s), without listing first.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    if (flags.string('raw') !== '') return yield* getRaw(parsed, env);
    const watches = flags.bool('watch') || flags.bool('watch-only');
    if (watches && flags.string('sort-by') !== '') {
      yield complain('warning: --watch or --watch-only requested, --sort-by will be ignored\n');
    }
    if (!watches && parsed.args.length === 0 && !hasFiles(flags)) {
      yield complain(
        'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
      );
      throw usageFailure(
        parsed.path,
        'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
      );
    }
    validate(parsed, watches);
    const output = readOutput(flags, env, true)!;
    if (watches) return yield* watch(parsed, env, output);
    const found = ofSubresource(findObjects(parsed, env, { typeMeansAll: true }), flags);
    for (const mapping of found.mappings) {
      const warning = deprecation(mapping);
      if (warning !== undefined) yield serverWarning(warning);
    }
    const errors = flags.bool('ignore-not-found') ? found.errors.filter((error) => !isNotFound(error)) : found.errors;
    yield* printAll(parsed, env, output, { ...found, errors });
    if (errors.length > 0) throw failure(...errors);
    return 0;
  },
};

function validate({ flags, path }: ParsedArgs, watches: boolean): void {
  const output = flags.string('output');
  if (flags.bool('show-labels') && output !== '' && output !== 'wide') {
    throw failure(`--show-labels option cannot be used with ${output} printer`);
  }
  if (flags.bool('output-watch-events') && !watches) {
    throw usageFailure(path, '--output-watch-events option can only be used with --watch or --watch-only');
  }
  checkSubresource(flags);
}

const isNotFound = (error: CommandError): boolean => error instanceof StatusError && error.reason === 'NotFound';

function ofSubresource(found: Found, flags: Flags): Found {
  const subresource = flags.string('subresource');
  if (subresource === '') return found;
  if (found.listed) throw failure('subresource cannot be used when bulk resources are specified');
  const targets = found.targets.map((target) => {
    const read = readSubresource(target.mapping, target.live!, subresource);
    return { ...target, live: read, mapping: read.kind === 'Scale' ? scaleMapping : target.mapping };
  });
  return { ...found, targets };
}

/** The API server lists FlowSchemas by their precedence in a table. */
const asServer = (targets: readonly Target[]): readonly Target[] =>
  targets.toSorted((a, b) => (a.mapping === b.mapping ? precedence(a) - precedence(b) : 0));

const precedence = ({ mapping, live }: Target): number =>
  mapping.kind === 'FlowSchema' ? int(live, 'spec.matchingPrecedence') : 0;

/** A list is sorted; each named object is a table of its own. */
function sort({ targets, listed, mappings }: Found, path: string, output: Output): readonly Target[] {
  // A path without a value is ignored.
  if (path.replace(/^\{?\.?/, '') === '') return listed && output.type === 'table' ? asServer(targets) : targets;
  const sorted = (some: readonly Target[], prefix = ''): readonly Target[] =>
    sortBy(
      path,
      some.map((target) => ({ ...target.live!, target })),
      prefix,
    ).map(({ target }) => target);
  if (output.type !== 'table') return targets.length < 2 ? targets : sorted(targets);
  const tables = listed
    ? mappings.map((mapping) => targets.filter((target) => target.mapping === mapping))
    : targets.map((target) => [target]);
  return tables.flatMap((table) => sorted(table, 'sorting error: '));
}

function* printAll(parsed: ParsedArgs, env: KubectlEnvironment, output: Output, found: Found): CommandRun {
  const { flags } = parsed;
  const targets = sort(found, flags.string('sort-by'), output).map(({ live, ...target }) => ({
    ...target,
    live: live!,
  }));
  const objects = targets.map(({ live }) => live);
  const { single, errors } = found;
  if (output.type === 'objects') {
    if (objects.length === 0 && (single || errors.length > 0)) return 0;
    yield print(output.print(single ? objects[0]! : listOf(objects)));
    return 0;
  }
  const writer = new TableWriter(parsed, env, output, found.mappings);
  yield print(writer.write(targets));
  if (targets.length === 0 && errors.length === 0 && output.type === 'table' && !flags.bool('ignore-not-found')) {
    const namespaced = !flags.bool('all-namespaces') && found.mappings.every((mapping) => mapping.namespaced);
    yield complain(namespaced ? `No resources found in ${parsed.namespace} namespace.\n` : 'No resources found\n');
  }
  return 0;
}
