/** `kubectl describe` */
// Models kubectl/pkg/cmd/describe/describe.go
import { deprecation, listObjects } from '../../client/client.ts';
import {
  type Command,
  complain,
  type KubectlEnvironment,
  type ParsedArgs,
  print,
  serverWarning,
} from '../../command.ts';
import { describeObject } from '../../describe/index.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import { findObjects, selectorFlags, type Target } from '../../resources/find-objects.ts';
import { findMapping } from '../../resources/rest-mapper.ts';

export const describe: Command = {
  name: 'describe',
  short: 'Show details of a specific resource or group of resources',
  usage: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
  flags: [
    ...fileFlags('Filename, directory, or URL to files containing the resource to describe.'),
    ...selectorFlags.filter(({ name }) => name !== 'field-selector'),
    {
      name: 'show-events',
      type: 'bool',
      default: 'true',
      usage:
        'If true, display events related to the described object. Defaults to true for a single object, false for multiple objects and prefix matching.',
    },
    { name: 'chunk-size', type: 'int', default: '500', usage: 'Return large lists in chunks rather than all at once.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags, args } = parsed;
    if (args.length === 0 && !hasFiles(flags)) {
      throw failure(
        `You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.`,
      );
    }
    const found = findObjects(parsed, env, { typeMeansAll: true });
    const byPrefix = found.targets.length === 0 && found.errors.length === 1 ? startingWith(parsed, env) : [];
    const targets = byPrefix.length > 0 ? byPrefix : found.targets;
    for (const mapping of found.mappings) {
      const warning = deprecation(mapping);
      if (warning !== undefined) yield serverWarning(warning);
    }
    const single = targets.length < 2 && found.errors.length === 0;
    const showEvents = flags.bool('show-events') && (single || flags.has('show-events'));
    const context = { view: env.api, now: env.cluster.now() };
    const texts = targets.map(({ mapping, live }) => describeObject(mapping, live!, context, showEvents));
    if (byPrefix.length > 0) yield print(texts.map((text) => `${text}\n`).join(''));
    else if (texts.length > 0) yield print(texts.join('\n\n'));
    if (byPrefix.length === 0 && found.errors.length > 0) throw failure(...found.errors);
    if (targets.length === 0) {
      const where = flags.bool('all-namespaces') ? '' : ` in ${parsed.namespace} namespace.`;
      yield complain(`No resources found${where}\n`);
    }
    return 0;
  },
};

/** If no object has the name, `describe pod web` describes all Pods whose names begin with `web`. */
function startingWith({ args, namespace }: ParsedArgs, env: KubectlEnvironment): readonly Target[] {
  const [type, prefix] = args;
  const mapping = args.length === 2 && type !== undefined ? findMapping(env.api, type) : undefined;
  if (mapping === undefined || prefix === undefined) return [];
  return listObjects(env.api, mapping, mapping.namespaced ? namespace : undefined)
    .filter(({ metadata }) => metadata.name.startsWith(prefix))
    .map((live) => ({ mapping, name: live.metadata.name, namespace: live.metadata.namespace, live }));
}
