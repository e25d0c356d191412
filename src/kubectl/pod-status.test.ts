import { describe, expect, it } from 'vitest';
import type { Pod } from '../engine/index.ts';
import { podColumns } from './pod-status.ts';

const container = (state: object, ready = false, restartCount = 0) => ({
  name: 'nginx',
  image: 'nginx',
  imageID: '',
  ready,
  restartCount,
  state,
});
const pod = (status: object, metadata: object = {}, spec: object = {}) =>
  ({ metadata: { name: 'web-0', ...metadata }, spec: { containers: [{ name: 'nginx' }], ...spec }, status }) as Pod;
const running = { running: { startedAt: '' } };
const initializing = (state: object) =>
  pod(
    {
      phase: 'Pending',
      initContainerStatuses: [container(state), container({ waiting: { reason: 'PodInitializing' } })],
    },
    {},
    { initContainers: [{ name: 'a' }, { name: 'b' }] },
  );

// The expectations are rows that a real `kubectl get pods` prints for Pods in these conditions.
describe('podColumns', () => {
  it.each<[string, Pod, string, string, number]>([
    ['not scheduled', pod({ phase: 'Pending' }), '0/1', 'Pending', 0],
    [
      'pulling',
      pod({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ContainerCreating' } })] }),
      '0/1',
      'ContainerCreating',
      0,
    ],
    [
      'no such image',
      pod({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ImagePullBackOff' } })] }),
      '0/1',
      'ImagePullBackOff',
      0,
    ],
    [
      'crashing',
      pod({ phase: 'Running', containerStatuses: [container({ waiting: { reason: 'CrashLoopBackOff' } }, false, 4)] }),
      '0/1',
      'CrashLoopBackOff',
      4,
    ],
    ['ready', pod({ phase: 'Running', containerStatuses: [container(running, true)] }), '1/1', 'Running', 0],
    ['never ready', pod({ phase: 'Running', containerStatuses: [container(running)] }), '0/1', 'Running', 0],
    [
      'being deleted',
      pod({ phase: 'Running', containerStatuses: [container(running, true)] }, { deletionTimestamp: 'now' }),
      '1/1',
      'Terminating',
      0,
    ],
    [
      'ended well',
      pod({ phase: 'Succeeded', containerStatuses: [container({ terminated: { reason: 'Completed', exitCode: 0 } })] }),
      '0/1',
      'Completed',
      0,
    ],
    [
      'ended badly',
      pod({ phase: 'Failed', containerStatuses: [container({ terminated: { reason: 'Error', exitCode: 1 } })] }),
      '0/1',
      'Error',
      0,
    ],
    [
      'ended without a reason',
      pod({ phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 3 } })] }),
      '0/1',
      'ExitCode:3',
      0,
    ],
    ['evicted', pod({ phase: 'Failed', reason: 'Evicted' }), '0/1', 'Evicted', 0],
    ['first init container runs', initializing(running), '0/1', 'Init:0/2', 0],
    ['second init container', initializing({ terminated: { exitCode: 0 } }), '0/1', 'Init:1/2', 0],
    [
      'init container crashes',
      initializing({ waiting: { reason: 'CrashLoopBackOff' } }),
      '0/1',
      'Init:CrashLoopBackOff',
      0,
    ],
    ['init container failed', initializing({ terminated: { exitCode: 2, reason: 'Error' } }), '0/1', 'Init:Error', 0],
  ])('%s', (_, given, ready, status, restarts) => {
    expect(podColumns(given)).toEqual({ ready, status, restarts });
  });
});
