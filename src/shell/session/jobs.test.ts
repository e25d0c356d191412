import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

describe('a job in the background', () => {
  it('runs while other commands do, and is reported when it has ended', async () => {
    const { type } = testShell();
    await type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    const job = 'kubectl wait --for=delete pod/web-1 && echo gone';
    expect(await type(`${job} &`)).toBe('[1] 1001\n');
    expect(await type('echo meanwhile')).toBe('meanwhile\n');
    expect(await type('jobs')).toBe(`[1]+  Running                 ${job} &\n`);
    await type('kubectl delete pod web-1');
    expect(await type('wait')).toMatch(/^(pod.*\n)?(gone\n)?(\[1\].*\n)?$/);
    expect(await type('jobs')).toBe('');
  });

  it('keeps nobody waiting, and is waited for', async () => {
    const { type, cluster } = testShell();
    const before = cluster.now();
    expect(await type('{ sleep 30; echo rested; } & echo first; wait; echo last')).toBe(
      '[1] 1001\nfirst\nrested\nlast\n[1]+  Done                    { sleep 30; echo rested; }\n',
    );
    expect(cluster.now()).toBe(before + 30_000);
  });

  it('is a watch that one sees while one types', async () => {
    const { type, shell, printed } = testShell();
    await type('kubectl get pods -w &');
    void shell.enter('kubectl apply -f web.yaml');
    for (let n = 0; n < 2000 && !/web-1 +1\/1/.test(printed('stdout')); n++) await later();
    expect(printed('stdout')).toMatch(/statefulset\.apps\/web created\n[^]*web-1 +1\/1 +Running/);
    expect(await type('kill %1')).toBe('[1]+  Terminated              kubectl get pods -w\n');
    expect(await type('kubectl scale sts web --replicas=1; kubectl wait --for=delete pod/web-1')).not.toContain(
      'Terminating',
    );
  });

  it('has the variables, functions, arrays and directory of its shell, and keeps its own', async () => {
    const { type } = testShell();
    await type(`x=1; a=(p q); f() { echo "f $1"; }; mkdir d; cd d`);
    expect(await type('{ f "$x ${a[1]} $PWD"; x=2; cd /; } & wait; echo $x $PWD')).toBe(
      '[1] 1001\nf 1 q /home/lab/d\n1 /home/lab/d\n[1]+  Done                    { f "$x ${a[1]} $PWD"; x=2; cd /; }\n',
    );
  });

  it('is known by its number, the number of its process, and as the last', async () => {
    const { type } = testShell();
    await type('kubectl get pods -w & kubectl get sts -w & kubectl get pvc -w &');
    expect(await type('jobs')).toBe(
      '[1]   Running                 kubectl get pods -w &\n[2]-  Running                 kubectl get sts -w &\n[3]+  Running                 kubectl get pvc -w &\n',
    );
    expect(await type('kill $!')).toBe('[3]+  Terminated              kubectl get pvc -w\n');
    expect(await type('kill %1 1002')).toContain('[2]+  Terminated              kubectl get sts -w\n');
    expect(await type('kill %1')).toBe('bash: kill: %1: no such job\n');
    expect(await type('kill 1002')).toBe('bash: kill: (1002) - No such process\n');
    expect(await type('sh -c "exit 3" & wait $!; echo $?')).toContain('\n3\n');
  });

  it('comes to the front with fg, where Ctrl-C reaches it', async () => {
    const { type, shell, printed, output } = testShell();
    await type('while true; do sleep 1; done &');
    output.length = 0;
    const done = shell.enter('fg');
    while (!printed('stdout').includes('while true')) await later();
    expect(shell.busy).toBe(true);
    shell.interrupt();
    await done;
    expect(await type('jobs')).toBe('');
    expect(await type('fg')).toBe('bash: fg: current: no such job\n');
  });

  it('goes on after Ctrl-C, and ends with the shell', async () => {
    const { type, shell } = testShell();
    await type('kubectl get pods -w &');
    const done = shell.enter('kubectl get sts -w');
    await later();
    shell.interrupt();
    await done;
    expect(await type('jobs')).toContain('Running');
    await type('exit');
    expect(await type('jobs')).toBe('');
  });

  it('is one of no more than twenty', async () => {
    const { type } = testShell();
    expect(await type('for i in {1..25}; do kubectl get pods -w & done')).toMatch(
      /\[20\] 1020\n(bash: fork: retry: Resource temporarily unavailable\n){5}$/,
    );
  });

  it('is waited for by `wait -n` if it ends first, once', async () => {
    const { type } = testShell();
    const printed = await type('sleep 2 & (sleep 1; exit 3) & wait -n; echo $?; wait -n; echo $?; wait -n; echo $?');
    expect(printed).toMatch(/^\[1\] 1001\n\[2\] 1002\n3\n0\n127\n/);
  });

  it('reads nothing that is typed', async () => {
    const { type } = testShell();
    expect(await type('{ read x; echo "[$x]"; } & wait')).toContain('[]\n');
  });
});
