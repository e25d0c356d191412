/** The output of commands that change something: `statefulset.apps/web scaled`, or the object with `-o`. */
// Models cli-runtime/pkg/{genericclioptions/print_flags,printers/{name,yaml}}.go
import type { KubernetesObject, Manifest, ResourceInfo, WriteOptions } from '../../engine/index.ts';
import { type Chunk, complain, type KubectlEnvironment, print, serverWarning } from '../command.ts';
import { failure } from '../errors/failure.ts';
import type { FlagSpec, Flags } from './flags.ts';
import { listOf, outputFlags, type Printer, readOutput } from '../printers/output.ts';
import { toStructJson } from '../printers/struct-order.ts';
import { groupSingular } from '../resources/rest-mapper.ts';

export const dryRunFlag: FlagSpec = {
  name: 'dry-run',
  type: 'string',
  default: 'none',
  bare: 'unchanged',
  values: ['none', 'server', 'client'],
  usage: 'Must be "none", "server", or "client". What would be sent is checked and printed, not stored.',
};

export const fieldManagerFlag: FlagSpec = {
  name: 'field-manager',
  type: 'string',
  usage: 'Name of the manager used to track field ownership.',
};

export const recordFlag: FlagSpec = {
  name: 'record',
  type: 'bool',
  usage: 'Record current kubectl command in the resource annotation.',
  deprecated: '--record will be removed in the future',
};

/** `-o` for commands without tables, with its related flags. */
export const objectFlags = outputFlags(false);

/** The flags of most commands that change something. */
export const writingFlags: readonly FlagSpec[] = [dryRunFlag, ...objectFlags, fieldManagerFlag, recordFlag];

export type DryRun = 'none' | 'client' | 'server';

export function readDryRun(flags: Flags): DryRun {
  const given = flags.string('dry-run') || 'none';
  if (given === 'unchanged') return 'client';
  if (given === 'none' || given === 'client' || given === 'server') return given;
  throw failure(`Invalid dry-run value (${given}). Must be "none", "server", or "client".`);
}

/** Returns the error for `--local --dry-run=server`, if both are given. */
export const localServerDryRun = (flags: Flags): readonly string[] =>
  flags.bool('local') && readDryRun(flags) === 'server'
    ? ['cannot specify --local and --dry-run=server - did you mean --dry-run=client?']
    : [];

/** @throws CommandFailure for `--local --dry-run=server`. */
export function refuseLocalServerDryRun(flags: Flags): void {
  const wrong = localServerDryRun(flags);
  if (wrong.length > 0) throw failure(...wrong);
}

type Printable = KubernetesObject | Manifest;

/** Reads `--dry-run` and `-o` before anything is done, with a warning for `--dry-run` without a value. */
export function* startReport(flags: Flags, env: KubectlEnvironment): Generator<Chunk, Report> {
  const report = new Report(flags, env);
  if (flags.string('dry-run') === 'unchanged') {
    yield complain('W helpers.go] --dry-run is deprecated and can be replaced with --dry-run=client.\n');
  }
  return report;
}

/** Prints the result for each object. */
export class Report {
  readonly dryRun: DryRun;
  /** True for `-o` other than `-o name`: objects are printed instead of messages. */
  readonly printsObjects: boolean;
  /** True for `--local`: nothing is sent, and kubectl does not call it a dry run. */
  readonly local: boolean;
  readonly #print: Printer | undefined;
  readonly #yaml: boolean;
  readonly #json: boolean;
  #printed = 0;
  /** Each is printed once. */
  readonly #warnings = new Set<string>();
  #warned = 0;
  readonly #fieldManager: Pick<WriteOptions, 'fieldManager'>;

  constructor(flags: Flags, env: KubectlEnvironment) {
    this.#fieldManager = env.fieldManager === undefined ? {} : { fieldManager: env.fieldManager };
    const dryRun = readDryRun(flags);
    this.local = flags.bool('local');
    this.dryRun = this.local ? 'client' : dryRun;
    const format = flags.string('output');
    this.#yaml = format === 'yaml';
    this.#json = format === 'json' && !flags.bool('show-managed-fields');
    const output = readOutput(flags, env, false);
    this.#print = output?.type === 'objects' ? output.print : undefined;
    this.printsObjects = this.#print !== undefined && format !== 'name';
  }

  /** Returns the options of requests. The server's warnings are printed with the next result. */
  get options(): WriteOptions {
    return {
      ...this.#fieldManager,
      dryRun: this.dryRun !== 'none',
      onWarning: (warning) => this.#warnings.add(warning),
    };
  }

  /**
   * Prints the result for an object, or the object itself with `-o`.
   * @param noted False for commands that do not mention the dry run.
   */
  *done(mapping: ResourceInfo, object: Printable, operation: string, noted = true): Generator<Chunk, void> {
    yield* this.#warn();
    if (this.#print !== undefined) return yield* this.#object(object);
    const note =
      noted && !this.local ? { none: '', client: ' (dry run)', server: ' (server dry run)' }[this.dryRun] : '';
    yield print(`${groupSingular(mapping)}/${object.metadata?.name ?? ''} ${operation}${note}\n`);
  }

  /** Does the same as {@link done} with an object that kubectl knows by its Go type. */
  *typed(mapping: ResourceInfo, object: Printable, operation: string): Generator<Chunk, void> {
    if (!this.#json) return yield* this.done(mapping, object, operation);
    yield* this.#warn();
    yield print(toStructJson(object));
  }

  /** Prints one object as it is, several as a List, which has no resource version here. */
  *list(objects: readonly Printable[]): Generator<Chunk, void> {
    const [first] = objects;
    if (first === undefined || this.#print === undefined) return;
    if (objects.length === 1) yield* this.#object(first);
    else yield print(this.#print({ ...listOf(objects as readonly KubernetesObject[]), metadata: {} }));
  }

  *#warn(): Generator<Chunk, void> {
    for (const warning of [...this.#warnings].slice(this.#warned)) yield serverWarning(warning);
    this.#warned = this.#warnings.size;
  }

  *#object(object: Printable): Generator<Chunk, void> {
    // Documents of one YAML stream.
    if (this.#yaml && this.#printed++ > 0) yield print('---\n');
    yield print(this.#print!(object as KubernetesObject));
  }
}
