/** The files of the official tutorial "StatefulSet Basics", and the URLs that its commands use. */

const web = (spec: string): string => `apiVersion: v1
kind: Service
metadata:
  name: nginx
  labels:
    app: nginx
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None
  selector:
    app: nginx
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: "nginx"
${spec}  replicas: 2
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
        image: registry.k8s.io/nginx-slim:0.21
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
      accessModes: [ "ReadWriteOnce" ]
      resources:
        requests:
          storage: 1Gi
`;

/** Files by their names in the home directory. */
export const homeFiles: Readonly<Record<string, string>> = {
  'web.yaml': web(''),
  'web-parallel.yaml': web('  podManagementPolicy: "Parallel"\n'),
};

const examples = ['https://k8s.io/examples/application/web/', 'https://kubernetes.io/examples/application/web/'];

/** Files on the simulated network by URL; no other URL exists there. */
export const publishedFiles: ReadonlyMap<string, string> = new Map(
  Object.entries(homeFiles).flatMap(([name, text]) => examples.map((base) => [base + name, text] as const)),
);
