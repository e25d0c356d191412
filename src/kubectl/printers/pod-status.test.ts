import { describe, expect, it } from 'vitest';
import type { Pod } from '../../engine/index.ts';
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
    expect(podColumns(given)).toMatchObject({ ready, status, restarts });
  });
});

const sidecar = (name: string) => ({ name, restartPolicy: 'Always' });
const stateOf = (name: string, state: object, more: object = {}) => ({ ...container(state), name, ...more });
const endedAt = (finishedAt: string) => ({ terminated: { exitCode: 1, finishedAt } });

describe('containers that restart beside the init containers', () => {
  const spec = { initContainers: [sidecar('logs'), { name: 'setup' }, sidecar('proxy')] };
  const done = stateOf('setup', { terminated: { exitCode: 0 } });
  const initialized = { conditions: [{ type: 'Initialized', status: 'True' }] };

  it('sidecars count in both numbers of READY', () => {
    const logs = stateOf('logs', running, { ready: true, started: true });
    const proxy = stateOf('proxy', running, { ready: false, started: true });
    const status = { phase: 'Running', initContainerStatuses: [logs, done, proxy], ...initialized };
    const given = pod({ ...status, containerStatuses: [container(running, true)] }, {}, spec);
    expect(podColumns(given)).toMatchObject({ ready: '2/3', status: 'Running' });
  });

  it('restarts of sidecars count for good, those of init containers until they are done', () => {
    const logs = stateOf('logs', running, { started: true, restartCount: 2, lastState: endedAt('b') });
    const setup = { ...done, restartCount: 5, lastState: endedAt('c') };
    const main = { ...container(running, true, 1), lastState: endedAt('a') };
    const beginning = pod({ phase: 'Pending', initContainerStatuses: [logs, { ...setup, state: running }] }, {}, spec);
    expect(podColumns(beginning)).toMatchObject({ restarts: 7, lastRestart: 'c', status: 'Init:1/3', ready: '0/3' });
    const proxy = stateOf('proxy', running, { started: true });
    const later = { phase: 'Running', initContainerStatuses: [logs, setup, proxy], containerStatuses: [main] };
    expect(podColumns(pod({ ...later, ...initialized }, {}, spec))).toMatchObject({ restarts: 3, lastRestart: 'b' });
  });

  it('a sidecar that restarts does not hide what the others do', () => {
    const logs = stateOf('logs', { waiting: { reason: 'CrashLoopBackOff' } });
    const status = {
      phase: 'Running',
      initContainerStatuses: [logs, done],
      containerStatuses: [container(running, true)],
    };
    expect(podColumns(pod({ ...status, ...initialized }, {}, spec)).status).toBe('Init:CrashLoopBackOff');
    expect(podColumns(pod({ ...status, ...initialized }, {}, spec)).ready).toBe('1/3');
  });
});

describe('the word under STATUS', () => {
  const two = (first: object, second: object, conditions: object[] = []) =>
    pod({ phase: 'Running', containerStatuses: [container(first, true), container(second)], conditions });
  const completed = { terminated: { exitCode: 0, reason: 'Completed' } };
  it.each<[string, Pod, string]>([
    ['one container of two has completed', two(running, completed), 'NotReady'],
    ['the same in a Pod that is Ready', two(running, completed, [{ type: 'Ready', status: 'True' }]), 'Running'],
    [
      'a scheduling gate holds it',
      pod({ phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] }),
      'SchedulingGated',
    ],
    ['its node is lost', pod({ phase: 'Running', reason: 'NodeLost' }, { deletionTimestamp: 'x' }), 'Unknown'],
    ['nobody knows', pod({ phase: 'Unknown' }), 'Unknown'],
    [
      'it has ended, but a finalizer keeps it',
      pod({ phase: 'Succeeded', containerStatuses: [container(completed)] }, { deletionTimestamp: 'x' }),
      'Completed',
    ],
    [
      'killed by a signal',
      pod({ phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 137, signal: 9 } })] }),
      'Signal:9',
    ],
    ['init container without a reason', initializing({ terminated: { exitCode: 2 } }), 'Init:ExitCode:2'],
    ['init container killed', initializing({ terminated: { exitCode: 137, signal: 9 } }), 'Init:Signal:9'],
    ['init container pulls', initializing({ waiting: { reason: 'PodInitializing' } }), 'Init:0/2'],
    [
      'initialized, and the containers are pulled',
      pod({ phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'PodInitializing' } })] }),
      'PodInitializing',
    ],
  ])('%s', (_, given, word) => {
    expect(podColumns(given).status).toBe(word);
  });
});
