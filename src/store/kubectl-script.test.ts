import { expect, it } from 'vitest';
import { commandsOf, kubectlScript } from './kubectl-script.ts';

const command = (id: number, run: number, inputs: number, text: string, more = {}) => ({
  ...{ id, run, inputs, at: 0, command: text, lines: [], ok: true },
  ...more,
});
const state = {
  run: 2,
  runs: [
    { id: 1, name: null, from: null },
    { id: 2, name: null, from: { id: 1, at: 100, inputs: 3 } },
  ],
  commands: [
    command(1, 1, 0, 'kubectl apply -f manifest.yaml', { file: 'kind: Service\nEOF\nspec: {}' }),
    command(2, 1, 2, 'kubectl scale statefulset web --replicas=-1', { ok: false }),
    command(3, 1, 2, 'kubectl delete pod web-0'),
    command(4, 1, 4, 'kubectl delete pod web-1'),
    command(5, 2, 4, 'kubectl delete pod web-2'),
  ],
};

it('holds what led to the run that is shown, and nothing of what was refused or left', () => {
  expect(commandsOf(state).map(({ id }) => id)).toEqual([1, 3, 5]);
  expect(commandsOf({ ...state, run: 1 }).map(({ id }) => id)).toEqual([1, 3, 4]);
});

it('is a shell script with the files in it', () => {
  expect(kubectlScript(state)).toBe(`#!/bin/sh
set -e

kubectl apply -f - <<'EOF_'
kind: Service
EOF
spec: {}
EOF_

kubectl delete pod web-0

kubectl delete pod web-2
`);
});
