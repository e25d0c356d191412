import { expect, it } from 'vitest';
import { newSession, play, script } from '../../../testing/session.ts';

const cronJob = `apiVersion: batch/v1
kind: CronJob
metadata: {name: cj}
spec:
  schedule: "*/5 * * * *"
  jobTemplate:
    metadata: {labels: {a: b}, annotations: {c: d}}
    spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: busybox}]}}}
`;
const started = () => {
  const session = newSession({ 'cron.yaml': cronJob });
  session.settled('apply -f cron.yaml');
  return session;
};

// create_job.go: createJobFromCronJob, Validate and Run.
it('a Job of a CronJob belongs to it, and has the labels and annotations of its template', () => {
  const session = started();
  session.run('create job now --from=cronjob/cj');
  const { metadata } = JSON.parse(session.run('get job now -o json').stdout) as { metadata: object };
  const cron = JSON.parse(session.run('get cronjob cj -o json').stdout) as { metadata: { uid: string } };
  expect(metadata).toMatchObject({
    annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', c: 'd' },
    labels: { a: 'b' },
    ownerReferences: [
      { apiVersion: 'batch/v1', kind: 'CronJob', name: 'cj', uid: cron.metadata.uid, controller: true },
    ],
  });
});

it('only a CronJob that exists makes a Job', () => {
  const session = started();
  session.run('create deployment d --image=nginx');
  const transcript = script`
    $ create job now --from=cronjob/nope
    ! Error from server (NotFound): cronjobs.batch "nope" not found
    [1]
    $ create job now --from=deploy/d
    ! error: unknown object type *v1.Deployment
    [1]
    $ create job now --from=cronjob
    ! error: resource(s) were provided, but no name was specified
    [1]
    $ create job now --from=cronjob/cj -- date
    ! error: cannot specify --from and command
    [1]
  `;
  expect(play(session, transcript)).toBe(transcript);
});

// create_service.go, parsePorts; k8s.io/utils/net, ParsePort.
it('ports of Services are numbers of 16 bits', () => {
  const transcript = script`
    $ create service clusterip s --tcp=x
    ! error: strconv.ParseUint: parsing "x": invalid syntax
    [1]
    $ create service clusterip s --tcp=70000
    ! error: strconv.ParseUint: parsing "70000": value out of range
    [1]
    $ create service clusterip s --tcp=80:70000
    ! error: must be between 1 and 65535, inclusive
    [1]
    $ create service clusterip s --tcp=80:http -o jsonpath={.spec.ports[0].targetPort}
    http
  `;
  expect(play(newSession(), transcript).replace(/http\n*$/, 'http')).toBe(transcript.replace(/http\n*$/, 'http'));
});

// kubectl/pkg/cmd/util/env_file.go, processEnvFileLine.
it('a file of variables has valid names', () => {
  const session = newSession({ env: '# a comment\n\nA=1\nB\n', wrong: 'apiVersion: v1\n' });
  expect(session.run('create configmap a --from-env-file=env -o jsonpath={.data}').stdout).toBe('{"A":"1","B":""}');
  expect(session.run('create secret generic b --from-env-file=wrong').stderr).toBe(
    'error: "apiVersion: v1" is not a valid key name: a valid environment variable name must consist of alphabetic ' +
      "characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  " +
      "or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')\n",
  );
});
