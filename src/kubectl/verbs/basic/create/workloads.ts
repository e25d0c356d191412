/** `kubectl create deployment`, `job` and `cronjob` */
// Models kubectl/pkg/cmd/create/create_{deployment,job,cronjob}.go
import type { KubernetesObject, Manifest, ObjectMeta } from '../../../../engine/index.ts';
import type { KubectlEnvironment, ParsedArgs } from '../../../command.ts';
import { getObject } from '../../../client/client.ts';
import { failure } from '../../../errors/failure.ts';
import { notFound } from '../../../resources/find-objects.ts';
import { commandWords } from '../../../apply/generate.ts';
import { mappingFor } from '../../../resources/rest-mapper.ts';
import { nameSuffix } from '../../../text/name-suffix.ts';
import type { Generator } from './generator.ts';

const imageFlag = { name: 'image', type: 'strings', required: true, usage: 'Image names to run.' } as const;

export const deploymentGenerator: Generator = {
  name: 'deployment',
  failed: 'failed to create deployment:',
  aliases: ['deploy'],
  short: 'Create a deployment with the specified name',
  usage: 'NAME --image=image -- [COMMAND] [args...]',
  flags: [
    imageFlag,
    { name: 'port', type: 'int', default: '-1', usage: 'The containerPort that this deployment exposes.' },
    { name: 'replicas', short: 'r', type: 'int', default: '1', usage: 'Number of replicas to create. Default is 1.' },
  ],
  build(name, parsed, env) {
    const { flags } = parsed;
    const images = flags.list('image').filter((image) => image !== '');
    const command = commandWords(parsed);
    if (images.length > 1 && command.length > 0) {
      throw failure('cannot specify multiple --image options and command');
    }
    const port = flags.int('port');
    const labels = { app: name };
    const containers = images.map((image, i) => ({
      ...(command.length > 0 && { command }),
      image,
      name: containerName(image, `${name} ${i}`, env),
      ...(port >= 0 && i === 0 && { ports: [{ containerPort: port }] }),
      resources: {},
    }));
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { labels, name },
      spec: {
        replicas: flags.int('replicas'),
        selector: { matchLabels: labels },
        strategy: {},
        template: { metadata: { labels }, spec: { containers } },
      },
      status: {},
    };
  },
};

/** Returns the last part of the image: `docker.io/library/nginx:1.27` → `nginx`. A name with `_` or `.` gets a suffix. */
function containerName(image: string, about: string, env: KubectlEnvironment): string {
  const name = image.split('/').at(-1)!.split(/[:@]/)[0]!;
  return /[_.]/.test(name) ? `${name.replace(/[_.]/g, '-')}-${nameSuffix(about, env)}` : name;
}

function jobSpec(name: string, parsed: ParsedArgs, restartPolicy: string): object {
  const command = commandWords(parsed);
  const container = {
    ...(command.length > 0 && { command }),
    image: parsed.flags.string('image'),
    name,
    resources: {},
  };
  return { template: { metadata: {}, spec: { containers: [container], restartPolicy } } };
}

export const jobGenerator: Generator = {
  name: 'job',
  failed: 'failed to create job:',
  short: 'Create a job with the specified name',
  usage: 'NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  flags: [
    { name: 'image', type: 'string', usage: 'Image name to run.' },
    {
      name: 'from',
      type: 'string',
      usage: 'The name of the resource to create a Job from (only cronjob is supported).',
    },
  ],
  build(name, parsed, env): Manifest {
    const { flags, namespace } = parsed;
    const [image, from] = [flags.string('image'), flags.string('from')];
    if ((image === '') === (from === '')) throw failure('either --image or --from must be specified');
    const meta = { apiVersion: 'batch/v1', kind: 'Job' };
    if (from === '') return { ...meta, metadata: { name }, spec: jobSpec(name, parsed, 'Never'), status: {} };
    if (commandWords(parsed).length > 0) throw failure('cannot specify --from and command');
    const [type = '', cron = ''] = from.split('/');
    const mapping = mappingFor(env.api, type);
    if (!from.includes('/')) throw failure('resource(s) were provided, but no name was specified');
    const found = getObject(env.api, mapping, cron, namespace);
    if (found === undefined) throw notFound(mapping, cron);
    if (mapping.kind !== 'CronJob') throw failure(`unknown object type ${goType(found)}`);
    return { ...meta, ...jobOf(name, found as unknown as CronJob), status: {} };
  },
};

/** The name of an object's type in Go: the package has the name of the version. */
const goType = ({ apiVersion, kind }: KubernetesObject): string => `*${apiVersion.split('/').at(-1)}.${kind}`;

interface CronJob {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly jobTemplate: { readonly metadata?: Partial<ObjectMeta>; readonly spec: object } };
}

/** The Job that a CronJob would start now; the CronJob owns it. */
function jobOf(name: string, { metadata, spec: { jobTemplate } }: CronJob): Pick<Manifest, 'metadata' | 'spec'> {
  const { annotations, labels } = jobTemplate.metadata ?? {};
  return {
    metadata: {
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...annotations },
      ...(labels !== undefined && { labels }),
      name,
      ownerReferences: [
        { apiVersion: 'batch/v1', controller: true, kind: 'CronJob', name: metadata.name, uid: metadata.uid },
      ],
    },
    spec: jobTemplate.spec,
  };
}

export const cronJobGenerator: Generator = {
  name: 'cronjob',
  failed: 'failed to create cronjob:',
  aliases: ['cj'],
  short: 'Create a cron job with the specified name',
  usage: "NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  flags: [
    { name: 'image', type: 'string', required: true, usage: 'Image name to run.' },
    { name: 'restart', type: 'string', usage: "job's restart policy. supported values: OnFailure, Never" },
    {
      name: 'schedule',
      type: 'string',
      required: true,
      usage: 'A schedule in the Cron format the job should be run with.',
    },
  ],
  build: (name, parsed) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name },
    spec: {
      jobTemplate: { metadata: { name }, spec: jobSpec(name, parsed, parsed.flags.string('restart') || 'OnFailure') },
      schedule: parsed.flags.string('schedule'),
    },
    status: {},
  }),
};
