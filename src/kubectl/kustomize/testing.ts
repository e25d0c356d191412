/** Kustomizations in tests: a StatefulSet, its Service, and what is built of them. */
import { newSession, type Printed } from '../testing/session.ts';

export const set = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  replicas: 2
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
        image: registry.example:5000/nginx:1.0
        envFrom:
        - configMapRef:
            name: settings
      volumes:
      - name: keys
        secret:
          secretName: keys
  volumeClaimTemplates:
  - metadata:
      name: www
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`;
export const service = `apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector:
    app: nginx
  ports:
  - port: 80
`;

/** Returns the output of `kubectl kustomize` for a kustomization beside `set.yaml` and `service.yaml`. */
export const building = (kustomization: string, files: Record<string, string> = {}): Printed =>
  newSession({ 'set.yaml': set, 'service.yaml': service, 'kustomization.yaml': kustomization, ...files }).run(
    'kustomize .',
  );
