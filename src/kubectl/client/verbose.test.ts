import { describe, expect, it } from 'vitest';
import { newSession } from '../testing/session.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: main, image: "nginx:1"}]}\n';
const host = 'https://127.0.0.1:6443';

/** Returns the lines of a log, without the time and the process. */
const log = (stderr: string): string[] =>
  stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^I\d{4} \d\d:\d\d:\d\d\.\d{6} {4}\d+ /, ''));

// client-go/transport/round_trippers.go (v1.36): one line a request at level 6, headers from 7, bodies from 8
describe('-v', () => {
  it('logs the requests of a command on stderr', () => {
    const session = newSession({ 'pod.yaml': pod });
    const { stdout, stderr } = session.settled('apply -f pod.yaml -v=6');
    expect(stdout).toBe('pod/web created\n');
    expect(log(stderr)).toEqual([
      'loader.go:407] Config loaded from file:  /home/lab/.kube/config',
      `round_trippers.go:632] "Response" verb="GET" url="${host}/api/v1/namespaces/default/pods/web" status="404 Not Found" milliseconds=0`,
      `round_trippers.go:632] "Response" verb="POST" url="${host}/api/v1/namespaces/default/pods?fieldManager=kubectl-client-side-apply&fieldValidation=Strict" status="201 Created" milliseconds=0`,
    ]);
  });

  it('names selectors, groups and subresources in the address', () => {
    const session = newSession();
    expect(log(session.run('get sts -l a=b,c -v=6').stderr)[1]).toContain(
      `url="${host}/apis/apps/v1/namespaces/default/statefulsets?labelSelector=a%3Db%2Cc&limit=500" status="200 OK"`,
    );
    expect(log(session.run('get sts -A --field-selector metadata.name=a -v=6').stderr)[1]).toContain(
      `url="${host}/apis/apps/v1/statefulsets?fieldSelector=metadata.name%3Da&limit=500"`,
    );
    expect(log(session.run('get node node-1 -v=6').stderr)[1]).toContain(`url="${host}/api/v1/nodes/node-1"`);
  });

  it('tells requests, headers and bodies apart at higher levels', () => {
    const session = newSession();
    const seven = session.run('get cm none -v=7').stderr;
    expect(seven).toContain(
      `"Request" verb="GET" url="${host}/api/v1/namespaces/default/configmaps/none" headers=<\n\tAccept: `,
    );
    expect(seven).toContain('"Response" status="404 Not Found" milliseconds=0\n');
    expect(seven).not.toContain('Body');
    const eight = session.run('create cm a --from-literal=a=b -v=8').stderr;
    expect(eight).toMatch(/"Request Body" body="\{\\"apiVersion\\":\\"v1\\",/);
    expect(eight).toMatch(/"Response Body" body="\{/);
    expect(session.run('get node node-1 -v=8').stderr).toMatch(/ \[truncated \d+ chars\]"\n/);
    expect(session.run('get node node-1 -v=10').stderr).not.toContain('truncated');
  });

  it('is silent below 6', () => {
    expect(newSession().run('get nodes -v=5').stderr).toBe('');
  });
});
