/** `kubectl set resources` */
// Models kubectl/pkg/cmd/set/set_resources.go
import type { Container, PodSpec } from '../../../../engine/index.ts';
import type { Chunk, Command, KubectlEnvironment, ParsedArgs } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { type Amounts, parseAmounts } from '../../../flags/amounts.ts';
import { findObjects } from '../../../resources/find-objects.ts';
import { changeContainers, changePodSpec } from '../../../resources/pod-specs.ts';
import { recordFlag, refuseLocalServerDryRun, startReport } from '../../../flags/print-flags.ts';
import { mustFindAll, visitAll } from '../../../resources/visit.ts';
import { setFlags } from './image.ts';

export const setResources: Command = {
  name: 'resources',
  short: 'Update resource requests/limits on objects with pod templates',
  usage: '(-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  examples:
    '# Set a stateful set\'s nginx container cpu limits to "200m" and memory to "512Mi"\n' +
    'kubectl set resources statefulset web -c=nginx --limits=cpu=200m,memory=512Mi\n',
  flags: [
    ...setFlags,
    recordFlag,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: '*',
      usage: 'The names of containers to change; may use wildcards',
    },
    { name: 'limits', type: 'string', usage: "The resource limits, for example 'cpu=100m,memory=256Mi'." },
    { name: 'requests', type: 'string', usage: "The resource requests, for example 'cpu=100m,memory=256Mi'." },
  ],
  completes: 'resources',
  *run(parsed, env) {
    yield* runSetResources(parsed, env);
    return 0;
  },
};

function* runSetResources(parsed: ParsedArgs, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  const report = yield* startReport(flags, env);
  refuseLocalServerDryRun(flags);
  const found = findObjects(parsed, env, { typeMeansAll: flags.bool('all') });
  mustFindAll(found);
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw failure('cannot set --all and --selector at the same time');
  }
  const [limits, requests] = [flags.string('limits'), flags.string('requests')];
  if (limits === '' && requests === '') {
    throw failure('you must specify an update to requests or limits (in the form of --requests/--limits)');
  }
  const added = { limits: parseAmounts(limits), requests: parseAmounts(requests) };
  const pattern = flags.string('containers');
  const missing: string[] = [];
  const change = (spec: PodSpec): PodSpec => {
    const changed = changeContainers(spec, pattern, (container) => withAmounts(container, added));
    if (changed === undefined) missing.push(`error: unable to find container named ${pattern}`);
    return changed ?? spec;
  };
  const failed = 'failed to patch resources update to pod template';
  const operation = 'resource requirements updated';
  yield* visitAll(found, (target) => changePodSpec(target, report, env, { change, operation, failed }), missing);
}

function withAmounts(container: Container, added: { limits: Amounts; requests: Amounts }): Container {
  const merged = (side: 'limits' | 'requests'): object => {
    const amounts = { ...(container.resources?.[side] as Amounts | undefined), ...added[side] };
    return Object.keys(amounts).length === 0 ? {} : { [side]: amounts };
  };
  return { ...container, resources: { ...container.resources, ...merged('limits'), ...merged('requests') } };
}
