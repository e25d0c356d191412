import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../engine/index.ts';
import type { Answer, Request } from '../../index.ts';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script, type KubectlSession } from '../../testing/session.ts';

/** A session whose machine answers with `answers`, and what it was asked. */
const start = (...answers: readonly (Answer | ((cluster: Cluster) => Answer))[]) => {
  const asked: Request[] = [];
  const left = [...answers];
  const answer = (request: Request): Answer | undefined => {
    asked.push(request);
    const next = left.shift();
    return typeof next === 'function' ? next(session.cluster) : next;
  };
  const session: KubectlSession = newSession({ 'web.yaml': webYaml, 'local.txt': 'x' }, { answer });
  session.settled('apply -f web.yaml');
  return { session, asked };
};
const inWeb0 = { namespace: 'default', pod: 'web-0', container: 'nginx', stdin: false, tty: false };

describe('exec', () => {
  // The first recorded: errors. The others as kubectl's source words them.
  it('says why nothing can be run', () => {
    const { session } = start();
    session.settled('run broken --image=nginx:broken');
    const transcript = script`
      $ exec nope -- ls
      ! Error from server (NotFound): pods "nope" not found
      [1]
      $ exec
      ! error: pod, type/name or --filename must be specified
      [1]
      $ exec web-0
      ! error: you must specify at least one command for the container
      [1]
      $ exec web-0 ls
      ! error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead
      ! See 'kubectl exec -h' for help and examples
      [1]
      $ exec web-0 -c nope -- ls
      ! error: container nope not found in pod web-0
      [1]
      $ exec broken -- ls
      ! error: unable to upgrade connection: container not found ("broken")
      [1]
    `;
    expect(play(session, transcript)).toBe(transcript);
  });

  it('runs a command in the container, and ends as it does', () => {
    const { session, asked } = start({ exit: 0 }, { exit: 2 });
    expect(session.run('exec web-0 -- sh -c "echo $HOSTNAME"')).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(session.run('exec -it sts/web -- false')).toEqual({
      stdout: '',
      stderr: 'command terminated with exit code 2\n',
      exit: 2,
    });
    expect(asked).toEqual([
      { type: 'exec', command: ['sh', '-c', 'echo $HOSTNAME'], ...inWeb0 },
      { type: 'exec', command: ['false'], ...inWeb0, stdin: true, tty: true },
    ]);
  });

  it('tells which of several containers it takes', () => {
    const { session } = start({ exit: 0 });
    session.files['two.yaml'] =
      'apiVersion: v1\nkind: Pod\nmetadata: { name: two }\nspec: { containers: [{ name: a, image: i }, { name: b, image: i }] }\n';
    session.settled('apply -f two.yaml');
    expect(session.run('exec two -- ls').stderr).toBe('Defaulted container "a" out of: a, b\n');
  });
});

describe('run', () => {
  // As kubectl's documentation and source have it.
  it('makes a Pod', () => {
    const transcript = script`
      $ run nginx --image=nginx --port=80 --env=A=b --dry-run=client -o yaml -- -g daemon
      apiVersion: v1
      kind: Pod
      metadata:
        labels:
          run: nginx
        name: nginx
      spec:
        containers:
        - args:
          - -g
          - daemon
          env:
          - name: A
            value: b
          image: nginx
          name: nginx
          ports:
          - containerPort: 80
          resources: {}
        dnsPolicy: ClusterFirst
        restartPolicy: Always
      status: {}
      $ run nginx --image=nginx --port=80 --expose
      pod/nginx created
      ! Error from server (AlreadyExists): services "nginx" already exists
      [1]
      $ run
      ! error: required flag(s) "image" not set
      [1]
      $ run --image=nginx
      ! error: NAME is required for run
      ! See 'kubectl run -h' for help and examples
      [1]
      $ run x --image=Not/OK
      ! error: Invalid image name "Not/OK": invalid reference format
      [1]
      $ run x --image=nginx --rm
      ! error: --rm should only be used for attached containers
      ! See 'kubectl run -h' for help and examples
      [1]
      $ run x --image=nginx -t
      ! error: -i/--stdin is required for containers with -t/--tty=true
      ! See 'kubectl run -h' for help and examples
      [1]
      $ run x --image=nginx --restart=Sometimes
      ! error: invalid restart policy: Sometimes
      ! See 'kubectl run -h' for help and examples
      [1]
    `;
    expect(play(start().session, transcript)).toBe(transcript);
  });

  it('hands the terminal to the container, and removes the Pod when it is left', () => {
    const { session, asked } = start((cluster) => {
      // The shell is left.
      const { uid } = cluster.api.get('pods', 'dns-test', 'default')!.metadata;
      cluster.containers.endProcess(uid, 'dns-test', 0, '');
      return { exit: 0 };
    });
    expect(session.run('run -it --image busybox:1.28 dns-test --restart=Never --rm')).toEqual({
      stdout:
        "Session ended, resume using 'kubectl attach dns-test -c dns-test -n default -i -t' command\n" +
        'pod "dns-test" deleted from default namespace\n',
      stderr:
        'All commands and output from this session will be recorded in container logs, including credentials and ' +
        "sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
      exit: 0,
    });
    expect(asked).toEqual([
      { type: 'attach', namespace: 'default', pod: 'dns-test', container: 'dns-test', stdin: true, tty: true },
    ]);
    session.cluster.settle();
    expect(session.cluster.api.get('pods', 'dns-test', 'default')).toBeUndefined();
  });
});

// As kubectl's source has it.
it('cp takes one end of two in a container', () => {
  const { session, asked } = start({}, { error: 'tar: /nope: No such file or directory' });
  const transcript = script`
    $ cp local.txt web-0:/tmp/remote.txt
    $ cp default/web-0:/nope there.txt
    ! error: tar: /nope: No such file or directory
    [1]
    $ cp local.txt
    ! error: source and destination are required
    [1]
    $ cp local.txt other.txt
    ! error: one of src or dest must be a remote file specification
    [1]
    $ cp web-0:/a web-1:/b
    ! error: one of src or dest must be a local file specification
    [1]
    $ cp nope.txt web-0:/a
    ! error: nope.txt doesn't exist in local filesystem
    [1]
    $ cp local.txt nope:/a
    ! Error from server (NotFound): pods "nope" not found
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
  const remote = { namespace: 'default', pod: 'web-0', container: 'nginx' };
  expect(asked).toEqual([
    { type: 'copy', from: { path: 'local.txt' }, to: { path: '/tmp/remote.txt', in: remote } },
    { type: 'copy', from: { path: '/nope', in: remote }, to: { path: 'there.txt' } },
  ]);
});

// As kubectl's source words them.
it('exposes what has a selector and a port', () => {
  const { session } = start();
  session.settled('create deployment api --image=nginx --port=80');
  const transcript = script`
    $ expose deploy api --target-port=8080 --name=front -o jsonpath={.spec.selector}{.spec.ports}
    {"app":"api"}[{"port":80,"protocol":"TCP","targetPort":8080}]
    $ expose pod web-0 --port=80
    service/web-0 exposed
    $ expose sts web
    ! error: cannot expose a StatefulSet.apps
    [1]
    $ expose deploy api --type=Foo
    ! The Service "api" is invalid: spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"
    [1]
    $ expose deploy nope --port=1
    ! Error from server (NotFound): deployments.apps "nope" not found
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
});
