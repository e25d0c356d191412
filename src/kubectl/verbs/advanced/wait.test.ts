import { expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

// As kubectl's documentation and source have it.
it('waits for conditions, fields, creation and deletion', () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.run('apply -f web.yaml');
  const { api } = session.cluster;
  expect(session.run('wait --for=create pod/web-1')).toEqual({
    stdout: 'pod/web-1 condition met\n',
    stderr: '',
    exit: 0,
  });
  expect(session.run(`wait --for=jsonpath='{.status.readyReplicas}'=2 sts/web`).stdout).toBe(
    'statefulset.apps/web condition met\n',
  );
  expect(api.get('statefulsets', 'web', 'default')!.status.readyReplicas).toBe(2);
  session.run('delete pod web-0 --wait=false');
  expect(session.run('wait --for=delete pod/web-0 --timeout=60s').stdout).toBe('pod/web-0 condition met\n');
  session.cluster.settle();
  const transcript = script`
    $ wait --for=condition=Ready pod --all
    pod/web-0 condition met
    pod/web-1 condition met
    $ wait --for=condition=ready=true pod -l app=nginx
    pod/web-0 condition met
    pod/web-1 condition met
    $ wait --for=condition=Ready=false pod/web-0 --timeout=1s
    ! error: timed out waiting for the condition on pods/web-0
    [1]
    $ wait --for=condition=Foo pod/web-0 --timeout=0s
    ! error: condition not met for pods/web-0
    [1]
    $ wait --for=delete pod/web-0 --timeout=1s
    ! error: timed out waiting for the condition on pods/web-0
    [1]
    $ wait --for=condition=Ready pod -l app=none
    ! error: no matching resources found
    [1]
    $ wait --for=condition=Ready pod/nope
    ! Error from server (NotFound): pods "nope" not found
    [1]
    $ wait --for=delete pod/nope
    $ wait --for=foo pod/web-0
    ! error: unrecognized condition: "foo"
    [1]
    $ wait --for=jsonpath='{.status.phase}'= pod/web-0
    ! error: jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3
    [1]
    $ wait --for=jsonpath='{.spec.containers}'=x pod/web-0
    ! error: jsonpath leads to a nested object or list which is not supported
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
});

// cli-runtime/pkg/genericclioptions/builder_flags.go, ToBuilder: it goes on after an error; wait.go, newJSONPathParser.
it('names each object that does not go in time, and refuses an empty path', () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  const transcript = script`
    $ wait --for=delete pod --all --timeout=1s
    ! timed out waiting for the condition on pods/web-0
    ! timed out waiting for the condition on pods/web-1
    [1]
    $ wait --for=jsonpath= pod/web-0
    ! error: jsonpath expression cannot be empty
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
});
