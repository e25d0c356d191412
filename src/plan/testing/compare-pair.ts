/**
 * Judges a plan against its recording: kubectl's answer, the decisive writes of the StatefulSet controller in order
 * (creates and deletes of Pods, creates of claims, creates, updates and deletes of revisions), and both states.
 */
type Fields = Readonly<Record<string, unknown>>;
type State = Readonly<Record<string, readonly Fields[] | undefined>>;

export interface PairOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  readonly writes: readonly object[];
  readonly before: State;
  readonly state: State;
}

/** A dump of a real cluster, one change, and the writes of the real controllers after it. */
export interface Pair extends PairOutcome {
  readonly name: string;
  readonly dumpCommand: string;
  readonly dump: string;
  readonly change: { readonly file?: string; readonly filename?: string; readonly command: string };
  /** True if the real controller worked in parallel. */
  readonly unordered?: boolean;
}

/** The fields of each resource that must be equal. */
const compared: Readonly<Record<string, readonly string[]>> = {
  statefulsets: ['name', 'generation', 'replicas', 'terminating', 'status'],
  pods: ['name', 'revision', 'image', 'phase', 'ready', 'terminating', 'scheduled', 'owner', 'waiting'],
  persistentvolumeclaims: ['name', 'phase', 'owner', 'terminating', 'labels', 'storageClass'],
  controllerrevisions: ['name', 'revision', 'owner'],
  endpointslices: ['service', 'endpoints'],
  poddisruptionbudgets: ['name', 'status'],
};
/** Resources that a dump of few kinds does not contain. */
const ofManyKinds: ReadonlySet<string> = new Set(['endpointslices', 'poddisruptionbudgets']);

interface Write {
  readonly verb: string;
  readonly resource: string;
  readonly name: string;
  readonly code?: number;
  readonly revision?: string | number;
}

function isDecisive({ verb, resource, code = 200 }: Write): boolean {
  if (code >= 400 || !['pods', 'persistentvolumeclaims', 'controllerrevisions'].includes(resource)) return false;
  return verb === 'create' || verb === 'delete' || (verb === 'update' && resource === 'controllerrevisions');
}

const line = ({ verb, resource, name, revision }: Write): string =>
  [verb, resource, name, resource === 'persistentvolumeclaims' ? '' : (revision ?? '')].join(' ').trim();

/** Names that differ between a recording and a plan: the suffixes of a Deployment's Pods, and the hash of a restart. */
function comparable(value: unknown, pair: Pair, { state }: PairOutcome): string {
  let text = JSON.stringify(value).replace(/("[a-z-]+-[0-9a-f]{8,10})-[a-z0-9]{5}"/g, '$1-?"');
  if (pair.change.command.includes('restart')) {
    const known = new Set((pair.before['controllerrevisions'] ?? []).map(({ name }) => name));
    for (const { name } of state['controllerrevisions'] ?? []) {
      if (!known.has(name)) text = text.replaceAll(String(name), 'NEW');
    }
  }
  return text;
}

/** Returns the differences in words; empty if the plan matches the recording. */
export function comparePair(pair: Pair, planned: PairOutcome): readonly string[] {
  const differences: string[] = [];
  const check = (what: string, real: unknown, ours: unknown): void => {
    const [want, have] = [comparable(real, pair, pair), comparable(ours, pair, planned)];
    if (want !== have) differences.push(`${what}\n  real: ${want}\n  ours: ${have}`);
  };
  check('exit', pair.exit, planned.exit);
  check('stderr', pair.stderr, planned.stderr);
  const lines = ({ writes }: PairOutcome): readonly string[] => {
    const all = (writes as readonly Write[]).filter(isDecisive).map(line);
    return pair.unordered === true ? all.sort() : all;
  };
  check('writes', lines(pair), lines(planned));
  const few = !pair.dumpCommand.includes(',svc,');
  for (const part of ['before', 'state'] as const) {
    for (const [resource, fields] of Object.entries(compared)) {
      if (few && ofManyKinds.has(resource)) continue;
      const view = ({ [part]: state }: PairOutcome): readonly string[] =>
        (state[resource] ?? [])
          .map((o) => JSON.stringify(sorted(Object.fromEntries(fields.map((f) => [f, o[f]])))))
          .sort();
      check(`${part} ${resource}`, view(pair), view(planned));
    }
  }
  return differences;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, sorted(item)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
