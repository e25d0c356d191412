import { expect, it } from 'vitest';
import { plannedCommand } from './plan-line.tsx';

it.each([
  ['kubectl scale sts/web --replicas=5', 'kubectl scale sts/web --replicas=5'],
  ['  k delete pod web-1 ', 'kubectl delete pod web-1'],
  [`kubectl patch sts web -p '{"spec":{"replicas":1}}'`, `kubectl patch sts web -p '{"spec":{"replicas":1}}'`],
])('plans %s', (line, command) => expect(plannedCommand(line)).toBe(command));

it.each([
  '',
  'kubectl',
  'ls',
  'kubectl get pod | wc -l',
  'kubectl get pod; ls',
  'kubectl delete pod $(cat x)',
  'kubectl a\nb',
])('does not plan %j', (line) => expect(plannedCommand(line)).toBeNull());
