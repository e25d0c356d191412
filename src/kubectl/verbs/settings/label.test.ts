import { expect, it } from 'vitest';
import { webYaml } from '../../testing/manifests.ts';
import { newSession, play, script } from '../../testing/session.ts';

const start = () => {
  const session = newSession({ 'web.yaml': webYaml });
  session.settled('apply -f web.yaml');
  return session;
};

// Recorded: errors and rollout.
it('labels and annotates as recorded', () => {
  const transcript = script`
    $ label pod nope a=b
    ! Error from server (NotFound): pods "nope" not found
    [1]
    $ annotate pod nope a=b
    ! Error from server (NotFound): pods "nope" not found
    [1]
    $ label sts web "bad key"=1
    ! The StatefulSet "web" is invalid: metadata.labels: Invalid value: "bad key": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
    [1]
    $ label sts web a=b
    statefulset.apps/web labeled
    $ label sts web a=b
    statefulset.apps/web not labeled
    $ label sts web a=c
    ! error: 'a' already has a value (b), and --overwrite is false
    [1]
    $ label sts web a=c --overwrite
    statefulset.apps/web labeled
    $ label sts web a-
    statefulset.apps/web unlabeled
    $ annotate sts web note=hello
    statefulset.apps/web annotated
    $ annotate sts/web kubernetes.io/change-cause="image 0.24"
    statefulset.apps/web annotated
  `;
  expect(play(start(), transcript)).toBe(transcript);
});

// By kubectl's documentation of these flags, and its messages.
it('takes many at once, lists, and says what is wrong', () => {
  const transcript = script`
    $ label pods -l app=nginx tier=db
    pod/web-0 labeled
    pod/web-1 labeled
    $ label pods --all tier=db --overwrite
    pod/web-0 not labeled
    pod/web-1 not labeled
    $ label pods --all tier=web
    ! 'tier' already has a value (db), and --overwrite is false
    ! 'tier' already has a value (db), and --overwrite is false
    [1]
    $ label sts,svc -l '!component' tier=x
    statefulset.apps/web labeled
    service/nginx labeled
    $ label sts web tier- nope-
    label "nope" not found.
    statefulset.apps/web unlabeled
    $ label svc nginx --list
    app=nginx
    tier=x
    $ label svc,sts --list -l '!component'
    Listing labels for Service./nginx:
     app=nginx
     tier=x
    Listing labels for StatefulSet.apps/web:
    $ label sts web
    ! error: at least one label update is required
    [1]
    $ label a=b
    ! error: one or more resources must be specified as <resource> <name> or <resource>/<name>
    [1]
    $ label sts web a=b web
    ! error: all resources must be specified before label changes: web
    [1]
    $ label sts web a=b=c
    ! error: invalid label spec: a=b=c
    [1]
    $ label sts web a=b a-
    ! error: can not both modify and remove a label in the same command
    [1]
    $ label sts --all -l a=b c=d
    ! error: cannot set --all and --selector at the same time
    [1]
    $ annotate pod web-0 note=x
    pod/web-0 annotated
    $ annotate pod web-0 note=x
    pod/web-0 annotated
    $ annotate pod web-0 note=y
    ! error: --overwrite is false but found the following declared annotation(s): 'note' already has a value (x)
    [1]
    $ annotate pod web-0 note=y other- --overwrite
    pod/web-0 annotated
    $ annotate pod web-0 --list
    note=y
    $ annotate pod web-0 a=b a-
    ! error: can not both modify and remove the following annotation(s) in the same command: a
    [1]
    $ label pod web-0 x=y --dry-run=client
    pod/web-0 labeled (dry run)
  `;
  const session = start();
  expect(play(session, transcript)).toBe(transcript);
  expect(session.cluster.api.get('pods', 'web-0', 'default')!.metadata.labels).not.toHaveProperty('x');
});

// validateNoAnnotationOverwrites and validateNoOverwrites look the key up in the object's own map.
it.each(['constructor', 'toString'])('sets a key that every JavaScript object has: %s', (key) => {
  const session = start();
  expect(session.run(`label sts web ${key}=b`).stdout).toBe('statefulset.apps/web labeled\n');
  expect(session.run(`annotate sts web ${key}=b`).stdout).toBe('statefulset.apps/web annotated\n');
  expect(session.run(`label sts web ${key}=c`).stderr).toContain(`'${key}' already has a value (b)`);
});
