import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { newSession } from '../testing/session.ts';
import { commands } from '../verbs/index.ts';

const print = 'allow-missing-template-keys output show-managed-fields template';
const files = 'filename kustomize recursive';
const create = `${print} dry-run field-manager save-config validate`;
const sources = 'append-hash from-env-file from-file from-literal';
const setting = `all dry-run field-manager local ${print}`;
const rollout = `${files} selector`;
const metadata = `all all-namespaces dry-run field-manager field-selector ${files} list local overwrite ${print} record resource-version selector`;

/** The flags of each command of kubectl v1.36, but for those of all commands (kubernetes.io/docs/reference/kubectl). */
const flagsOf: Readonly<Record<string, string>> = {
  annotate: metadata,
  'api-resources': 'api-group cached categories namespaced no-headers output show-managed-fields sort-by verbs',
  'api-versions': '',
  apply: `all cascade dry-run field-manager ${files} force force-conflicts grace-period openapi-patch overwrite ${print} prune prune-allowlist record selector server-side subresource timeout validate wait`,
  'apply edit-last-applied': `field-manager ${files} ${print} record windows-line-endings`,
  'apply set-last-applied': `create-annotation dry-run filename ${print}`,
  'apply view-last-applied': `all ${files} output selector`,
  attach: 'container pod-running-timeout quiet stdin tty',
  'auth can-i': 'all-namespaces list no-headers quiet subresource',
  'auth whoami': print,
  autoscale: `cpu cpu-percent dry-run field-manager ${files} max memory min name ${print} record save-config`,
  'certificate approve': `${files} force ${print}`,
  'certificate deny': `${files} force ${print}`,
  'cluster-info': '',
  'cluster-info dump': `all-namespaces namespaces output-directory pod-running-timeout ${print}`,
  completion: '',
  'config current-context': '',
  'config delete-cluster': '',
  'config delete-context': '',
  'config delete-user': '',
  'config get-clusters': '',
  'config get-contexts': 'no-headers output',
  'config get-users': '',
  'config rename-context': '',
  'config set': 'set-raw-bytes',
  'config set-cluster': 'embed-certs proxy-url',
  'config set-context': 'current',
  'config set-credentials':
    'auth-provider auth-provider-arg embed-certs exec-api-version exec-arg exec-command exec-env exec-interactive-mode exec-provide-cluster-info',
  'config unset': '',
  'config use-context': '',
  'config view': `flatten merge minify ${print} raw`,
  cordon: 'dry-run selector',
  cp: 'container no-preserve retries',
  create: `${create} edit ${files} raw record selector windows-line-endings`,
  'create clusterrole': `${create} aggregation-rule non-resource-url resource resource-name verb`,
  'create clusterrolebinding': `${create} clusterrole group serviceaccount user`,
  'create configmap': `${create} ${sources}`,
  'create cronjob': `${create} image restart schedule`,
  'create deployment': `${create} image port replicas`,
  'create ingress': `${create} annotation class default-backend rule`,
  'create job': `${create} from image`,
  'create namespace': create,
  'create poddisruptionbudget': `${create} max-unavailable min-available selector`,
  'create priorityclass': `${create} description global-default preemption-policy value`,
  'create quota': `${create} hard scopes`,
  'create role': `${create} resource resource-name verb`,
  'create rolebinding': `${create} clusterrole group role serviceaccount user`,
  'create secret docker-registry': `${create} append-hash docker-email docker-password docker-server docker-username from-file`,
  'create secret generic': `${create} ${sources} type`,
  'create secret tls': `${create} append-hash cert key`,
  'create service clusterip': `${create} clusterip tcp`,
  'create service externalname': `${create} external-name tcp`,
  'create service loadbalancer': `${create} tcp`,
  'create service nodeport': `${create} node-port tcp`,
  'create serviceaccount': create,
  'create token': `audience bound-object-kind bound-object-name bound-object-uid duration ${print}`,
  debug:
    'arguments-only attach container copy-to custom env filename image image-pull-policy keep-annotations keep-init-containers keep-labels keep-liveness keep-readiness keep-startup profile quiet replace same-node set-image share-processes stdin target tty',
  delete: `all all-namespaces cascade dry-run field-selector ${files} force grace-period ignore-not-found interactive now output raw selector timeout wait`,
  describe: `all-namespaces chunk-size ${files} selector show-events`,
  diff: `concurrency field-manager ${files} force-conflicts prune prune-allowlist selector server-side show-managed-fields`,
  drain:
    'chunk-size delete-emptydir-data delete-local-data disable-eviction dry-run force grace-period ignore-daemonsets pod-selector selector skip-wait-for-delete-timeout timeout',
  edit: `field-manager ${files} output-patch ${print} record save-config subresource validate windows-line-endings`,
  events: `all-namespaces chunk-size for no-headers ${print} types watch`,
  exec: 'container filename pod-running-timeout quiet stdin tty',
  explain: 'api-version output recursive',
  expose: `cluster-ip dry-run external-ip field-manager ${files} labels load-balancer-ip name override-type overrides port ${print} protocol record save-config selector session-affinity target-port type`,
  get: `all-namespaces chunk-size field-selector ${files} ignore-not-found label-columns no-headers output-watch-events ${print} raw selector server-print show-kind show-labels sort-by subresource watch watch-only`,
  label: metadata,
  logs: 'all-containers all-pods container follow ignore-errors insecure-skip-tls-verify-backend limit-bytes max-log-requests pod-running-timeout prefix previous selector since since-time tail timestamps',
  patch: `dry-run field-manager ${files} local patch patch-file ${print} record subresource type`,
  'plugin list': 'name-only',
  'port-forward': 'address pod-running-timeout',
  proxy:
    'accept-hosts accept-paths address api-prefix append-server-path disable-filter keepalive port reject-methods reject-paths unix-socket www www-prefix',
  replace: `cascade dry-run field-manager ${files} force grace-period ${print} raw record save-config subresource timeout validate wait`,
  'rollout history': `${rollout} ${print} revision`,
  'rollout pause': `${rollout} field-manager ${print}`,
  'rollout restart': `${rollout} field-manager ${print}`,
  'rollout resume': `${rollout} field-manager ${print}`,
  'rollout status': `${rollout} revision timeout watch`,
  'rollout undo': `${rollout} dry-run ${print} to-revision`,
  run: `annotations attach command dry-run env expose field-manager image image-pull-policy labels leave-stdin-open override-type overrides pod-running-timeout port ${print} privileged quiet record restart rm save-config stdin tty`,
  scale: `all current-replicas dry-run ${files} ${print} record replicas resource-version selector timeout`,
  'set env': `${setting} ${files} containers env from keys list overwrite prefix resolve selector`,
  'set image': `${setting} ${files} record selector`,
  'set resources': `${setting} ${files} containers limits record requests selector`,
  'set selector': `${setting} filename record recursive resource-version`,
  'set serviceaccount': `${setting} ${files} record`,
  'set subject': `${setting} ${files} group selector serviceaccount user`,
  taint: `all dry-run field-manager overwrite ${print} selector validate`,
  'top node': 'no-headers selector show-capacity show-swap sort-by use-protocol-buffers',
  'top pod': 'all-namespaces containers field-selector no-headers selector show-swap sort-by sum use-protocol-buffers',
  uncordon: 'dry-run selector',
  version: 'client output',
  wait: `all all-namespaces field-selector filename for local ${print} recursive selector timeout`,
};
/** Commands whose flags are not compared. */
const others = ['kuberc', 'kustomize'];

