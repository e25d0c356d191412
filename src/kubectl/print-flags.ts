/** How a command that changes something says so: `statefulset.apps/web scaled`, or the object itself with `-o`. */
// Models cli-runtime/pkg/{genericclioptions/print_flags,printers/name}.go
import type { KubernetesObject, Manifest, ResourceInfo } from '../engine/index.ts';
import { type Chunk, complain, print } from './command.ts';
import { failure } from './failure.ts';
import type { FlagSpec, Flags } from './flags.ts';
import { groupSingular } from './rest-mapper.ts';

export const dryRunFlag: FlagSpec = {
  name: 'dry-run',
  type: 'string',
  default: 'none',
  bare: 'unchanged',
  values: ['none', 'server', 'client'],
  usage: 'Must be "none", "server", or "client". What would be sent is checked and printed, not stored.',
};

export const outputFlag: FlagSpec = {
  name: 'output',
  short: 'o',
  type: 'string',
  values: ['json', 'yaml', 'name', 'jsonpath=', 'go-template='],
  usage:
    'Output format. One of: (json, yaml, name, go-template, go-template-file, template, templatefile, jsonpath, …).',
};

/** The flags of nearly every command that changes something. */
export const writingFlags: readonly FlagSpec[] = [
  dryRunFlag,
  outputFlag,
  { name: 'field-manager', type: 'string', usage: 'Name of the manager used to track field ownership.' },
  { name: 'show-managed-fields', type: 'bool', usage: 'If true, keep the managedFields when printing objects.' },
  { name: 'record', type: 'bool', hidden: true, usage: 'Record current kubectl command in the resource annotation.' },
];

export type DryRun = 'none' | 'client' | 'server';

export function readDryRun(flags: Flags): DryRun {
  const given = flags.string('dry-run') || 'none';
  if (given === 'unchanged') return 'client';
  if (given === 'none' || given === 'client' || given === 'server') return given;
  throw failure(`Invalid dry-run value (${given}). Must be "none", "server", or "client".`);
}

/** `--dry-run` without a value still works, with a warning. */
export function* deprecations(flags: Flags): Generator<Chunk, void> {
  if (flags.string('dry-run') === 'unchanged') {
    yield complain('W helpers.go] --dry-run is deprecated and can be replaced with --dry-run=client.\n');
  }
}

/** Prints what was done with an object, or the object when the command has `-o`. */
export function* printDone(
  flags: Flags,
  mapping: ResourceInfo,
  object: KubernetesObject | Manifest,
  operation: string,
): Generator<Chunk, void> {
  const format = flags.string('output');
  const name = `${groupSingular(mapping)}/${object.metadata?.name ?? ''}`;
  const dryRun = readDryRun(flags);
  const note = dryRun === 'none' ? '' : dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
  if (format === '') yield print(`${name} ${operation}${note}\n`);
  else if (format === 'name') yield print(`${name}\n`);
  else yield print(printObject(flags, object));
}

/** With `-o`, other than `-o name`, a command prints objects instead of saying what it did. */
export const printsObjects = (flags: Flags): boolean => !['', 'name'].includes(flags.string('output'));

/** One object as it is, several as a List. */
export function* printList(flags: Flags, objects: readonly object[]): Generator<Chunk, void> {
  const [first] = objects;
  if (first === undefined) return;
  yield print(printObject(flags, objects.length === 1 ? first : { apiVersion: 'v1', items: objects, kind: 'List' }));
}

export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 4)}\n`;
export const asYaml = (_value: unknown): string => {
  throw failure('unable to match a printer suitable for the output format "yaml"');
};

function printObject(flags: Flags, object: object): string {
  const format = flags.string('output');
  if (format === 'json') return asJson(object);
  if (format === 'yaml') return asYaml(object);
  throw failure(`unable to match a printer suitable for the output format "${format}"`);
}
