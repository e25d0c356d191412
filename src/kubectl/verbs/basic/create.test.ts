import { describe, expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const files = () => ({
  'web.yaml': webYaml,
  'service.yaml': webYaml.split('---\n')[0]!,
  'conf/a.conf': 'one\n',
  'conf/b.conf': 'two',
  'ü.txt': 'ü€😀',
  'dir/1.yaml': webYaml.split('---\n')[0]!,
  'dir/2.yml': webYaml.split('---\n')[1]!,
  'dir/notes.txt': 'no manifest',
});

describe('apply', () => {
  // Recorded: errors and tutorial. A directory and stdin as kubectl's documentation has them.
  it('applies files, directories and what is piped in', () => {
    const session = newSession(files());
    const transcript = script`
      $ apply
      ! error: must specify one of -f and -k
      [1]
      $ apply -f nope.yaml
      ! error: the path "nope.yaml" does not exist
      [1]
      $ apply -f web.yaml --dry-run=client
      service/nginx created (dry run)
      statefulset.apps/web created (dry run)
      $ apply -f dir
      service/nginx created
      statefulset.apps/web created
      $ apply -f service.yaml -f dir/2.yml
      service/nginx unchanged
      statefulset.apps/web configured
      $ apply -f web.yaml --dry-run=server -o name
      service/nginx
      statefulset.apps/web
      $ apply -f web.yaml -n other
      ! Error from server (NotFound): error when creating "web.yaml": namespaces "other" not found
      ! Error from server (NotFound): error when creating "web.yaml": namespaces "other" not found
      [1]
      $ apply web.yaml
      ! error: Unexpected args: [web.yaml]
      ! See 'kubectl apply -h' for help and examples
      [1]
      $ apply -f web.yaml stray
      ! error: Unexpected args: [stray]
      ! See 'kubectl apply -h' for help and examples
      [1]
      $ apply -f web.yaml --server-side --dry-run=client
      ! error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)
      [1]
      $ apply view-last-applied svc nginx -o json
      {
          "apiVersion": "v1",
          "kind": "Service",
          "metadata": {
              "annotations": {},
              "labels": {
                  "app": "nginx"
              },
              "name": "nginx",
              "namespace": "default"
          },
          "spec": {
              "clusterIP": "None",
              "ports": [
                  {
                      "name": "web",
                      "port": 80
                  }
              ],
              "selector": {
                  "app": "nginx"
              }
          }
      }
    `;
    expect(play(session, transcript)).toBe(transcript);
    expect(session.run('apply -f -', files()['service.yaml']).stdout).toBe('service/nginx unchanged\n');
    expect(session.run('apply -f web.yaml -o jsonpath={.items[*].kind}').stdout).toBe('Service StatefulSet');
  });

  it('re-creates with --force what cannot be changed', () => {
    const session = newSession(files());
    session.settled('apply -f web.yaml');
    session.files['web.yaml'] = webYaml.replace('serviceName: "nginx"', 'serviceName: "other"');
    expect(session.run('apply -f web.yaml').exit).toBe(1);
    expect(session.run('apply -f web.yaml --force').stdout).toBe(
      'service/nginx unchanged\nstatefulset.apps/web configured\n',
    );
    expect(session.cluster.api.get('statefulsets', 'web', 'default')!.spec.serviceName).toBe('other');
  });

  it('has one namespace, on the command line and in the file', () => {
    const session = newSession(files());
    session.files['other.yaml'] = files()['service.yaml'].replace('name: nginx', 'name: nginx\n  namespace: other');
    expect(session.run('apply -f other.yaml -n default').stderr).toBe(
      'error: the namespace from the provided object "other" does not match the namespace "default". You must pass \'--namespace=other\' to perform this operation.\n',
    );
  });
});

describe('create', () => {
  // Output of kubectl v1.36 by its documentation; refusals by its source.
  it('puts a Deployment together', () => {
    const transcript = script`
      $ create deployment api --image=docker.io/library/nginx:1.27 --replicas=2 --port=80 --dry-run=client -o yaml -- sh -c run
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        labels:
          app: api
        name: api
      spec:
        replicas: 2
        selector:
          matchLabels:
            app: api
        strategy: {}
        template:
          metadata:
            labels:
              app: api
          spec:
            containers:
            - command:
              - sh
              - -c
              - run
              image: docker.io/library/nginx:1.27
              name: nginx
              ports:
              - containerPort: 80
              resources: {}
      status: {}
      $ create deployment api --image=nginx
      deployment.apps/api created
      $ create deployment api --image=nginx
      ! error: failed to create deployment: deployments.apps "api" already exists
      [1]
      $ create deployment api
      ! error: required flag(s) "image" not set
      [1]
      $ create deployment --image=nginx
      ! error: exactly one NAME is required, got 0
      ! See 'kubectl create deployment -h' for help and examples
      [1]
    `;
    expect(play(newSession(), transcript)).toBe(transcript);
  });

  // As kubectl 1.32 was seen to answer.
  it('gives a port to the first container only, and unusual names of images a suffix', () => {
    const { stdout } = newSession().run(
      'create deploy web --image=a/b_c.d:1 --image=busybox --port=80 -o yaml --dry-run=client',
    );
    expect(stdout).toMatch(
      /containers:\n +- image: a\/b_c\.d:1\n +name: b-c-d-[a-z2-9]{5}\n +ports:\n +- containerPort: 80\n +resources: \{\}\n +- image: busybox\n +name: busybox\n +resources: \{\}\n/,
    );
  });

  it.each(['min-available', 'max-unavailable'])('refuses --%s that is neither a number nor a percentage', (flag) => {
    const { stderr } = newSession().run(`create pdb p --selector=app=a --${flag}=10Gb`);
    expect(stderr).toBe(`error: invalid format specified for ${flag}\n`);
  });

  it('puts config maps and secrets together', () => {
    const transcript = script`
      $ create configmap c --from-literal=k=v --from-file=conf --from-file=key=ü.txt --dry-run=client -o yaml
      apiVersion: v1
      data:
        a.conf: |
          one
        b.conf: two
        k: v
        key: ü€😀
      kind: ConfigMap
      metadata:
        name: c
      $ create secret generic s --from-file=ü=ü.txt
      ! error: "ü" is not valid key name for a Secret a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
      [1]
      $ create secret generic s --from-file=k=ü.txt --from-literal=password='a b'
      secret/s created
      $ get secret s -o jsonpath={.data}
      {"k":"w7zigqzwn5iA","password":"YSBi"}
      $ create configmap c --from-literal=k=1 --from-literal=k=2
      ! error: cannot add key "k", another key by that name already exists in Data for ConfigMap "c"
      [1]
      $ create configmap c --from-literal=k
      ! error: invalid literal source k, expected key=value
      [1]
      $ create configmap c --from-file=nope
      ! error: error reading nope: no such file or directory
      [1]
    `;
    expect(play(newSession(files()), transcript)).toBe(transcript);
  });

  it('puts the smaller kinds together', () => {
    const transcript = script`
      $ create namespace team
      namespace/team created
      $ create ns team
      ! Error from server (AlreadyExists): namespaces "team" already exists
      [1]
      $ create sa bot -n team
      serviceaccount/bot created
      $ create service clusterip web --tcp=80:8080 -o jsonpath={.spec.ports[0]}
      {"name":"80-8080","port":80,"protocol":"TCP","targetPort":8080}
      $ create service clusterip headless --clusterip=None
      service/headless created
      $ create svc nodeport web2
      ! error: at least one tcp port specifier must be provided
      [1]
      $ create job once --image=busybox -- echo hi
      job.batch/once created
      $ create pdb budget --selector=app=nginx --min-available=50%
      poddisruptionbudget.policy/budget created
      $ create pdb budget2 --selector=app=nginx
      ! error: one of min-available or max-unavailable must be specified
      [1]
      $ create -f service.yaml --save-config
      service/nginx created
      $ create -f service.yaml
      ! Error from server (AlreadyExists): error when creating "service.yaml": services "nginx" already exists
      [1]
      $ apply -f service.yaml
      service/nginx unchanged
      $ create foo
      ! error: Unexpected args: [foo]
      ! See 'kubectl create -h' for help and examples
      [1]
    `;
    expect(play(newSession(files()), transcript)).toBe(transcript);
  });
});