const words = (text: string): readonly string[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .sort();

const running = (group: readonly Command[], path = ''): readonly (readonly [string, Command])[] =>
  group.flatMap((command) => {
    const own = `${path} ${command.name}`.trim();
    return [...(command.run ? [[own, command] as const] : []), ...running(command.subcommands ?? [], own)];
  });

describe('the flags of each command', () => {
  const all = running(commands).filter(([path]) => !others.includes(path));
  it('are known for all commands', () => {
    expect(all.map(([path]) => path).sort()).toEqual(Object.keys(flagsOf).sort());
  });
  it.each(all)('%s', (path, { flags = [] }) => {
    expect(flags.map(({ name }) => name).sort()).toEqual(words(flagsOf[path]!));
  });
});

describe('flags', () => {
  const error = (line: string): string => newSession().run(line).stderr;

  it.each([
    ['scale sts web --replicas=1 --field-manager=me', 'unknown flag: --field-manager', 'scale'],
    ['rollout restart sts/web --dry-run=client', 'unknown flag: --dry-run', 'rollout restart'],
    ['wait pod/a --for=delete -k x', "unknown shorthand flag: 'k' in -k", 'wait'],
    ['create ns a --record', 'unknown flag: --record', 'create namespace'],
  ])('of other commands are refused: %s', (line, message, path) => {
    expect(error(line)).toBe(`error: ${message}\nSee 'kubectl ${path} --help' for usage.\n`);
  });

  it('that the lab does not obey are refused in plain words', () => {
    expect(error('diff -f x.yaml --prune')).toBe('error: the lab does not compare what apply --prune would delete\n');
  });
});

describe('flags of all commands', () => {
  it.each([
    '--as=jane --as-group=dev --as-uid=1 --as-user-extra=a=b',
    '--v=5',
    '-v 4',
    '--cache-dir=/tmp --match-server-version --disable-compression --insecure-skip-tls-verify',
    '--certificate-authority=a --client-certificate=b --client-key=c --tls-server-name=d --token=e',
    '--username=a --password=b --profile=none --profile-output=c --vmodule=d=1 --log-flush-frequency=1s',
    '--kubeconfig=/home/lab/.kube/config --context=lab --cluster=lab --user=lab',
    '-s https://127.0.0.1:6443',
    '--request-timeout=5s',
    '--request-timeout 5',
    '--warnings-as-errors',
  ])('are accepted by each: %s', (flags) => {
    const { run } = newSession();
    expect(run(`${flags} get ns default -o name`)).toEqual({ stdout: 'namespace/default\n', stderr: '', exit: 0 });
    expect(run(`create ns a ${flags}`).exit).toBe(0);
  });

  it.each([
    ['--context=x', 'error: context "x" does not exist\n'],
    ['--cluster=x', 'error: cluster "x" does not exist\n'],
    ['--user=x', 'error: auth info "x" does not exist\n'],
    ['--kubeconfig=nope', 'error: stat nope: no such file or directory\n'],
    [
      '-s localhost:8080',
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n',
    ],
    ['-s https://nope.example', 'Unable to connect to the server: dial tcp: lookup nope.example: no such host\n'],
    [
      '--request-timeout=soon',
      'error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)\n',
    ],
  ])('are refused as kubectl does: %s', (flag, stderr) => {
    expect(newSession().run(`get pods ${flag}`)).toEqual({ stdout: '', stderr, exit: 1 });
  });

  it('count warnings of the server as errors', () => {
    expect(newSession().run('get endpoints --warnings-as-errors')).toMatchObject({
      stderr: expect.stringMatching(
        /^Warning: v1 Endpoints is deprecated.*\n.*\n?error: 1 warning received\n$/s,
      ) as string,
      exit: 1,
    });
  });

  it('end what is watched in time', () => {
    const { run, cluster, files } = newSession();
    files['a.yaml'] =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: c\n    image: nginx\n';
    run('apply -f a.yaml');
    cluster.settle();
    const start = cluster.now();
    expect(run('get pods -w -o name --request-timeout=2s')).toEqual({ stdout: 'pod/a\n', stderr: '', exit: 0 });
    expect(cluster.now()).toBe(start + 2000);
    expect(run('events -w --request-timeout=3s')).toMatchObject({ stderr: '', exit: 0 });
    expect(run('logs -f a --request-timeout=1')).toMatchObject({
      stderr: 'error: context deadline exceeded (Client.Timeout or context cancellation while reading body)\n',
      exit: 1,
    });
    expect(cluster.now()).toBe(start + 6000);
  });
});

describe('flags that were without effect', () => {
  it('override what expose and run put together, in three ways', () => {
    const { run, files } = newSession();
    files['a.yaml'] =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app: a\nspec:\n  containers:\n  - name: c\n    image: nginx\n';
    run('apply -f a.yaml');
    const port = (flags: string): string =>
      run(`expose pod a --port=80 --dry-run=client -o jsonpath={.spec.ports[*].port}/{.spec.type} ${flags}`).stdout;
    expect(port('')).toBe('80/');
    expect(port(`--overrides='{"spec":{"type":"NodePort"}}'`)).toBe('80/NodePort');
    expect(port(`--override-type=strategic --overrides='{"spec":{"ports":[{"port":81}]}}'`)).toMatch(/81/);
    expect(port(`--override-type=json --overrides='[{"op":"replace","path":"/spec/ports/0/port","value":82}]'`)).toBe(
      '82/',
    );
    expect(run("expose pod a --port=80 --override-type=x --overrides='{}'").stderr).toBe(
      'error: invalid override type: x\n',
    );
  });

  it('autoscale by amounts, and by memory', () => {
    const { run } = newSession();
    run('create deployment a --image=nginx');
    const targets = (flags: string): string =>
      run(`autoscale deployment a --max=3 --dry-run=client -o jsonpath={.spec.metrics[*].resource} ${flags}`).stdout;
    expect(targets('--cpu=500m')).toBe('{"name":"cpu","target":{"averageValue":"500m","type":"AverageValue"}}');
    expect(targets('--cpu=500 --memory=70%')).toBe(
      '{"name":"cpu","target":{"averageValue":"500m","type":"AverageValue"}} {"name":"memory","target":{"averageUtilization":70,"type":"Utilization"}}',
    );
  });

  it('append a hash to names', () => {
    const { run } = newSession();
    expect(run('create cm a --from-literal=k=v --append-hash -o name').stdout).toMatch(
      /^configmap\/a-[2456789bcdfghkmt]{10}\n$/,
    );
  });

  it('print the types of the server as an object', () => {
    const { run } = newSession();
    expect(run('api-resources --api-group=policy -o yaml').stdout).toContain(
      'kind: APIResourceList\nresources:\n- group: policy\n  kind: PodDisruptionBudget\n',
    );
  });
});
