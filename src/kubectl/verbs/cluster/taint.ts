/** `kubectl taint` */
// Models kubectl/pkg/cmd/taint/{taint,utils}.go
import type { Node } from '../../../engine/index.ts';
import type { Command, ParsedArgs } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { findObjects } from '../../resources/find-objects.ts';
import { labelKeyProblem, labelValueProblem } from '../../resources/label-selector.ts';
import { dryRunFlag, fieldManagerFlag, objectFlags, startReport } from '../../flags/print-flags.ts';
import { mappingFor } from '../../resources/rest-mapper.ts';
import { Aside, visitAll } from '../../resources/visit.ts';

interface Taint {
  readonly key: string;
  readonly value?: string;
  /** Empty for all effects, when a taint is removed. */
  readonly effect: string;
}

export const taint: Command = {
  name: 'taint',
  short: 'Update the taints on one or more nodes',
  long: 'Update the taints on one or more nodes.\n\n  *  A taint consists of a key, value, and effect. As an argument here, it is expressed as key=value:effect.',
  usage: 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
  examples:
    "# Update node 'node-1' with a taint with key 'dedicated' and value 'special-user' and effect 'NoSchedule'\n" +
    'kubectl taint nodes node-1 dedicated=special-user:NoSchedule\n\n' +
    "# Remove from node 'node-1' the taint with key 'dedicated' and effect 'NoSchedule' if one exists\n" +
    'kubectl taint nodes node-1 dedicated:NoSchedule-\n',
  flags: [
    dryRunFlag,
    ...objectFlags,
    fieldManagerFlag,
    { name: 'all', type: 'bool', usage: 'Select all nodes in the cluster' },
    { name: 'overwrite', type: 'bool', usage: 'If true, allow taints to be overwritten.' },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'validate', type: 'string', default: 'strict', bare: 'strict', hidden: true, usage: '' },
  ],
  completes: 'nodes',
  *run(parsed, env) {
    const { flags } = parsed;
    const { resources, add, remove } = readTaints(parsed);
    const report = yield* startReport(flags, env);
    const type = resources[0]!.toLowerCase();
    if (mappingFor(env.api, type).kind !== 'Node') {
      throw failure(`invalid resource type ${type}, only node types are supported`);
    }
    checkConflicts(add, remove);
    const selects = flags.bool('all') || flags.string('selector') !== '';
    if (flags.bool('all') && flags.string('selector') !== '') {
      throw failure("setting 'all' parameter with a non empty selector is prohibited");
    }
    if (!selects && resources.length < 2) {
      throw failure("at least one resource name must be specified since 'all' parameter is not set");
    }
    const args = selects ? ['nodes'] : ['nodes', ...resources.slice(1)];
    yield* visitAll(findObjects(parsed, env, { args }), function* ({ mapping, name, live }) {
      const old = ((live as Node).spec.taints ?? []) as readonly Taint[];
      if (!flags.bool('overwrite')) {
        const there = add.filter((a) => old.some((b) => same(a, b))).map(({ key }) => key);
        if (there.length > 0) {
          throw new Aside(
            `node ${name} already has ${there.join(',')} taint(s) with same effect(s) and --overwrite is false`,
          );
        }
      }
      const { operation, taints } = reorganize(old, add, remove, flags.bool('overwrite'));
      let written = live!;
      if (report.dryRun !== 'client') {
        const patch = { spec: { taints: taints.length === 0 ? null : taints } };
        written = env.api.patch('nodes', name, undefined, 'merge', patch, env.actor, report.options);
      }
      yield* report.done(mapping, written, operation);
    });
    return 0;
  },
};

const isTaint = (word: string): boolean => word.includes('=') || word.includes(':') || word.endsWith('-');
const same = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;

function readTaints({ args, path }: ParsedArgs): {
  resources: readonly string[];
  add: readonly Taint[];
  remove: readonly Taint[];
} {
  const first = args.findIndex(isTaint);
  const [resources, specs] = first < 0 ? [args, []] : [args.slice(0, first), args.slice(first)];
  const stray = specs.find((word) => !isTaint(word));
  if (stray !== undefined) throw failure(`all resources must be specified before taint changes: ${stray}`);
  if (resources.length === 0) throw failure('one or more resources must be specified as <resource> <name>');
  if (specs.length === 0) throw failure('at least one taint update is required');
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    const read = parseTaint(spec.replace(/-$/, ''));
    const wrong =
      typeof read === 'string'
        ? read
        : spec.endsWith('-')
          ? void remove.push({ key: read.key, effect: read.effect })
          : read.effect === ''
            ? `invalid taint spec: ${spec}`
            : add.some((other) => same(other, read))
              ? `duplicated taints with the same key and effect: {${read.key} ${read.value ?? ''} ${read.effect} <nil>}`
              : void add.push(read);
    if (typeof wrong === 'string') throw usageFailure(path, wrong);
  }
  return { resources, add, remove };
}

/** Parses `key=value:effect`, `key:effect` or `key`; returns a text for an error. */
function parseTaint(spec: string): Taint | string {
  const invalid = `invalid taint spec: ${spec}`;
  const parts = spec.split(':');
  if (parts.length > 2) return invalid;
  const [pair = '', effect = ''] = parts;
  if (parts.length === 2 && !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(effect)) {
    return `invalid taint effect: ${effect}, unsupported taint effect`;
  }
  const [key = '', value, ...others] = parts.length === 2 ? pair.split('=') : [spec];
  if (others.length > 0) return invalid;
  const wrong = (value === undefined ? undefined : labelValueProblem(value)) ?? labelKeyProblem(key);
  if (wrong !== undefined) return `${invalid}, ${wrong}`;
  return value === undefined || value === '' ? { key, effect } : { key, value, effect };
}

function checkConflicts(add: readonly Taint[], remove: readonly Taint[]): void {
  const conflicts = add.flatMap((a) =>
    remove
      .filter((r) => a.key === r.key && (r.effect === '' || r.effect === a.effect))
      .map((r) => `{"${r.key}":"${r.effect}"}`),
  );
  if (conflicts.length > 0) {
    throw failure(`can not both modify and remove the following taint(s) in the same command: ${conflicts.join(', ')}`);
  }
}

/** New taints first, then the old ones that stay. */
function reorganize(
  old: readonly Taint[],
  add: readonly Taint[],
  remove: readonly Taint[],
  overwrite: boolean,
): { operation: string; taints: readonly Taint[] } {
  let taints = [...add, ...old.filter((taint) => !add.some((a) => same(a, taint)))];
  const added = taints.length !== old.length;
  const missing: string[] = [];
  let removed = false;
  for (const { key, effect } of remove) {
    const left = taints.filter((taint) => taint.key !== key || (effect !== '' && taint.effect !== effect));
    removed = left.length !== taints.length;
    if (!removed) missing.push(`taint "${key}${effect === '' ? '' : `:${effect}`}" not found`);
    taints = left;
  }
  if (missing.length > 0) throw new Aside(...missing);
  return { operation: (added && removed) || overwrite ? 'modified' : added ? 'tainted' : 'untainted', taints };
}
