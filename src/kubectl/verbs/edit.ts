/** `kubectl edit`: the text goes to the person's editor and comes back as a patch. */
// Models kubectl/pkg/cmd/util/editor/editoptions.go
import { type KubernetesObject, type Manifest, StatusError, threeWayPatch } from '../../engine/index.ts';
import { parseManifests } from '../../manifests/parse.ts';
import { writeYaml } from '../../manifests/write-yaml.ts';
import { ask, type Chunk, type Command, complain, type KubectlEnvironment, type ParsedArgs } from '../command.ts';
import { failure } from '../failure.ts';
import { fileFlags, findObjects, type Target } from '../find-objects.ts';
import { listOf } from '../printers/output.ts';
import { toJson } from '../printers/json.ts';
import { type Report, startReport, writingFlags } from '../print-flags.ts';
import { groupResource } from '../rest-mapper.ts';
import { mustFindAll } from '../visit.ts';

export const edit: Command = {
  name: 'edit',
  short: 'Edit a resource on the server',
  long: 'Edit a resource from the default editor.\n\n The edit command allows you to directly edit any API resource you can retrieve via the command-line tools.',
  usage: '(RESOURCE/NAME | -f FILENAME)',
  examples: "# Edit the stateful set named 'web'\nkubectl edit statefulset/web\n",
  flags: [
    ...fileFlags('to use to edit the resource'),
    ...writingFlags,
    { name: 'output-patch', type: 'bool', usage: 'Output the patch if the resource is edited.' },
    { name: 'save-config', type: 'bool', hidden: true, usage: '' },
    { name: 'subresource', type: 'string', hidden: true, usage: '' },
    { name: 'validate', type: 'string', default: 'strict', bare: 'strict', hidden: true, usage: '' },
    { name: 'windows-line-endings', type: 'bool', hidden: true, usage: '' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const format = flags.string('output') || 'yaml';
    if (format !== 'yaml' && format !== 'json') {
      throw failure(`The flag 'output' must be one of yaml|json`);
    }
    const found = findObjects(parsed, env, { typeMeansAll: true });
    const targets = mustFindAll(found);
    if (targets.length === 0) throw failure('edit cancelled, no objects found');
    yield* editAll(targets, parsed, format, env);
    return 0;
  },
};

const head =
  "# Please edit the object below. Lines beginning with a '#' will be ignored,\n" +
  '# and an empty file will abort the edit. If an error occurs while saving this file will be\n' +
  '# reopened with the relevant failures.\n#\n';

/** Hands the text over again and again, until it is accepted or given up. */
function* editAll(
  targets: readonly Target[],
  { flags }: ParsedArgs,
  format: 'yaml' | 'json',
  env: KubectlEnvironment,
): Generator<Chunk, void> {
  const objects = targets.map(({ live }) => live!);
  const whole = objects.length === 1 ? objects[0]! : listOf(objects);
  let body = format === 'json' ? toJson(whole) : writeYaml(whole);
  let reasons: readonly string[] = [];
  const report = yield* startReport(flags, env);
  for (;;) {
    const comments = reasons.length === 0 ? '' : `${reasons.map((reason) => `# ${reason}\n`).join('')}#\n`;
    const given = `${format === 'json' ? '' : head}${comments}${body}`;
    const answer = yield* ask({ type: 'edit', name: `kubectl-edit.${format}`, text: given });
    if (answer?.text === undefined) throw failure('unable to launch the editor "vi"');
    const edited = withoutComments(answer.text);
    if (edited.trim() === '') return yield complain('Edit cancelled, saved file was empty.\n');
    if (edited === withoutComments(given)) {
      if (reasons.length > 0) throw failure('Edit cancelled, no valid changes were saved.');
      return yield complain('Edit cancelled, no changes made.\n');
    }
    body = edited;
    reasons = yield* apply(edited, targets, report, env);
    if (reasons.length === 0) return;
  }
}

const withoutComments = (text: string): string => text.replace(/^\s*#.*\n?/gm, '');

/** Sends what differs; returns what the person is to read about it when it is refused. */
function* apply(
  text: string,
  targets: readonly Target[],
  report: Report,
  env: KubectlEnvironment,
): Generator<Chunk, readonly string[]> {
  const file = parseManifests(text, 'kubectl-edit.yaml');
  if (file.error) {
    const [, why = file.error.message] = /converting YAML to JSON: (.*)$/s.exec(file.error.message) ?? [];
    return [`The edited file had a syntax error: error parsing edited-file: ${why}`];
  }
  const reasons: string[] = [];
  let changed = false;
  for (const { object } of file.documents) {
    const target = targets.find((one) => isSame(one.live!, object));
    if (target === undefined) {
      throw failure('At least one of apiVersion, kind and name was changed');
    }
    const patch = threeWayPatch(target.live, object, target.live);
    if (Object.keys(patch).length === 0) continue;
    changed = true;
    const { mapping, name, namespace } = target;
    try {
      const written = env.api.patch(mapping.resource, name, namespace, 'strategic', patch, env.actor, report.options);
      yield* report.done(mapping, written, 'edited');
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      reasons.push(...told(target, error));
      yield complain(
        `error: ${groupResource(mapping)} "${name}" ${error.reason === 'Invalid' ? 'is invalid' : `could not be patched: ${error.message}`}\n`,
      );
    }
  }
  if (!changed) yield complain('Edit cancelled, no changes made.\n');
  return reasons;
}

const isSame = ({ apiVersion, kind, metadata }: KubernetesObject, edited: Manifest): boolean =>
  apiVersion === edited.apiVersion &&
  kind === edited.kind &&
  metadata.name === edited.metadata?.name &&
  (metadata.namespace ?? '') === (edited.metadata?.namespace ?? '');

function told({ mapping, name }: Target, error: StatusError): readonly string[] {
  const what = `${groupResource(mapping)} "${name}"`;
  if (error.reason === 'NotFound') return [`${what} could not be found on the server`];
  if (error.reason !== 'Invalid') return [`${what} could not be patched: ${error.message}`];
  return [`${what} was not valid:`, ...error.causes.map(({ field, message }) => `* ${field}: ${message}`)];
}
