import { expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  return session;
};

// The first four recorded: errors and rollout. The others as kubectl's source words them.
it('sets images', () => {
  const transcript = script`
    $ set image sts/nope nginx=x
    ! Error from server (NotFound): statefulsets.apps "nope" not found
    [1]
    $ set image sts/web nope=nginx:1
    ! error: unable to find container named "nope"
    [1]
    $ set image sts/web nginx=
    ! error: failed to patch image update to pod template: StatefulSet.apps "web" is invalid: spec.template.spec.containers[0].image: Required value
    [1]
    $ set image sts/web nginx=registry.k8s.io/nginx-slim:0.24
    statefulset.apps/web image updated
    $ set image sts/web nginx=registry.k8s.io/nginx-slim:0.24
    $ set image sts web *=nginx:1.27
    statefulset.apps/web image updated
    $ set image sts/web nginx=nginx:1.28 nope=x
    statefulset.apps/web image updated
    ! error: unable to find container named "nope"
    [1]
    $ set image sts --all nginx=nginx:1.29 --dry-run=server -o jsonpath={.spec.template.spec.containers[*].image}
    nginx:1.29
    $ set image pod web-0 nginx=nginx:1.29 --dry-run=client
    pod/web-0 image updated (dry run)
    $ set image svc/nginx nginx=x
    ! error: services/nginx the object is not a pod or does not have a pod template: *v1.Service
    [1]
    $ set image sts/web
    ! error: at least one image update is required
    [1]
    $ set image sts/web *=a nginx=b
    ! error: all containers are already specified by *, but saw more than one container_name=container_image pairs
    [1]
  `;
  const session = start();
  expect(play(session, transcript)).toBe(transcript);
  const { containers } = session.cluster.api.get('statefulsets', 'web', 'default')!.spec.template.spec;
  expect(containers[0]!.image).toBe('nginx:1.28');
});

it('sets and lists the environment', () => {
  const session = start();
  session.settled('create configmap settings --from-literal=log-level=debug');
  const transcript = script`
    $ set env sts/web A=1 B=2
    statefulset.apps/web env updated
    $ set env sts/web B- C=3
    statefulset.apps/web env updated
    $ set env sts/web --from=configmap/settings --prefix=APP_
    statefulset.apps/web env updated
    ! Warning: key log-level transferred to LOG_LEVEL
    $ set env sts/web --list
    # StatefulSet web, container nginx
    A=1
    C=3
    # APP_LOG_LEVEL from configmap settings, key log-level
    $ set env sts/web A=4 --overwrite=false
    ! error: statefulsets/web 'A' already has a value (1), and --overwrite is false
    [1]
    $ set env sts/web A=4 A-
    ! error: can not both modify and remove the same environment variable in the same command
    [1]
    $ set env sts/web A=1
  `;
  expect(play(session, transcript)).toBe(transcript);
});

it('sets resources', () => {
  const transcript = script`
    $ set resources sts web --limits=cpu=200m,memory=512Mi --requests=cpu=100m
    statefulset.apps/web resource requirements updated
    $ set resources sts web -c=nope --limits=cpu=1
    ! error: unable to find container named nope
    [1]
    $ set resources sts web
    ! error: you must specify an update to requests or limits (in the form of --requests/--limits)
    [1]
  `;
  const session = start();
  expect(play(session, transcript)).toBe(transcript);
  const { containers } = session.cluster.api.get('statefulsets', 'web', 'default')!.spec.template.spec;
  expect(containers[0]!.resources).toEqual({
    limits: { cpu: '200m', memory: '512Mi' },
    requests: { cpu: '100m' },
  });
});

// The warning is the API server's, of a variable that hides another.
it('passes on what the server warns of', () => {
  const session = start();
  const twice =
    '[{"op":"add","path":"/spec/template/spec/containers/0/env","value":[{"name":"A","value":"1"},{"name":"A","value":"2"}]}]';
  const { stderr } = session.run(`patch sts web --type=json -p '${twice}'`);
  expect(stderr).toMatch(
    /^Warning: spec\.template\.spec\.containers\[0\]\.env\[1\]: hides previous definition of "A".*\n$/,
  );
});
