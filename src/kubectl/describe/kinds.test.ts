import { expect, it } from 'vitest';
import { newSession, script } from '../testing/session.ts';

/** Returns the output of `kubectl describe` for an object, without trailing spaces and with one time for all. */
function described(manifest: object, what: string, before: readonly object[] = []): string {
  const { run, files } = newSession();
  for (const [i, object] of [...before, manifest].entries()) {
    files[`${i}.json`] = JSON.stringify(object);
    expect(run(`create -f ${i}.json`).stderr).toBe('');
  }
  const { stdout, stderr } = run(`describe ${what}`);
  expect(stderr).toBe('');
  return stdout
    .replace(/\n$/, '')
    .replace(/ +$/gm, '')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]+ \+0000|[\d-]{10} [\d:]{8} \+0000 UTC/g, 'TIME');
}

const container = { name: 'a', image: 'a:1' };

// The layouts of describe.go.
it('describes an autoscaler by its metrics', () => {
  const hpa = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' },
      maxReplicas: 5,
      metrics: [
        { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
        { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
        {
          type: 'Pods',
          pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '10' } },
        },
      ],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 60, policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }] },
      },
    },
  };
  expect(described(hpa, 'hpa web')).toBe(script`
    Name:                                                  web
    Namespace:                                             default
    Labels:                                                <none>
    Annotations:                                           <none>
    CreationTimestamp:                                     TIME
    Reference:                                             StatefulSet/web
    Metrics:                                               ( current / target )
      resource memory on pods:                             <unknown> / 1Gi
      resource cpu on pods  (as a percentage of request):  <unknown> / 50%
      "requests" on pods:                                  <unknown> / 10
    Min replicas:                                          1
    Max replicas:                                          5
    Behavior:
      Scale Down:
        Stabilization Window: 60 seconds
        Select Policy: Max
        Policies:
          - Type: Pods  Value: 1  Period: 15 seconds
    StatefulSet pods:   0 current / 0 desired
    Events:             <none>
    `);
});

it('describes an ingress with the addresses behind each path', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  };
  const backend = (name: string) => ({ service: { name, port: { number: 80 } } });
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web' },
    spec: {
      tls: [{ hosts: ['a.example', 'b.example'] }],
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: backend('web') },
              { path: '/old', pathType: 'Exact', backend: backend('gone') },
            ],
          },
        },
      ],
    },
  };
  expect(described(ingress, 'ing web', [service])).toBe(script`
    Name:             web
    Labels:           <none>
    Namespace:        default
    Address:
    Ingress Class:    <none>
    Default backend:  <default>
    TLS:
      SNI routes a.example,b.example
    Rules:
      Host        Path  Backends
      ----        ----  --------
      a.example
                  /      web:80 (<none>)
                  /old   gone:80 (<error: services "gone" not found>)
    Annotations:  <none>
    Events:       <none>
    `);
});

it('describes a network policy in words, without events', () => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web' },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 80, endPort: 90 }] },
        { from: [{ namespaceSelector: { matchLabels: { team: 'a' } }, podSelector: { matchLabels: { app: 'b' } } }] },
      ],
    },
  };
  expect(described(policy, 'netpol web')).toBe(script`
    Name:         web
    Namespace:    default
    Created on:   TIME
    Labels:       <none>
    Annotations:  <none>
    Spec:
      PodSelector:     <none> (Allowing the specific traffic to all pods in this namespace)
      Allowing ingress traffic:
        To Port Range: 80-90/TCP
        From:
          IPBlock:
            CIDR: 10.0.0.0/8
            Except: 10.1.0.0/16
        ----------
        To Port: <any> (traffic allowed to all ports)
        From:
          NamespaceSelector: team=a
          PodSelector: app=b
      Allowing egress traffic:
        <none> (Selected pods are isolated for egress connectivity)
      Policy Types: Ingress, Egress
    `);
});

