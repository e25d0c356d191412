import { expect, it } from 'vitest';
import { newSession } from '../testing/session.ts';

// The column definitions of printers/internalversion/printers.go.
it.each([
  [
    'create job j --image=busybox -- true',
    'job',
    'STATUS COMPLETIONS DURATION AGE CONTAINERS IMAGES SELECTOR',
    'j Running 0/1 j busybox <none>',
  ],
  [
    'create cronjob c --image=busybox --schedule=@daily',
    'cj',
    'SCHEDULE TIMEZONE SUSPEND ACTIVE LAST SCHEDULE AGE CONTAINERS IMAGES SELECTOR',
    'c @daily <none> False 0 <none> c busybox <none>',
  ],
  [
    'create rolebinding b --role=r --user=ann --group=devs',
    'rolebinding',
    'ROLE AGE USERS GROUPS SERVICEACCOUNTS',
    'b Role/r ann devs',
  ],
  ['create ingress i --default-backend=web:80', 'ing', 'CLASS HOSTS ADDRESS PORTS AGE', 'i <none> * 80'],
])('%s', (create, type, head, row) => {
  const { run } = newSession();
  expect(run(create).stderr).toBe('');
  const [first, second] = run(`get ${type} -o wide`)
    .stdout.split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '));
  expect(first).toBe(`NAME ${head}`);
  expect(second!.replace(/ \d+m?s\b/, '')).toBe(row);
});

it('an autoscaler shows what it would scale, and that nothing is measured', () => {
  const { run } = newSession();
  run('create deployment api --image=api');
  run('autoscale deployment api --max=5 --cpu=80%');
  expect(run('get hpa --no-headers').stdout).toMatch(/^api +Deployment\/api +cpu: <unknown>\/80% +1 +5 +0 /);
});
