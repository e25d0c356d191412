/** Refusals and results of commands that wait, read or check, as kubectl 1.32 prints them before a real API server. */
import { beforeEach, describe, expect, it } from 'vitest';
import { newSession, play, script, type KubectlSession } from '../testing/session.ts';

const files = {
  'd.yaml': `
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 3
  selector: {matchLabels: {app: web}}
  updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: nginx, image: "nginx:1"}]}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: od}
spec:
  serviceName: web
  replicas: 1
  selector: {matchLabels: {app: od}}
  updateStrategy: {type: OnDelete}
  template: {metadata: {labels: {app: od}}, spec: {containers: [{name: nginx, image: "nginx:1"}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d}
spec:
  replicas: 2
  selector: {matchLabels: {app: d}}
  template: {metadata: {labels: {app: d}}, spec: {containers: [{name: c, image: "nginx:1"}]}}
`,
};

let session: KubectlSession;
beforeEach(() => {
  session = newSession(files);
  session.settled('apply -f d.yaml');
  session.settled('set image sts/web nginx=nginx:2');
});

const same = (expected: string): void => expect(play(session, expected)).toBe(expected);

describe('rollout status', () => {
  it('follows several objects, one after the other, and goes on after an error', () => {
    same(script`
      $ rollout status sts/web deploy/d
      partitioned roll out complete: 1 new pods have been updated...
      deployment "d" successfully rolled out
      $ rollout status deploy/d deploy/nope
      deployment "d" successfully rolled out
      ! Error from server (NotFound): deployments.apps "nope" not found
      [1]
      $ rollout status deploy/nope deploy/nope2
      ! Error from server (NotFound): deployments.apps "nope" not found
      ! Error from server (NotFound): deployments.apps "nope2" not found
      [1]
      $ rollout status pods
      ! no status viewer has been implemented for Pod
      ! no status viewer has been implemented for Pod
      ! no status viewer has been implemented for Pod
      ! no status viewer has been implemented for Pod
      ! no status viewer has been implemented for Pod
      ! no status viewer has been implemented for Pod
      [1]
    `);
  });
});

describe('wait', () => {
  it('takes --all beside names, and names nothing that was never created', () => {
    same(script`
      $ wait --for=condition=Ready pod/web-0 --all
      pod/web-0 condition met
      $ wait --for=condition=Ready pod web-0 --all --timeout=1s
      pod/web-0 condition met
      $ wait --for=condition=Ready --all --timeout=1s
      ! error: You must provide one or more resources by argument or filename.
      ! Example resource specifications include:
      !    '-f rsrc.yaml'
      !    '--filename=rsrc.json'
      !    '<resource> <name>'
      !    '<resource>'
      [1]
      $ wait --for=create pod/nope --timeout=1s
      ! error: timed out waiting for the condition
      [1]
    `);
  });
});

describe('events --for', () => {
  it('checks the resource before --types', () => {
    same(script`
      $ events --for=/x
      ! error: a resource must be present, got: /, Resource=
      [1]
      $ events --for=pod/web-0/x
      ! error: arguments in resource/name form may not have more than one slash
      [1]
      $ events --for=nope/x --types=Nope
      ! the server doesn't have a resource type "nope"
      [1]
      $ events --for=a.b.c/x
      ! the server doesn't have a resource type "a" in group "b.c"
      [1]
      $ events --for=web-0 --types=Nope
      ! error: --for must be in resource/name form
      [1]
    `);
    expect(session.run('events --for=pod/').stdout).toBe(session.run('events').stdout);
  });
});

describe('commands on containers', () => {
  it('names the namespace, the verb and the file', () => {
    same(script`
      $ logs sts/nope -c x
      ! error: error from server (NotFound): statefulsets.apps "nope" not found in namespace "default"
      [1]
      $ logs cm/nope --all-containers
      ! error: error from server (NotFound): configmaps "nope" not found in namespace "default"
      [1]
      $ logs nope/nope
      ! error: the server doesn't have a resource type "nope"
      [1]
      $ attach web-0 -c nope
      ! error: cannot attach to the container: container nope not found in pod web-0
      [1]
      $ exec -f nope.yaml -- ls
      ! error: the path "nope.yaml" does not exist
      [1]
    `);
  });
});

describe('top, auth and config', () => {
  it('checks flags and arguments before it asks the server', () => {
    same(script`
      $ top pod a b
      ! error: pod [NAME | -l label]
      ! See 'kubectl top pod -h' for help and examples
      [1]
      $ top node --sort-by=x
      ! error: --sort-by accepts only cpu or memory
      [1]
      $ top pod x --sort-by=y -l a=b
      ! error: --sort-by accepts only cpu or memory
      [1]
      $ top pod x -l a=b
      ! error: only one of NAME or selector can be provided
      [1]
      $ top node x -l a=b
      ! error: only one of NAME or --selector can be provided
      [1]
      $ top pod -l ===
      ! error: found '==', expected: !, identifier, or 'end of string'
      [1]
      $ auth can-i get /logs --subresource=log
      ! error: --subresource can not be used with NonResourceURL
      [1]
      $ config view x
      ! error: unexpected arguments: [x]
      ! See 'kubectl config view -h' for help and examples
      [1]
    `);
  });
});
