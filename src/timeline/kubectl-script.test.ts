import { expect, it } from 'vitest';
import { kubectlScript } from './kubectl-script.ts';
import { nginxService, user, webSet } from '../view/testing.ts';
import { simulate } from './simulate.ts';
import { Timeline } from './timeline.ts';

/** Acts as a button of the page does: the request, then the command that it equals. */
function lab() {
  const timeline = new Timeline(simulate(1), 'text', () => {});
  const give = (
    command: string,
    ask: () => void,
    more: { readonly file?: string; readonly ok?: boolean } = {},
  ): void => {
    try {
      ask();
    } catch (error) {
      expect((error as Error).name).toBe('StatusError');
    }
    timeline.run.note({ command, ok: true, ...more });
  };
  const script = (): string[] =>
    kubectlScript(timeline.run, timeline.inputs)
      .split('\n')
      .filter((line) => line !== '' && !/^#(!| What was| pauses)/.test(line) && line !== 'set -e');
  return { timeline, give, script, api: timeline.api };
}

const apply = 'kubectl apply -f manifest.yaml';
const remove = (name: string) => `kubectl delete pod ${name}`;

function applied() {
  const made = lab();
  const ask = () => [nginxService, webSet()].forEach((manifest) => made.api.create(manifest, user));
  made.give(apply, ask, { file: 'kind: Service\nEOF\nspec: {}' });
  made.timeline.cluster.settle();
  return made;
}

it('holds the files, waits for what had come to rest, and pauses where nothing had', () => {
  const { timeline, give, script, api } = applied();
  timeline.advanceTo(timeline.now() + 5000);
  give(remove('web-0'), () => api.delete('pods', 'web-0', 'default', user));
  timeline.advanceTo(timeline.now() + 1500);
  give(remove('web-1'), () => api.delete('pods', 'web-1', 'default', user));
  expect(script()).toEqual([
    "kubectl apply -f - <<'EOF_'",
    'kind: Service',
    'EOF',
    'spec: {}',
    'EOF_',
    'kubectl rollout status statefulset/web --timeout=10m',
    'kubectl delete pod web-0',
    'sleep 2',
    'kubectl delete pod web-1',
  ]);
});

it('leaves out what was refused and changed nothing, and goes past what was refused in part', () => {
  const { give, script, api } = applied();
  give(remove('nobody'), () => api.delete('pods', 'nobody', 'default', user), { ok: false });
  const inPart = () => {
    api.delete('pods', 'web-2', 'default', user);
    api.delete('pods', 'nobody', 'default', user);
  };
  give('kubectl delete pod web-2 nobody', inPart, { ok: false });
  expect(script().slice(-1)).toEqual(['kubectl delete pod web-2 nobody || true']);
  expect(script().join()).not.toContain('delete pod nobody');
});

it('ends with the moment that is shown, and a course that leaves there goes on from it', () => {
  const { timeline, give, script, api } = applied();
  give(remove('web-1'), () => api.delete('pods', 'web-1', 'default', user));
  timeline.cluster.settle();
  timeline.undo();
  expect(script().join()).not.toContain('delete pod');
  give(remove('web-2'), () => api.delete('pods', 'web-2', 'default', user));
  expect(script().slice(-1)).toEqual([remove('web-2')]);
  timeline.select(1);
  expect(script().slice(-1)).toEqual([remove('web-1')]);
});

it('says what kubectl cannot do', () => {
  const { timeline, script } = applied();
  const node = timeline.api.list('nodes')[0]!.metadata.name;
  timeline.nodes.cutNode(node, user);
  expect(script().at(-1)).toContain(`# Here the machine of node ${node} was cut off`);
});
