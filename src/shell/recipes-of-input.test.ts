/**
 * Recipes in which several commands share an input or an output. Their output was taken from bash 5.2 and GNU programs,
 * with a kubectl that answers as the lab's does.
 */
import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

const lines = `printf 'a\\nb\\nc\\n'`;

describe('a command in a loop takes what is left of its input', () => {
  it.each([
    [`${lines} | while read x; do cat > rest; done; cat rest`, 'b\nc\n'],
    [`${lines} | while read x; do wc -l; done`, '2\n'],
    [`${lines} | while read x; do xargs echo; done`, 'b c\n'],
    [`${lines} > f; while read x; do echo "x=$x"; cat; done < f`, 'x=a\nb\nc\n'],
    [`${lines} | while read x; do y=$(cat); echo "$x:$y"; done`, 'a:b\nc\n'],
    [`f() { cat; }; ${lines} | while read x; do echo "x=$x"; f; done`, 'x=a\nb\nc\n'],
    [`${lines} | while read x; do grep zzz; echo $?; done`, '1\n'],
    [`${lines} | while read x; do echo $x | cat; done`, 'a\nb\nc\n'],
    [`${lines} | while read x; do cat < /dev/null; echo $x; done`, 'a\nb\nc\n'],
    [`${lines} | { read x; sort -r; echo "$x"; }`, 'c\nb\na\n'],
    [`${lines} > f; while read -u 3 x; do echo "x=$x"; cat < /dev/null; done 3< f`, 'x=a\nx=b\nx=c\n'],
    [`${lines} > f; exec 3< f; read -u3 l; echo $l; read -u3 l; echo $l; exec 3<&-`, 'a\nb\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });

  it.each([
    ['kubectl exec -i $p -- hostname', 'web-0\n'],
    ['kubectl exec -i $p -- hostname < /dev/null', 'web-0\nweb-1\n'],
    ['kubectl exec $p -- hostname', 'web-0\nweb-1\n'],
    ['timeout 5 kubectl exec -i $p -- hostname || echo no', 'web-0\n'],
    ['h=$(kubectl exec -i $p -- hostname); echo $h', 'web-0\n'],
    ['if kubectl exec -i $p -- true; then echo "$p ok"; fi', 'web-0 ok\n'],
  ])('while read p; do %s; done', async (command, printed) => {
    const { type } = testShell();
    await type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    expect(await type(`kubectl get pods -o name | sed s,pod/,, | while read p; do ${command}; done`)).toBe(printed);
  });
});

describe('a file', () => {
  it.each([
    ['kubectl get pods -w -o name > w & sleep 3; cat w; kill %1; wait %1; cat w', 'pod/web-0\npod/web-1\n'.repeat(2)],
    ['(kubectl get pods -w -o name > w) & sleep 3; kill %1; cat w', 'pod/web-0\npod/web-1\n'],
    ['kubectl get pods web-0 nope -o name > w 2>&1; cat w', /^pod\/web-0\nError from server \(NotFound\)/],
    ['kubectl get pods web-0 nope -o name &> w; kubectl get sts -o name >> w; wc -l < w', '3\n'],
    ['d=out; mkdir $d; kubectl get sts -o name > "$d/sts.txt"; cat $d/*', 'statefulset.apps/web\n'],
    ['kubectl get pods > nosuch/x; echo $?', 'bash: nosuch/x: No such file or directory\n1\n'],
    ['kubectl get sts -o name > s; kubectl get sts -o name > s; cat s', 'statefulset.apps/web\n'],
  ])('fills while the command runs: %s', async (line, printed) => {
    const { type } = testShell();
    await type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    const now = (await type(line)).replace(/^\[1\].*\n/gm, '');
    if (typeof printed === 'string') expect(now).toBe(printed);
    else expect(now).toMatch(printed);
  });

  it.each([
    ['exec > log; echo hi', ''],
    ["bash -c 'exec > log; echo hi; kubectl get ns -o name | head -1'; cat log", 'hi\nnamespace/default\n'],
    ["bash -c 'exec > >(tee log) 2>&1; echo hi'; cat log", 'hi\nhi\n'],
    ['exec 3>&1 4>&2; exec > log 2>&1; echo hidden; exec 1>&3 2>&4; echo back; cat log', 'back\nhidden\n'],
  ])('is opened by exec: %s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});

describe('programs of recipes', () => {
  it.each([
    [`printf 'a\\nb\\n' | tr '\\n' '\\0' | xargs -0 -n1 echo; printf 'a\\0b\\0' | tr '\\0' '\\n'`, 'a\nb\na\nb\n'],
    [`echo a-b | tr '\\055' _; echo 'a[b]' | tr -d '\\133\\135'`, 'a_b\nab\n'],
    [
      `printf 'a b\\nc\\n' | xargs -n1 -I% echo x%; printf 'a b\\nc\\n' | xargs -I% -n1 echo x%`,
      'xargs: warning: options --max-args and --replace/-I/-i are mutually exclusive, ignoring previous --max-args value\nxa b\nxc\nxa b\nxc\n',
    ],
    [`A=1; export B=two; echo '$A \${B} $C $$ \${B:-x} $1' | envsubst`, ' two  $$ ${B:-x} $1\n'],
    [`export A=1 B=2; echo '$A $B' | envsubst '$A'; envsubst -v '$A \${B} x'`, '1 $B\nA\nB\n'],
    [`seq 5 | shuf | sort -n | tr '\\n' ' '; shuf -n 2 -i 1-10 | wc -l; shuf -e a b | sort`, '1 2 3 4 5 2\na\nb\n'],
    ['seq 3 | # all\n  wc -l\ntrue && # yes\n  echo go', '3\ngo\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell().type(line)).toBe(printed);
  });
});
