/** Changes of sets with other policies, and with Pods that are not Ready. */
import { claimsOf, image, patch, roll, running, type Variation } from './variation.ts';

const quota = `apiVersion: v1
kind: ResourceQuota
metadata: { name: few, namespace: default, uid: q, resourceVersion: "1", creationTimestamp: "2026-11-29T01:33:37Z" }
spec: { hard: { pods: "3" } }
status: { hard: { pods: "3" }, used: { pods: "3" } }
`;
const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  { name: web, namespace: default, uid: b, resourceVersion: "1", generation: 1, creationTimestamp: "2026-11-29T01:33:37Z" }
spec: { minAvailable: 2, selector: { matchLabels: { app: nginx } } }
status: { currentHealthy: 3, desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3, observedGeneration: 1 }
`;

export const ofPolicies: readonly Variation[] = [
  {
    dump: '01',
    also: quota,
    change: 'kubectl scale sts web --replicas=4',
    because: 'the quota is full: the claim is made before the Pod is refused',
    writes: ['create claim www-web-3'],
    pods: running('0.21', 0, 1, 2),
    end: 'stuck',
  },
  {
    dump: '01',
    also: budget,
    change: 'kubectl drain node-1 node-2 --ignore-daemonsets',
    because: 'the budget allows one eviction at a time, and the next one succeeds when the Pod is Ready again',
    writes: ['create pod web-0 0.21', 'create pod web-1 0.21'],
    pods: running('0.21', 0, 1, 2),
  },
  {
    dump: '01',
    also: budget,
    change: 'kubectl delete pod web-0 web-1 web-2',
    because: 'a deletion asks no budget; missing Pods come back in order',
    writes: ['create pod web-0 0.21', 'create pod web-1 0.21', 'create pod web-2 0.21'],
    pods: running('0.21', 0, 1, 2),
  },

  // 11: Parallel; web-2 has an image that cannot be pulled.
  {
    dump: '11',
    change: 'kubectl rollout undo sts/web',
    because: 'Parallel does not wait for the broken Pod, which no longer has the update revision',
    writes: ['update revision 3', ...roll('0.21', 2)],
    pods: running('0.21', 0, 1, 2),
  },
  {
    dump: '11',
    change: 'kubectl scale sts web --replicas=5',
    because: 'Parallel creates all at once, at the update revision; the update still waits',
    writes: ['create claim www-web-3', 'create claim www-web-4', 'create pod web-3 broken', 'create pod web-4 broken'],
    pods: [...running('0.21', 0, 1), 'web-2 broken!', 'web-3 broken!', 'web-4 broken!'],
    end: 'stuck',
    unordered: true,
  },
  {
    dump: '11',
    change: 'kubectl scale sts web --replicas=1',
    because: 'Parallel deletes all condemned Pods; then the update takes the last one left',
    writes: ['delete pod web-1', 'delete pod web-2', ...roll('broken', 0)],
    pods: ['web-0 broken!'],
    end: 'stuck',
    unordered: true,
  },

  // 13: scaled down to one Pod; three claims.
  {
    dump: '13',
    change: 'kubectl scale sts web --replicas=3',
    because: 'the claims are there',
    writes: ['create pod web-1 0.21', 'create pod web-2 0.21'],
    pods: running('0.21', 0, 1, 2),
    claims: claimsOf(0, 1, 2),
  },
  {
    dump: '13',
    change: 'kubectl delete pvc www-web-1 www-web-2',
    because: 'claims that no Pod uses go at once',
    writes: [],
    pods: running('0.21', 0),
    claims: claimsOf(0),
  },

  // 15: Parallel; the class of the claims does not exist.
  {
    dump: '15',
    change: 'the missing class',
    file: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: fast }
provisioner: lab.example/ssd
`,
    because: 'the binder finds the class at its next look; the set has nothing to do',
    writes: [],
    pods: running('0.21', 0, 1, 2),
  },
  {
    dump: '15',
    change: image('0.22'),
    because: 'Parallel replaces Pods that never ran, one at a time, and waits for the first one',
    writes: ['create revision 2', ...roll('0.22', 2)],
    pods: ['web-0 0.21!', 'web-1 0.21!', 'web-2 0.22!'],
    end: 'stuck',
  },

  // 17 and 19: retention policies.
  {
    dump: '17',
    change: 'kubectl delete sts web',
    because: 'whenDeleted Delete: the set owns the claims',
    writes: [],
    pods: [],
    claims: [],
  },
  {
    dump: '17',
    change: 'kubectl delete sts web --cascade=orphan',
    because: 'orphaned claims stay too',
    writes: [],
    pods: ['web-0 0.21?', 'web-1 0.21?', 'web-2 0.21?'],
    claims: claimsOf(0, 1, 2),
  },
  {
    dump: '17',
    change: 'kubectl delete pod web-2',
    because: 'the set owns the claim, which therefore survives its Pod',
    writes: ['create pod web-2 0.21'],
    pods: running('0.21', 0, 1, 2),
    claims: claimsOf(0, 1, 2),
  },
  {
    dump: '19',
    change: 'kubectl scale sts web --replicas=3',
    because: 'with Retain the claim of web-2 is still there',
    writes: ['create pod web-2 0.21'],
    pods: running('0.21', 0, 1, 2),
    claims: claimsOf(0, 1, 2),
  },

  // 21: ordinals 5 to 7.
  {
    dump: '21',
    change: patch({ ordinals: null }),
    because: 'without a start the ordinals begin at 0',
    writes: [
      ...[0, 1, 2].flatMap((i) => [`create claim www-web-${i}`, `create pod web-${i} 0.21`]),
      ...[7, 6, 5].map((i) => `delete pod web-${i}`),
    ],
    pods: running('0.21', 0, 1, 2),
    claims: claimsOf(0, 1, 2, 5, 6, 7),
  },
  {
    dump: '21',
    change: patch({ replicas: 1 }),
    because: 'the lowest ordinal stays',
    writes: ['delete pod web-7', 'delete pod web-6'],
    pods: running('0.21', 5),
  },

  // 23 and 25: web-0 is not Ready.
  {
    dump: '23',
    change: image('0.22'),
    because: 'no Pod is updated while one before it is not Ready',
    writes: ['create revision 2'],
    pods: ['web-0 0.21!', ...running('0.21', 1, 2)],
    end: 'stuck',
  },
  {
    dump: '23',
    change: 'kubectl delete pod web-2',
    because: 'not even a missing Pod is created while one before it is not Ready',
    writes: [],
    pods: ['web-0 0.21!', 'web-1 0.21'],
    end: 'stuck',
  },
  {
    dump: '23',
    change: 'kubectl scale sts web --replicas=0',
    because: 'among condemned Pods the first unhealthy one is web-0; the others are Ready and go before it',
    writes: ['delete pod web-2', 'delete pod web-1', 'delete pod web-0'],
    pods: [],
    claims: claimsOf(0, 1, 2),
  },
  {
    dump: '25',
    change: 'kubectl scale sts web --replicas=2',
    because: 'no condemned Pod goes while a Pod that stays is not Ready',
    writes: [],
    pods: ['web-0 0.21!', ...running('0.21', 1, 2)],
    end: 'stuck',
  },
];
