/** Changes of Pods, claims and revisions in unusual states. */
import { claimsOf, image, patch, roll, running, type Variation } from './variation.ts';

export const ofLeftovers: readonly Variation[] = [
  // 27: Pods without a set, and their revision.
  {
    dump: '27',
    change: 'the set with four replicas',
    file: (text) => text.replace('replicas: 3', 'replicas: 4'),
    because: 'Pods and revision are adopted; only the fourth Pod is new',
    writes: ['create claim www-web-3', 'create pod web-3 0.21'],
    pods: running('0.21', 0, 1, 2, 3),
  },
  {
    dump: '27',
    change: 'the set with another image',
    file: (text) => text.replace(':0.21', ':0.22'),
    because: 'the adopted revision is another than that of the new set, which the Pods then get',
    writes: ['create revision 2', ...roll('0.22', 2, 1, 0)],
    pods: running('0.22', 0, 1, 2),
  },

  // 29: a finalizer holds web-1, which has been deleted.
  {
    dump: '29',
    change: 'kubectl scale sts web --replicas=1',
    because: 'web-2 goes; web-1 must be gone before anything else happens',
    writes: ['delete pod web-2'],
    pods: ['web-0 0.21', 'web-1 0.21-'],
    end: 'stuck',
  },
  {
    dump: '29',
    change: image('0.22'),
    because: 'a Pod that terminates blocks OrderedReady',
    writes: ['create revision 2'],
    pods: ['web-0 0.21', 'web-1 0.21-', 'web-2 0.21'],
    end: 'stuck',
  },

  // 31: two sets.
  {
    dump: '31',
    change: 'kubectl set image sts/db nginx=docker.io/library/postgres:18',
    because: 'the other set is left alone',
    writes: [
      'create revision 2',
      ...['delete pod db-1', 'create pod db-1 18', 'delete pod db-0', 'create pod db-0 18'],
    ],
    pods: ['db-0 18', 'db-1 18', ...running('0.21', 0, 1, 2)],
  },

  // 33: revisions 1 to 4 of images 0.21 to 0.24.
  {
    dump: '33',
    change: 'kubectl rollout undo sts/web --to-revision=1',
    because: 'the revision is used again under a new number',
    writes: ['update revision 5', ...roll('0.21', 2, 1, 0)],
    pods: running('0.21', 0, 1, 2),
  },
  {
    dump: '33',
    change: 'kubectl rollout undo sts/web',
    because: 'the revision before the last one is used again',
    writes: ['update revision 5', ...roll('0.23', 2, 1, 0)],
    pods: running('0.23', 0, 1, 2),
  },
  {
    dump: '33',
    change: patch({ revisionHistoryLimit: 0 }),
    because: 'all revisions but the live one go, the oldest first',
    writes: ['delete revision 1', 'delete revision 2', 'delete revision 3'],
    pods: running('0.24', 0, 1, 2),
  },

  // 35: a Pod of somebody else has the name web-2.
  {
    dump: '35',
    change: 'kubectl scale sts web --replicas=2',
    because: 'the name is no longer needed; the foreign Pod is not touched',
    writes: [],
    pods: [...running('0.21', 0, 1), 'web-2 1?'],
  },
  {
    dump: '35',
    change: image('0.22'),
    because: 'the refused creation ends each sync before the update',
    writes: ['create revision 2'],
    pods: [...running('0.21', 0, 1), 'web-2 1?'],
    end: 'stuck',
  },

  // 37: the claim of web-2 is terminating, held by a finalizer, and owned by a Pod that is gone.
  {
    dump: '37',
    change: 'kubectl scale sts web --replicas=2',
    because: 'the claim is no longer needed',
    writes: [],
    pods: running('0.21', 0, 1),
    claims: claimsOf(0, 1, 2),
  },

  // 39: web-1 is terminating, and soon gone.
  {
    dump: '39',
    change: image('0.22'),
    because: 'the Pod that comes back has the update revision; then the others follow from the highest ordinal',
    writes: ['create revision 2', 'create pod web-1 0.22', ...roll('0.22', 2), ...roll('0.22', 0)],
    pods: running('0.22', 0, 1, 2),
  },

  // 47: Parallel in the namespace shop; every Pod crashes.
  {
    dump: '47',
    change: 'kubectl -n shop scale sts web --replicas=1',
    because: 'Parallel deletes Pods that are not Ready',
    writes: ['delete pod web-1', 'delete pod web-2'],
    pods: ['web-0 crash!'],
    unordered: true,
    end: 'stuck',
  },

  // 51 and 53: whenScaled Delete.
  {
    dump: '51',
    change: 'kubectl scale sts web --replicas=4',
    because: 'any update of the set wakes its controller, which finds that web-2 is missing',
    writes: [2, 3].flatMap((i) => [`create claim www-web-${i}`, `create pod web-${i} 0.21`]),
    pods: running('0.21', 0, 1, 2, 3),
  },
  {
    dump: '53',
    change: 'kubectl scale sts web --replicas=1',
    because: 'web-2 is terminating; when it is gone, web-1 goes, and both claims',
    writes: ['delete pod web-1'],
    pods: running('0.21', 0),
    claims: claimsOf(0),
  },
];
