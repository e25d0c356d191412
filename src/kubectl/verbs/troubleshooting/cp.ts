/** `kubectl cp` */
// Models kubectl/pkg/cmd/cp/cp.go
import { ask, type Chunk, type Command, type KubectlEnvironment, type ParsedArgs } from '../../command.ts';
import { mustRun } from '../../resources/attach.ts';
import { containerOf, podOf } from '../../resources/containers.ts';
import { failure } from '../../errors/failure.ts';
import type { CopyPlace } from '../../client/requests.ts';

export const cp: Command = {
  name: 'cp',
  short: 'Copy files and directories to and from containers',
  usage: '<file-spec-src> <file-spec-dest>',
  examples:
    '# Copy /tmp/foo local file to /tmp/bar in a remote pod\nkubectl cp /tmp/foo web-0:/tmp/bar\n\n' +
    '# Copy /tmp/foo from a remote pod to /tmp/bar locally\nkubectl cp default/web-0:/tmp/foo /tmp/bar\n',
  flags: [
    {
      name: 'container',
      short: 'c',
      type: 'string',
      usage: 'Container name. If omitted, the first container is used.',
    },
    { name: 'no-preserve', type: 'bool', usage: "The copied file/directory's ownership will not be preserved" },
    { name: 'retries', type: 'int', default: '0', usage: 'Set number of retries to complete a copy operation' },
  ],
  completes: 'pods',
  *run(parsed, env) {
    const { args } = parsed;
    if (args.length !== 2) throw failure('source and destination are required');
    const [source, target] = args.map(parseSpec) as [FileSpec, FileSpec];
    if (source.pod !== undefined && target.pod !== undefined) {
      throw failure('one of src or dest must be a local file specification');
    }
    if (source.path === '' || target.path === '') throw failure('filepath can not be empty');
    if (source.pod === undefined && target.pod === undefined) {
      throw failure('one of src or dest must be a remote file specification');
    }
    if (
      source.pod === undefined &&
      env.readFile(source.path) === undefined &&
      env.readDirectory(source.path) === undefined
    ) {
      throw failure(`${source.path} doesn't exist in local filesystem`);
    }
    const from = yield* placeOf(source, parsed, env);
    const to = yield* placeOf(target, parsed, env);
    const answer = yield* ask({ type: 'copy', from, to });
    if (answer === undefined) {
      const container = (from.in ?? to.in)!.container;
      throw failure(`unable to upgrade connection: container not found ("${container}")`);
    }
    if (answer.error !== undefined) throw failure(answer.error);
    return 0;
  },
};

interface FileSpec {
  readonly namespace?: string;
  readonly pod?: string;
  readonly path: string;
}

/** `path`, `pod:path` or `namespace/pod:path` */
function parseSpec(text: string): FileSpec {
  const at = text.indexOf(':');
  if (at === 0) throw failure('filespec must match the canonical format: [[namespace/]pod:]file/path');
  if (at < 0) return { path: text };
  const [where, path] = [text.slice(0, at), text.slice(at + 1)];
  const parts = where.split('/');
  if (parts.length === 1) return { pod: where, path };
  if (parts.length === 2) return { namespace: parts[0]!, pod: parts[1]!, path };
  throw failure('filespec must match the canonical format: [[namespace/]pod:]file/path');
}

function* placeOf(
  { namespace, pod: name, path }: FileSpec,
  parsed: ParsedArgs,
  env: KubectlEnvironment,
): Generator<Chunk, CopyPlace> {
  if (name === undefined) return { path };
  const own = { ...parsed, namespace: namespace ?? parsed.namespace };
  const pod = podOf(name, own, env);
  const container = yield* containerOf(pod, parsed.flags.string('container'));
  mustRun(pod, container.name, 'exec into');
  return { path, in: { namespace: own.namespace, pod: name, container: container.name } };
}
