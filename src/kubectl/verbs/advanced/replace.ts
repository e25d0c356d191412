/** `kubectl replace` */
// Models kubectl/pkg/cmd/replace/replace.go
import { type Manifest, StatusError } from '../../../engine/index.ts';
import { lastApplied, withLastApplied } from '../../apply/apply.ts';
import { getObject } from '../../client/client.ts';
import { type Chunk, type Command, type KubectlEnvironment, type ParsedArgs, print } from '../../command.ts';
import { withSource } from '../../errors/errors.ts';
import { failure } from '../../errors/failure.ts';
import { fileFlags, hasFiles } from '../../files/files.ts';
import { findObjects, type Target } from '../../resources/find-objects.ts';
import { readCascade } from '../../flags/cascade.ts';
import type { Flags } from '../../flags/flags.ts';
import { saveConfigFlag } from '../../apply/generate.ts';
import { type Report, startReport, writingFlags } from '../../flags/print-flags.ts';
import { groupSingular } from '../../resources/rest-mapper.ts';
import { readValidation, validateFlag } from '../../apply/validation.ts';
import { visitAll } from '../../resources/visit.ts';
import { type Doomed, waitUntilGone } from './wait-until-gone.ts';

const fiveMinutes = 300_000;

export const replace: Command = {
  name: 'replace',
  short: 'Replace a resource by file name or stdin',
  long: 'Replace a resource by file name or stdin.\n\n JSON and YAML formats are accepted. If replacing an existing resource, the complete resource spec must be provided.',
  usage: '-f FILENAME',
  examples:
    '# Replace a pod using the data in pod.yaml\nkubectl replace -f ./pod.yaml\n\n' +
    '# Force replace, delete and then re-create the resource\nkubectl replace --force -f ./pod.yaml\n',
  flags: [
    ...fileFlags('The files that contain the configurations to replace.'),
    ...writingFlags,
    saveConfigFlag,
    { name: 'cascade', type: 'string', default: 'background', bare: 'background', hidden: true, usage: '' },
    { name: 'force', type: 'bool', usage: 'If true, the resource is deleted and made again.' },
    { name: 'grace-period', type: 'int', default: '-1', usage: 'Period of time in seconds given to end gracefully.' },
    { name: 'raw', type: 'string', usage: '', absent: 'the lab answers raw requests only for kubectl get' },
    { name: 'subresource', type: 'string', hidden: true, usage: '' },
    { name: 'timeout', type: 'duration', default: '0s', usage: 'How long to wait before giving up on a delete.' },
    validateFlag,
    { name: 'wait', type: 'bool', hidden: true, usage: '' },
  ],
  completes: 'none',
  *run(parsed, env) {
    const { flags } = parsed;
    yield* readCascade(flags);
    if (flags.int('grace-period') >= 0 && !flags.bool('force')) {
      throw failure('--grace-period must have --force specified');
    }
    if (flags.duration('timeout') !== 0 && !flags.bool('force')) throw failure('--timeout must have --force specified');
    if (!hasFiles(flags)) throw failure('must specify one of -f and -k');
    const report = yield* startReport(flags, env);
    if (report.dryRun !== 'none' && flags.bool('force')) {
      throw failure('--dry-run can not be used when --force is set');
    }
    yield* flags.bool('force') ? forceReplace(parsed, report, env) : replaceAll(parsed, report, env);
    return 0;
  },
};

function* replaceAll(parsed: ParsedArgs, report: Report, env: KubectlEnvironment): Generator<Chunk, void> {
  const found = findObjects(parsed, env, { mustExist: false });
  yield* visitAll(found, function* (target) {
    const { mapping, info } = target;
    const wanted = annotated(target, parsed.flags);
    if (report.dryRun === 'client') return yield* report.done(mapping, wanted, 'replaced');
    try {
      yield* report.done(
        mapping,
        env.api.update(wanted, env.actor, { ...report.options, fieldValidation: readValidation(parsed.flags) }),
        'replaced',
      );
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      throw withSource('replacing', info!.source, error);
    }
  });
}

/** An object that was applied before keeps the last applied configuration. */
function annotated({ info }: Target, flags: Flags): Manifest {
  const { object } = info!;
  const had = object.metadata?.annotations?.[lastApplied] !== undefined;
  return flags.bool('save-config') || had ? withLastApplied(object) : object;
}

function* forceReplace(parsed: ParsedArgs, report: Report, env: KubectlEnvironment): Generator<Chunk, void> {
  const { flags } = parsed;
  // As in `kubectl delete --grace-period=0` without --force.
  const grace = flags.int('grace-period') === 0 ? 1 : flags.int('grace-period');
  const doomed: Doomed[] = [];
  yield* visitAll(findObjects(parsed, env, { mustExist: false }), function* ({ mapping, name, namespace }) {
    const live = getObject(env.api, mapping, name, namespace);
    if (live === undefined) return;
    env.api.delete(mapping.resource, name, namespace, env.actor, {
      propagationPolicy: 'Background',
      ...(grace >= 0 && { gracePeriodSeconds: grace }),
    });
    doomed.push({ mapping, name, namespace, uid: live.metadata.uid });
    const where = namespace === undefined ? '' : ` from ${namespace} namespace`;
    yield print(`${groupSingular(mapping)} "${name}" deleted${where}\n`);
  });
  yield* waitUntilGone(doomed, env, env.cluster.now() + (flags.duration('timeout') || fiveMinutes));
  const found = findObjects(parsed, env, { mustExist: false });
  yield* visitAll(found, function* (target) {
    yield* report.done(
      target.mapping,
      env.api.create(annotated(target, flags), env.actor, {
        ...report.options,
        fieldValidation: readValidation(flags),
      }),
      'replaced',
    );
  });
  if (found.targets.length === 0) throw failure('no objects passed to replace');
}
