/** The manifest of the tutorial, unchanged. It contains no Service. */
export const tutorial = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: "nginx"
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
        image: k8s.gcr.io/nginx-slim:0.8
        ports:
        - containerPort: 80
          name: web
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
      storageClassName: shared-ssd-storage
`;

/** The headless Service that the tutorial's set refers to. */
export const headlessService = `apiVersion: v1
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
`;

/**
 * Returns the tutorial's manifest with some values changed, as a user would edit it.
 * @param change `image`: the tag alone.
 */
export function edited(change: { replicas?: number; image?: string; partition?: number; parallel?: boolean }): string {
  let text = tutorial;
  if (change.replicas !== undefined) text = text.replace('replicas: 2', `replicas: ${change.replicas}`);
  if (change.image !== undefined) text = text.replace('nginx-slim:0.8', `nginx-slim:${change.image}`);
  if (change.partition !== undefined) {
    const strategy = `  updateStrategy:\n    rollingUpdate:\n      partition: ${change.partition}\n`;
    text = text.replace('  selector:\n', `${strategy}  selector:\n`);
  }
  if (change.parallel) text = text.replace('  selector:\n', '  podManagementPolicy: Parallel\n  selector:\n');
  return text;
}
