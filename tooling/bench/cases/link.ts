// Makes the link that the measurement of frames opens: a StatefulSet of N Pods, all of them Ready.
// `node case.mjs N` prints the fragment of the address.
import { encodeSession } from '../../../src/share/link.ts';
import { sessionVersion } from '../../../src/share/session.ts';
import { applyText } from '../../../src/view/manifest-text.ts';
import { Run } from '../../../src/timeline/run.ts';
import { simulate } from '../../../src/timeline/simulate.ts';

const text = `apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector:
    app: nginx
  ports:
  - port: 80
    name: web
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  replicas: ${Number(process.argv[2])}
  podManagementPolicy: Parallel
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: registry.k8s.io/nginx-slim:0.8
        volumeMounts:
        - name: www
          mountPath: /usr/share/nginx/html
  volumeClaimTemplates:
  - metadata:
      name: www
    spec:
      accessModes: ["ReadWriteOnce"]
      resources:
        requests:
          storage: 1Gi
`;

const run = new Run({ id: 1, text }, simulate(1));
const { ok, lines } = applyText(run.cluster.api, text, { name: 'user', reason: 'apply' });
if (!ok) throw new Error(lines.join('\n'));
run.remember(text);
run.cluster.settle(Infinity);
console.log(
  encodeSession({
    version: sessionVersion,
    seed: 1,
    example: 'complete',
    text,
    runs: [run.save()],
    run: run.id,
    moment: null,
    set: 'default/web',
    language: 'en',
  }),
);
