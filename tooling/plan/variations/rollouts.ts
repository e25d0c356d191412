/** Changes in the middle of a rollout. */
import { image, patch, roll, rolling, running, type Variation } from './variation.ts';

export const ofRollouts: readonly Variation[] = [
  // 05: a canary; web-2 has image 0.22, partition 2.
  {
    dump: '05',
    change: patch(rolling({ partition: 0 })),
    because: 'the update goes on below the former partition',
    writes: roll('0.22', 1, 0),
    pods: running('0.22', 0, 1, 2),
  },
  {
    dump: '05',
    change: patch(rolling({ partition: 1 })),
    because: 'the update goes on down to the partition',
    writes: roll('0.22', 1),
    pods: ['web-0 0.21', ...running('0.22', 1, 2)],
  },
  {
    dump: '05',
    change: patch(rolling({ partition: 3 })),
    because: 'a higher partition takes no Pod back',
    writes: [],
    pods: [...running('0.21', 0, 1), 'web-2 0.22'],
  },
  {
    dump: '05',
    change: 'kubectl delete pod web-0',
    because: 'below the partition a Pod is created at the current revision',
    writes: ['create pod web-0 0.21'],
    pods: [...running('0.21', 0, 1), 'web-2 0.22'],
  },
  {
    dump: '05',
    change: 'kubectl scale sts web --replicas=4',
    because: 'at or above the partition a Pod is created at the update revision',
    writes: ['create claim www-web-3', 'create pod web-3 0.22'],
    pods: [...running('0.21', 0, 1), ...running('0.22', 2, 3)],
  },
  {
    dump: '05',
    change: image('0.23'),
    because: 'only the canary moves to the third revision',
    writes: ['create revision 3', ...roll('0.23', 2)],
    pods: [...running('0.21', 0, 1), 'web-2 0.23'],
  },
  {
    dump: '05',
    change: image('0.21'),
    because: 'the first template has a revision, which gets the highest number',
    writes: ['update revision 3', ...roll('0.21', 2)],
    pods: running('0.21', 0, 1, 2),
  },

  // 07: OnDelete; web-1 has image 0.22.
  {
    dump: '07',
    change: 'kubectl rollout undo sts/web',
    because: 'the old revision gets a number; OnDelete moves no Pod',
    writes: ['update revision 3'],
    pods: ['web-0 0.21', 'web-1 0.22', 'web-2 0.21'],
  },
  {
    dump: '07',
    change: patch({ updateStrategy: { type: 'RollingUpdate' } }),
    because: 'the update begins, and skips the Pod that has the revision',
    writes: [...roll('0.22', 2), ...roll('0.22', 0)],
    pods: running('0.22', 0, 1, 2),
  },
  {
    dump: '07',
    change: 'kubectl scale sts web --replicas=4',
    because: 'with OnDelete a new Pod has the update revision',
    writes: ['create claim www-web-3', 'create pod web-3 0.22'],
    pods: ['web-0 0.21', 'web-1 0.22', 'web-2 0.21', 'web-3 0.22'],
  },
  {
    dump: '07',
    change: 'kubectl rollout restart sts/web',
    because: 'a restart is a revision, which OnDelete does not roll out',
    writes: ['create revision 3'],
    pods: ['web-0 0.21', 'web-1 0.22', 'web-2 0.21'],
  },

  // 09: OrderedReady; web-2 has an image that cannot be pulled.
  {
    dump: '09',
    change: 'kubectl delete pod web-2',
    because: 'the update revision is still the broken one',
    writes: ['create pod web-2 broken'],
    pods: [...running('0.21', 0, 1), 'web-2 broken!'],
    end: 'stuck',
  },
  {
    dump: '09',
    change: image('0.22'),
    because: 'OrderedReady waits for the broken Pod before it updates any',
    writes: ['create revision 3'],
    pods: [...running('0.21', 0, 1), 'web-2 broken!'],
    end: 'stuck',
  },
  {
    dump: '09',
    change: 'kubectl scale sts web --replicas=2',
    because: 'the condemned Pod is the first unhealthy one and goes; then the update takes the next one',
    writes: ['delete pod web-2', ...roll('broken', 1)],
    pods: ['web-0 0.21', 'web-1 broken!'],
    end: 'stuck',
  },
  {
    dump: '09',
    change: 'kubectl scale sts web --replicas=5',
    because: 'no Pod is created while one before it is not Ready',
    writes: [],
    pods: [...running('0.21', 0, 1), 'web-2 broken!'],
    end: 'stuck',
  },
  {
    dump: '09',
    change: patch(rolling({ partition: 3 })),
    because: 'a partition replaces no Pod that exists',
    writes: [],
    pods: [...running('0.21', 0, 1), 'web-2 broken!'],
    end: 'stuck',
  },
];