it('describes a cron job with its template', () => {
  const cronJob = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: {
      schedule: '0 3 * * *',
      startingDeadlineSeconds: 30,
      jobTemplate: {
        spec: { completions: 2, template: { spec: { restartPolicy: 'Never', containers: [container] } } },
      },
    },
  };
  const text = described(cronJob, 'cj nightly');
  expect(text).toContain(script`
    Schedule:                      0 3 * * *
    Concurrency Policy:            Allow
    Suspend:                       False
    Time Zone:                     <unset>
    Successful Job History Limit:  3
    Failed Job History Limit:      1
    Starting Deadline Seconds:     30s
    Selector:                      <unset>
    Parallelism:                   <unset>
    Completions:                   2
    Pod Template:
    `);
  expect(text).toContain(script`
    Last Schedule Time:  <unset>
    Active Jobs:         <none>
    Events:              <none>
    `);
});

it('describes daemon sets and replication controllers by the Pods that they want', () => {
  const template = {
    metadata: { labels: { app: 'a' } },
    spec: { containers: [container], nodeSelector: { disk: 'ssd' } },
  };
  const daemonSet = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: { selector: { matchLabels: { app: 'a' } }, template },
  };
  expect(described(daemonSet, 'ds agent')).toContain(script`
    Desired Number of Nodes Scheduled: 0
    Current Number of Nodes Scheduled: 0
    Number of Nodes Scheduled with Up-to-date Pods: 0
    Number of Nodes Scheduled with Available Pods: 0
    Number of Nodes Misscheduled: 0
    Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
    `);
  const controller = {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'old', labels: { app: 'a' } },
    spec: { replicas: 2, selector: { app: 'a' }, template },
  };
  expect(described(controller, 'rc old')).toContain(script`
    Selector:     app=a
    Labels:       app=a
    Annotations:  <none>
    Replicas:     0 current / 2 desired
    Pods Status:  0 Running / 0 Waiting / 0 Succeeded / 0 Failed
    `);
});

it('describes classes by what they name', () => {
  const attributes = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'VolumeAttributesClass',
    metadata: { name: 'fast' },
    driverName: 'csi.example',
    parameters: { iops: '3000' },
  };
  expect(described(attributes, 'vac fast')).toBe(script`
    Name:         fast
    Annotations:  <none>
    DriverName:   csi.example
    Parameters:   iops=3000
    Events:       <none>
    `);
  const ingressClass = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'nginx' },
    spec: { controller: 'example.com/nginx', parameters: { kind: 'Config', name: 'main' } },
  };
  expect(described(ingressClass, 'ingressclass nginx')).toBe(script`
    Name:         nginx
    Labels:       <none>
    Annotations:  <none>
    Controller:   example.com/nginx
    Parameters:
      Kind:  Config
      Name:  main
    Events:  <none>
    `);
});

it('splits names of fields into words where kubectl has no description of its own', () => {
  const slice = {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'sandboxed' },
    handler: 'kata',
    overhead: { podFixed: { cpu: '1' } },
  };
  const text = described(slice, 'runtimeclass sandboxed');
  expect(text).toContain('API Version:  node.k8s.io/v1\n');
  expect(text).toContain('Overhead:\n  Pod Fixed:\n    Cpu:  1\n');
});

it('shows the template of an ephemeral volume, its labels once more indented', () => {
  const { settled, files, run } = newSession();
  const volumeClaimTemplate = {
    metadata: { labels: { 'example.com/type': 'scratch' } },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } },
  };
  const volumes = [{ name: 'scratch', ephemeral: { volumeClaimTemplate } }];
  const spec = { containers: [{ name: 'main', image: 'nginx:1' }], volumes };
  files['pod.json'] = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec });
  settled('create -f pod.json');
  expect(run('describe pod a').stdout).toContain(`Volumes:
  scratch:
    Type:          EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)
    StorageClass:  fast
    Volume:        
    Labels:            example.com/type=scratch
    Annotations:       <none>
    Capacity:      
    Access Modes:  
    VolumeMode:    Filesystem
`);
});

it('shows events of one object only, unless they are asked for', () => {
  const { run, files } = newSession();
  for (const name of ['a', 'b']) {
    files[name] = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    run(`create -f ${name}`);
  }
  expect(run('describe cm a').stdout).toContain('Events:  <none>');
  expect(run('describe cm a b').stdout).not.toContain('Events');
  expect(run('describe cm a b --show-events').stdout).toContain('Events:  <none>');
});
