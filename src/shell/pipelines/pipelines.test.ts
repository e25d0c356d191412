/** Pipelines with a program that may never end: they end when their last program ends. */
import { beforeAll, describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

/** A writer without output does not notice that its reader has ended: it ends at its limit, after seconds. */
const silentWriters: [string, string][] = process.env.BREADTH
  ? [['{ echo a; echo b >&2; while :; do :; done; } |& head -2', 'a\nb\n']]
  : [];

describe('a pipeline', () => {
  const lab = testShell();
  beforeAll(async () => {
    await lab.type('kubectl apply -f web.yaml; kubectl rollout status sts/web; printf "1\\n2\\n3\\n" > log');
  });

  it.each([
    ['yes | head -2; echo ${PIPESTATUS[@]}', 'y\ny\n141 0\n'],
    ['yes no | sed 2q', 'no\nno\n'],
    [`yes | awk 'NR==3{print NR; exit}'`, '3\n'],
    ['yes | grep -q y && echo found', 'found\n'],
    ['x=$(yes | head -1); echo $x', 'y\n'],
    ['set -o pipefail; yes | head -1; echo $?; set +o pipefail', 'y\n141\n'],
    ['! yes | head -1 > /dev/null; echo $?', '1\n'],
    ['while :; do echo y; done | head -2; echo "${PIPESTATUS[@]}"', 'y\ny\n141 0\n'],
    ['i=0; while true; do i=$((i+1)); echo $i; sleep 1; done | head -3; echo $i', '1\n2\n3\n0\n'],
    ['f() { while :; do echo "$1"; done; }; f a | head -1', 'a\n'],
    ['a=(p q); while :; do echo ${a[1]}; done | head -1', 'q\n'],
    [`bash -c 'while :; do echo z; done' | head -1`, 'z\n'],
    ['{ echo a; sleep 1; echo b; } | cat -n', '     1\ta\n     2\tb\n'],
    ['{ echo a; echo b >&2; while :; do echo c; done; } |& head -2', 'a\nb\n'],
    ...silentWriters,
    ['tail -f log | head -2', '1\n2\n'],
    ['tail -n 1 -f log & sleep 2; echo 4 >> log; sleep 2; kill %1', /^\[1\] 1001\n3\n4\n\[1\]\+ {2}Terminated/],
    ['tail -f nosuch', "tail: cannot open 'nosuch' for reading: No such file or directory\ntail: no files remaining\n"],
    ['kubectl get pods -w | head -3 | wc -l', '3\n'],
    ['kubectl get pods -w --no-headers | grep -m1 -o web-1', 'web-1\n'],
    ['kubectl get pods -w -o name | cut -d/ -f2 | head -2', 'web-0\nweb-1\n'],
    ['kubectl logs -f web-0 | grep -m1 -o started', 'started\n'],
    [
      'kubectl get pods -w --no-headers | while read n r s rest; do echo "$n=$s"; [ $n = web-1 ] && break; done',
      'web-0=Running\nweb-1=Running\n',
    ],
    ['timeout 3 kubectl get pods -w | wc -l; echo ${PIPESTATUS[0]}', '3\n124\n'],
    [`kubectl get pods -w --no-headers | awk '$1=="web-1"{print $3; exit}'`, 'Running\n'],
  ])('%s', async (line, printed) => {
    const now = await lab.type(line);
    if (typeof printed === 'string') expect(now).toBe(printed);
    else expect(now).toMatch(printed);
    expect(lab.shell.busy).toBe(false);
  });

  it('shows what a watch says while it goes on, and ends by Ctrl-C', async () => {
    const { type, shell, printed } = testShell();
    await type('kubectl apply -f web.yaml');
    const done = shell.enter(`kubectl get pods -w --no-headers | awk '{print NR, $1, $3}'`);
    for (let n = 0; n < 5000 && !/web-1 Running/.test(printed('stdout')); n++) {
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(printed('stdout')).toMatch(/^1 web-0 [^]*\n\d+ web-1 Running/m);
    shell.interrupt();
    await done;
    expect(shell.exit).toBe(130);
  });

  it('holds up a writer that is faster than its reader', async () => {
    const { type } = testShell();
    expect(await type('yes | while read x; do sleep 1; echo $x; done | head -2')).toBe('y\ny\n');
  });
});
