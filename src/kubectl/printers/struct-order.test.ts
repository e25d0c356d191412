import { describe, expect, it } from 'vitest';
import { newSession } from '../testing/session.ts';

/** The names of the fields of printed JSON, in order. */
const fields = (line: string): string =>
  [
    ...newSession()
      .run(`${line} --dry-run=client -o json`)
      .stdout.matchAll(/"([\w.]+)": /g),
  ]
    .map(([, name]) => name)
    .join(' ');

// As the structs of k8s.io/api are declared.
describe('-o json of what kubectl has put together', () => {
  it.each([
    ['create cm a --from-literal=b=1 --from-literal=a=2', 'kind apiVersion metadata name data a b'],
    ['create sa a', 'kind apiVersion metadata name'],
    [
      'run a --image=nginx --port=80 --env=X=1 --labels=b=1,a=2',
      'kind apiVersion metadata name labels a b spec containers name image ports containerPort env name value resources restartPolicy dnsPolicy status',
    ],
    [
      'create service nodeport a --tcp=80:8080',
      'kind apiVersion metadata name labels app spec ports name protocol port targetPort selector app type status loadBalancer',
    ],
    ['create role a --verb=get --resource=pods', 'kind apiVersion metadata name rules verbs apiGroups resources'],
    [
      'create rolebinding a --role=r --user=u',
      'kind apiVersion metadata name subjects kind apiGroup name roleRef apiGroup kind name',
    ],
    [
      'create pdb a --selector=b=c --min-available=1',
      'kind apiVersion metadata name spec minAvailable selector matchLabels b status disruptionsAllowed currentHealthy desiredHealthy expectedPods',
    ],
    [
      'create cronjob a --image=i --schedule=*',
      'kind apiVersion metadata name spec schedule jobTemplate metadata name spec template metadata spec containers name image resources restartPolicy status',
    ],
  ])('has its fields in the order of the structs: %s', (line, order) => {
    expect(fields(line)).toBe(order);
  });

  it('stays so when the server answers, but for expose', () => {
    const { run } = newSession();
    expect(run('create ns a -o json').stdout).toMatch(/^\{\n {4}"kind": "Namespace",\n {4}"apiVersion"/);
    run('run a --image=nginx --labels=a=b');
    expect(run('expose pod a --port=80 -o json').stdout).toMatch(/^\{\n {4}"apiVersion"/);
  });
});
