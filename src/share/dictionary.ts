/**
 * Text that sessions probably contain: a link needs almost no room for it. It is part of the format: links of version 1
 * can be read with no other dictionary. Never edit it; a better one needs a new version.
 */
export const dictionary = `kubectl.kubernetes.io/last-applied-configuration"deletePodfinishPodsetPodReadyevictPodcutNoderestoreNode
"propagationPolicy":"Foreground""propagationPolicy":"Orphan""propagationPolicy":"Background""gracePeriodSeconds":0
"persistentvolumeclaims","namespaces","nodes","deployments","replicasets","services","default","merge","json",
apiVersion: apps/v1
kind: Deployment
apiVersion: policy/v1
kind: PodDisruptionBudget
  minAvailable: 2
  podManagementPolicy: Parallel
  minReadySeconds: 10
  persistentVolumeClaimRetentionPolicy:
    whenScaled: Delete
    whenDeleted: Delete
  updateStrategy:
    type: OnDelete
    type: RollingUpdate
    rollingUpdate:
      partition: 2
        image: k8s.gcr.io/nginx-slim:0.8
      storageClassName: shared-ssd-storage
      accessModes: ["ReadWriteOnce"]
  serviceName: "nginx"
# A headless Service: no address of its own, one DNS name for each Pod.
apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector:
    app: nginx
  ports:
  - name: web
    port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx # the Service above
  replicas: 3
  selector:
    matchLabels:
      app: nginx # must match the labels of the template
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
  # One claim for each Pod: www-web-0, www-web-1, ...
  volumeClaimTemplates:
  - metadata:
      name: www
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi # no storageClassName: the cluster's default class
{"version":1,"seed":1,"example":"complete","text":"# A headless Service: no address of its own, one DNS name for each Pod.\\napiVersion: v1\\nkind: Service\\nmetadata:\\n  name: nginx\\nspec:\\n  clusterIP: None\\n  selector:\\n    app: nginx\\n  ports:\\n  - name: web\\n    port: 80\\n---\\napiVersion: apps/v1\\nkind: StatefulSet\\nmetadata:\\n  name: web\\nspec:\\n  serviceName: nginx # the Service above\\n  replicas: 3\\n  selector:\\n    matchLabels:\\n      app: nginx # must match the labels of the template\\n  template:\\n    metadata:\\n      labels:\\n        app: nginx\\n    spec:\\n      containers:\\n      - name: nginx\\n        image: registry.k8s.io/nginx-slim:0.21\\n        ports:\\n        - name: web\\n          containerPort: 80\\n        volumeMounts:\\n        - name: www\\n          mountPath: /usr/share/nginx/html\\n  # One claim for each Pod: www-web-0, www-web-1, ...\\n  volumeClaimTemplates:\\n  - metadata:\\n      name: www\\n    spec:\\n      accessModes: [ReadWriteOnce]\\n      resources:\\n        requests:\\n          storage: 1Gi # no storageClassName: the cluster's default class\\n","runs":[{"id":1,"name":null,"from":null,"inputs":[{"at":0,"steps":1,"verb":"create","args":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"nginx","namespace":"default","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\"apiVersion\\":\\"v1\\",\\"kind\\":\\"Service\\",\\"metadata\\":{\\"annotations\\":{},\\"name\\":\\"nginx\\",\\"namespace\\":\\"default\\"},\\"spec\\":{\\"clusterIP\\":\\"None\\",\\"ports\\":[{\\"name\\":\\"web\\",\\"port\\":80}],\\"selector\\":{\\"app\\":\\"nginx\\"}}}\\n"}},"spec":{"clusterIP":"None","selector":{"app":"nginx"},"ports":[{"name":"web","port":80}]}},{"name":"user","reason":"apply"}]},{"at":0,"steps":1,"verb":"create","args":[{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"default","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\\"apiVersion\\":\\"apps/v1\\",\\"kind\\":\\"StatefulSet\\",\\"metadata\\":{\\"annotations\\":{},\\"name\\":\\"web\\",\\"namespace\\":\\"default\\"},\\"spec\\":{\\"replicas\\":3,\\"selector\\":{\\"matchLabels\\":{\\"app\\":\\"nginx\\"}},\\"serviceName\\":\\"nginx\\",\\"template\\":{\\"metadata\\":{\\"labels\\":{\\"app\\":\\"nginx\\"}},\\"spec\\":{\\"containers\\":[{\\"image\\":\\"registry.k8s.io/nginx-slim:0.21\\",\\"name\\":\\"nginx\\",\\"ports\\":[{\\"containerPort\\":80,\\"name\\":\\"web\\"}],\\"volumeMounts\\":[{\\"mountPath\\":\\"/usr/share/nginx/html\\",\\"name\\":\\"www\\"}]}]}},\\"volumeClaimTemplates\\":[{\\"metadata\\":{\\"name\\":\\"www\\"},\\"spec\\":{\\"accessModes\\":[\\"ReadWriteOnce\\"],\\"resources\\":{\\"requests\\":{\\"storage\\":\\"1Gi\\"}}}}]}}\\n"}},"spec":{"serviceName":"nginx","replicas":3,"selector":{"matchLabels":{"app":"nginx"}},"template":{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"registry.k8s.io/nginx-slim:0.21","ports":[{"name":"web","containerPort":80}],"volumeMounts":[{"name":"www","mountPath":"/usr/share/nginx/html"}]}]}},"volumeClaimTemplates":[{"metadata":{"name":"www"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}]}},{"name":"user","reason":"apply"}]},{"at":,"steps":,"verb":"patch","args":["statefulsets","web","default","strategic",{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{"spec":{"replicas":5}},{"$setElementOrder/containers":[{"name":"nginx"}],"updateStrategy":{"rollingUpdate":{"partition":2}},{"name":"user","reason":"apply"}]},{"verb":"delete","args":["pods","web-2","default",{"name":"user","reason":"user"},{}]}],"texts":[{"inputs":0,"text":"","inputs":2,"text":"}],"steps":,"at":}],"run":1,"moment":null,"set":"default/web"}`;
