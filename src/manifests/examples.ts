/** The manifests that the lab offers as examples. Their names and descriptions are in i18n. */
import { writeScalar } from './write-scalar.ts';

export interface Example {
  readonly id: 'tutorial' | 'complete' | 'contrast';
  /** Returns the manifest with comments in a language, or in English if the language is missing. */
  readonly yaml: { readonly en: string; readonly [language: string]: string };
}

/** The comments in the manifests. */
interface Comments {
  readonly service: string;
  readonly serviceName: string;
  readonly labels: string;
  readonly claims: string;
  readonly storageClass: string;
  readonly deployment: string;
}

const english: Comments = {
  service: 'A headless Service: no address of its own, one DNS name for each Pod.',
  serviceName: 'the Service above',
  labels: 'must match the labels of the template',
  claims: 'One claim for each Pod: www-web-0, www-web-1, ...',
  storageClass: "no storageClassName: the cluster's default class",
  deployment: 'For contrast: the same Pods without identity. No names, no claims, no order.',
};

const chinese: Comments = {
  service: 'Headless Service：自身没有地址，每个 Pod 各有一个 DNS 名称。',
  serviceName: '上面的 Service',
  labels: '必须与模板中的标签一致',
  claims: '每个 Pod 一个 PVC：www-web-0、www-web-1……',
  storageClass: '没有写 storageClassName：使用集群的默认 StorageClass',
  deployment: '对比：同样的 Pod，但没有身份。没有固定名称，没有 PVC，没有顺序。',
};

/**
 * Returns the headless Service that gives the Pods of a StatefulSet their DNS names.
 * @param selector The set's `spec.selector.matchLabels`.
 * @param port Port and its name. The DNS names do not need a port, but people expect one.
 */
export function headlessServiceYaml(
  name: string,
  selector: Readonly<Record<string, string>>,
  port: { readonly name: string; readonly port: number } = { name: 'web', port: 80 },
): string {
  const labels = Object.entries(selector).map(([key, value]) => `    ${writeScalar(key)}: ${writeScalar(value)}\n`);
  return `apiVersion: v1
kind: Service
metadata:
  name: ${writeScalar(name)}
spec:
  clusterIP: None
  selector:${labels.length > 0 ? `\n${labels.join('')}` : ' {}\n'}  ports:
  - name: ${writeScalar(port.name)}
    port: ${port.port}
`;
}

/**
 * The StatefulSet of the tutorial that this lab is based on, unchanged. Its StorageClass and Service are not included.
 */
const tutorial = `apiVersion: apps/v1
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

const complete = (say: Comments): string => `# ${say.service}
${headlessServiceYaml('nginx', { app: 'nginx' })}---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx # ${say.serviceName}
  replicas: 3
  selector:
    matchLabels:
      app: nginx # ${say.labels}
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: registry.k8s.io/nginx-slim:0.21
        ports:
        - name: web
          containerPort: 80
        volumeMounts:
        - name: www
          mountPath: /usr/share/nginx/html
  # ${say.claims}
  volumeClaimTemplates:
  - metadata:
      name: www
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi # ${say.storageClass}
`;

/** The same image in a StatefulSet and in a Deployment: Pods with and without an identity. */
const contrast = (say: Comments): string => `${complete(say)}---
# ${say.deployment}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: anyone
spec:
  replicas: 3
  selector:
    matchLabels:
      app: anyone
  template:
    metadata:
      labels:
        app: anyone
    spec:
      containers:
      - name: nginx
        image: registry.k8s.io/nginx-slim:0.21
`;

const inEach = (yaml: (say: Comments) => string): Example['yaml'] => ({ en: yaml(english), zh: yaml(chinese) });

export const examples: readonly Example[] = [
  { id: 'tutorial', yaml: { en: tutorial, zh: tutorial } },
  { id: 'complete', yaml: inEach(complete) },
  { id: 'contrast', yaml: inEach(contrast) },
];
