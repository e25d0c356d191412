import { describe, expect, it } from 'vitest';
import { newSession } from '../testing/session.ts';

const start = () => {
  const { run } = newSession();
  run('create ns team');
  run('create role reader --verb=get,list --resource=pods,pods/log -n team');
  run('create rolebinding jane --role=reader --user=jane -n team');
  run('create clusterrole restarter --verb=patch --resource=statefulsets.apps --resource-name=web');
  run('create clusterrolebinding dev --clusterrole=restarter --group=dev');
  run('create clusterrolebinding bot --clusterrole=cluster-admin --serviceaccount=team:bot');
  run('create clusterrole metrics --verb=get --non-resource-url=/metrics');
  run('create clusterrolebinding metrics --clusterrole=metrics --user=jane');
  return (line: string): string => run(`auth can-i ${line}`).stdout.trim();
};

describe('auth can-i', () => {
  it('allows everything to the user of the lab', () => {
    const canI = start();
    expect(canI('delete nodes')).toBe('yes');
    expect(canI('"*" "*"')).toBe('yes');
    expect(canI('get /healthz/etcd')).toBe('yes');
  });

  it.each([
    ['get pods --as=jane -n team', 'yes'],
    ['get pods --subresource=log --as=jane -n team', 'yes'],
    ['delete pods --as=jane -n team', 'no'],
    ['get pods --as=jane', 'no'],
    ['get pods -A --as=jane', 'no'],
    ['get pods --as=john -n team', 'no'],
    ['patch sts/web --as=john --as-group=dev', 'yes'],
    ['patch sts/db --as=john --as-group=dev', 'no'],
    ['patch sts --as=john --as-group=dev', 'no'],
    ['delete nodes --as=system:serviceaccount:team:bot', 'yes'],
    ['delete nodes --as=system:serviceaccount:other:bot', 'no'],
    ['delete nodes --as=jane --as-group=system:masters', 'yes'],
    ['get /metrics --as=jane', 'yes'],
    ['get /metrics --as=john', 'no'],
    ['get /healthz --as=john', 'yes'],
    ['create selfsubjectreviews.authentication.k8s.io --as=john', 'yes'],
  ])('says what the roles of somebody else allow: %s', (line, answer) => {
    expect(start()(line)).toBe(answer);
  });

  it('fails when it is not allowed', () => {
    expect(newSession().run('auth can-i get pods --as=jane')).toEqual({ stdout: 'no\n', stderr: '', exit: 1 });
    expect(newSession().run('auth can-i get pods --as=jane -q')).toEqual({ stdout: '', stderr: '', exit: 1 });
  });
});

describe('auth whoami', () => {
  it('says who is impersonated', () => {
    const { run } = newSession();
    expect(
      run('auth whoami --as=jane --as-group=dev --as-uid=7 --as-user-extra=team=a --as-user-extra=team=b').stdout,
    ).toBe(
      'ATTRIBUTE     VALUE\nUsername      jane\nUID           7\nGroups        [dev system:authenticated]\nExtra: team   [a b]\n',
    );
    expect(run('auth whoami --as=system:serviceaccount:team:bot -o jsonpath={.status.userInfo.groups}').stdout).toBe(
      '["system:serviceaccounts","system:serviceaccounts:team","system:authenticated"]',
    );
  });
});
