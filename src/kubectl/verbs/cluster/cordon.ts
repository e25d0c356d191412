/** `kubectl cordon` and `kubectl uncordon` */
// Models kubectl/pkg/cmd/drain/drain.go (RunCordonOrUncordon)
import type { Node } from '../../../engine/index.ts';
import { type Chunk, type Command, type KubectlEnvironment, type ParsedArgs } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { findObjects, type Target } from '../../resources/find-objects.ts';
import type { FlagSpec } from '../../flags/flags.ts';
import { dryRunFlag, type Report, startReport } from '../../flags/print-flags.ts';
import { mustFindAll } from '../../resources/visit.ts';

export const nodeFlags: readonly FlagSpec[] = [
  dryRunFlag,
  { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
];

/** Returns the Nodes that a command names or selects. */
export function findNodes(parsed: ParsedArgs, env: KubectlEnvironment, verb: string): readonly Target[] {
  const { args, flags, path } = parsed;
  if (args.length === 0 && !flags.has('selector')) throw usageFailure(path, `USAGE: ${verb} NODE [flags]`);
  if (args.length > 0 && flags.string('selector') !== '') {
    throw usageFailure(path, 'error: cannot specify both a node name and a --selector option');
  }
  const words = args.map((arg) => (arg.includes('/') ? arg : `node/${arg}`));
  const targets = mustFindAll(findObjects(parsed, env, { args: words.length === 0 ? ['nodes'] : words }));
  for (const { mapping } of targets) {
    if (mapping.resource === 'nodes') continue;
    const { group, version, resource } = mapping;
    throw failure(`error: expected resource of type node, got "${group}/${version}, Resource=${resource}"`);
  }
  return targets;
}

export function* setUnschedulable(
  targets: readonly Target[],
  wanted: boolean,
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const done = wanted ? 'cordoned' : 'uncordoned';
  for (const { mapping, name, live } of targets) {
    const already = ((live as Node).spec.unschedulable ?? false) === wanted;
    if (!already && report.dryRun !== 'client') {
      const patch = { spec: { unschedulable: wanted ? true : null } };
      env.api.patch('nodes', name, undefined, 'strategic', patch, env.actor, report.options);
    }
    yield* report.done(mapping, live!, already ? `already ${done}` : done);
  }
}

const commandOf = (name: string, short: string, wanted: boolean): Command => ({
  name,
  short,
  usage: 'NODE',
  examples: `# ${short}\nkubectl ${name} node-1\n`,
  flags: nodeFlags,
  completes: 'nodes',
  *run(parsed, env) {
    const nodes = findNodes(parsed, env, name);
    yield* setUnschedulable(nodes, wanted, yield* startReport(parsed.flags, env), env);
    return 0;
  },
});

export const cordon = commandOf('cordon', 'Mark node as unschedulable', true);
export const uncordon = commandOf('uncordon', 'Mark node as schedulable', false);
