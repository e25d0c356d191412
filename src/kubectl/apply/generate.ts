/** Creates one object from the flags of a command: `kubectl create deployment`, `run`, `expose`. */
// Models kubectl/pkg/cmd/create/create.go (RunCreateSubcommand)
import { type KubernetesObject, type Manifest, resourceOfKind, StatusError } from '../../engine/index.ts';
import { withLastApplied } from './apply.ts';
import type { Chunk, KubectlEnvironment, ParsedArgs } from '../command.ts';
import { failure, usageFailure } from '../errors/failure.ts';
import type { FlagSpec } from '../flags/flags.ts';
import type { Report } from '../flags/print-flags.ts';
import { mappingFor } from '../resources/rest-mapper.ts';

export const saveConfigFlag: FlagSpec = {
  name: 'save-config',
  type: 'bool',
  usage: 'If true, the configuration of current object will be saved in its annotation.',
};

/**
 * Creates the object in the namespace of the command, and prints the result.
 * @param options `failed` is the prefix of the server's refusal.
 */
export function* createObject(
  object: Manifest,
  { flags, namespace }: ParsedArgs,
  report: Report,
  env: KubectlEnvironment,
  { operation = 'created', failed }: { readonly operation?: string; readonly failed?: string | undefined } = {},
): Generator<Chunk, KubernetesObject | undefined> {
  const mapping = resourceOfKind(object.apiVersion, object.kind, env.api) ?? mappingFor(env.api, object.kind);
  const inNamespace = (named: string): Manifest =>
    mapping.namespaced ? { ...object, metadata: { ...object.metadata, namespace: named } } : object;
  const saved = (wanted: Manifest): Manifest => (flags.bool('save-config') ? withLastApplied(wanted) : wanted);
  if (report.dryRun === 'client') {
    // The printed object contains its namespace only if it was given.
    yield* report.typed(mapping, saved(flags.has('namespace') ? inNamespace(namespace) : object), operation);
    return undefined;
  }
  const wanted = saved(inNamespace(namespace));
  const created = wrapped(failed, () => env.api.create(wanted, env.actor, report.options));
  // The server's answer to expose has no Go type.
  if (operation === 'exposed') yield* report.done(mapping, created, operation);
  else yield* report.typed(mapping, created, operation);
  return created;
}

/** Some commands have their own error for a refusal. */
function wrapped<T>(words: string | undefined, request: () => T): T {
  try {
    return request();
  } catch (error) {
    if (words === undefined || !(error instanceof StatusError)) throw error;
    throw failure(`${words} ${error.message}`);
  }
}

/** Returns the only NAME before `--`. */
export function oneName({ args, dash, path }: ParsedArgs): string {
  const names = dash < 0 ? args : args.slice(0, dash);
  if (names.length !== 1) throw usageFailure(path, `exactly one NAME is required, got ${names.length}`);
  return names[0]!;
}

/** Returns the words after `--`. */
export const commandWords = ({ args, dash }: ParsedArgs): readonly string[] => (dash < 0 ? [] : args.slice(dash));
