import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';
import { commonStart } from './complete.ts';

/** Returns the shell's suggestions at `|`. */
async function offered(line: string, ...before: string[]) {
  const { shell, type } = testShell('kind: X\n');
  for (const command of before) await type(command);
  const caret = line.indexOf('|');
  const text = line.replace('|', '');
  const { from, candidates } = shell.complete(text, caret);
  return candidates.map((candidate) => text.slice(0, from) + candidate.text + text.slice(caret));
}

const namespace = 'apiVersion: v1\\nkind: Namespace\\nmetadata: {name: team}';
const setUp = `kubectl apply -f web.yaml; kubectl rollout status sts/web; printf '${namespace}' | kubectl apply -f -`;

describe('Tab', () => {
  it.each([
    ['kube|', ['kubectl ']],
    ['cle|', ['clear ']],
    ['|', []],
    ['  |', []],
    ['cat man|', ['cat manifest.yaml ']],
    ['cat ~/web-|', ['cat ~/web-parallel.yaml ']],
    ['cat /home/l|', ['cat /home/lab/']],
    ['kubectl apply -f web-|', ['kubectl apply -f web-parallel.yaml ']],
    ['kubectl roll|', ['kubectl rollout ']],
    ['kubectl rollout st|', ['kubectl rollout status ']],
    ['k get stat|', ['k get statefulsets ']],
    ['kubectl get pods web-|', ['kubectl get pods web-0 ', 'kubectl get pods web-1 ']],
    ['kubectl get pods web-0 web-|', ['kubectl get pods web-0 web-1 ']],
    ['kubectl delete pod/web-|', ['kubectl delete pod/web-0 ', 'kubectl delete pod/web-1 ']],
    ['kubectl get sts -n t|', ['kubectl get sts -n team ']],
    ['kubectl get sts --namespace=t|', ['kubectl get sts --namespace=team ']],
    ['kubectl scale sts w|', ['kubectl scale sts web ']],
    ['kubectl scale sts web --repl|', ['kubectl scale sts web --replicas=']],
    ['kubectl delete sts web --cascade=o|', ['kubectl delete sts web --cascade=orphan ']],
    ['for p in 0 1; do kubectl delete pod web-1|', ['for p in 0 1; do kubectl delete pod web-1 ']],
    ['x=$(kubectl get pods web-0|', ['x=$(kubectl get pods web-0 ']],
    ['watch -n 1 kubectl get po web-0|', ['watch -n 1 kubectl get po web-0 ']],
    ['echo $HOM|', ['echo $HOME']],
    ['echo "$HOM|', ['echo "$HOME']],
    ["cat 'man|", ["cat 'manifest.yaml' "]],
  ])('%s', async (line, expected) => {
    expect(await offered(line, setUp)).toEqual(expected);
  });

  it('begins a command after a pipe', async () => {
    const { shell } = testShell();
    expect(shell.complete('kubectl get pods | tai', 22).candidates).toEqual([{ label: 'tail', text: 'tail ' }]);
  });

  it('knows files of names with spaces, directories, functions and aliases', async () => {
    const before = ['mkdir "my dir"; touch "my dir/a b"; hello() { :; }; alias helmut=ls'];
    expect(await offered('cat my|', ...before)).toEqual(['cat my\\ dir/']);
    expect(await offered('cat my\\ dir/|', ...before)).toEqual(['cat my\\ dir/a\\ b ']);
    expect(await offered('hel|', ...before)).toEqual(['hello ', 'helmut ', 'help ']);
  });

  it('goes as far as all candidates go', () => {
    const candidates = ['web-0 ', 'web-1 '].map((text) => ({ label: text, text }));
    expect(commonStart(candidates)).toBe('web-');
    expect(commonStart([])).toBe('');
  });
});
