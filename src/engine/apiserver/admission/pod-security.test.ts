import { beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, createCluster, type Manifest, type Pod } from '../../index.ts';
import { newStatefulSet } from '../../testing/builders.ts';
import { newPod, refusal } from '../../testing/requests.ts';

const user = { name: 'user', reason: 'test' };
let cluster: Cluster;

beforeEach(() => {
  cluster = createCluster();
});

const create = (manifest: Manifest) => cluster.api.create(manifest, user);
const createPod = (...args: Parameters<typeof newPod>) => create(newPod(...args)) as Pod;

/** The warnings of a request. */
function warnings(manifest: Manifest): string[] {
  const heard: string[] = [];
  cluster.api.create(manifest, user, { onWarning: (text) => heard.push(text), dryRun: true });
  return heard;
}

const label = (labels: Readonly<Record<string, string | null>>) =>
  cluster.api.patch('namespaces', 'default', undefined, 'merge', { metadata: { labels } }, user);

describe('the plugin PodSecurity', () => {
  const baseline = (level = 'baseline') => label({ 'pod-security.kubernetes.io/enforce': level });
  const violates = (level: string, why: string) =>
    `pods "a" is forbidden: violates PodSecurity "${level}:latest": ${why}`;

  it.each([
    [{ hostNetwork: true, hostPID: true }, {}, 'host namespaces (hostNetwork=true, hostPID=true)'],
    [
      {},
      { securityContext: { privileged: true } },
      'privileged (container "main" must not set securityContext.privileged=true)',
    ],
    [
      {},
      { securityContext: { capabilities: { add: ['SYS_ADMIN', 'CHOWN', 'NET_ADMIN'] } } },
      'non-default capabilities (container "main" must not include "NET_ADMIN", "SYS_ADMIN" in securityContext.capabilities.add)',
    ],
    [{ volumes: [{ name: 'v', hostPath: { path: '/' } }] }, {}, 'hostPath volumes (volume "v")'],
    [
      {},
      {
        ports: [
          { containerPort: 80, hostPort: 8080 },
          { containerPort: 90, hostPort: 9090 },
        ],
      },
      'hostPort (container "main" uses hostPorts 8080, 9090)',
    ],
    [
      { securityContext: { seccompProfile: { type: 'Unconfined' } } },
      {},
      'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ],
    [
      { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
      {},
      'forbidden sysctls (kernel.msgmax)',
    ],
    [
      {},
      { securityContext: { seLinuxOptions: { type: 'spc_t', user: 'u' } } },
      'seLinuxOptions (container "main" set forbidden securityContext.seLinuxOptions: type "spc_t"; user may not be set)',
    ],
    [
      {},
      { livenessProbe: { httpGet: { port: 80, host: '10.0.0.1' } } },
      'probe or lifecycle host (container "main" uses probe or lifecycle host "10.0.0.1")',
    ],
  ])('forbids at level baseline: %j %j', (spec, container, why) => {
    baseline();
    expect(refusal(() => createPod('a', spec, container))).toBe(violates('baseline', why));
  });

  const strict = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  };
  const strictContainer = {
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };

  it('accepts what keeps all rules, with the token of its account', () => {
    baseline('restricted');
    expect(refusal(() => createPod('a', strict, strictContainer))).toBe('accepted');
  });

  it.each([
    [
      { ...strict, volumes: [{ name: 'v', hostPath: { path: '/' } }] },
      strictContainer,
      'restricted volume types (volume "v" uses restricted volume type "hostPath")',
    ],
    [
      strict,
      { securityContext: { ...strictContainer.securityContext, runAsUser: 0 } },
      'runAsUser=0 (container "main" must not set runAsUser=0)',
    ],
    [
      { securityContext: { ...strict.securityContext, runAsNonRoot: false } },
      strictContainer,
      'runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)',
    ],
    [
      strict,
      { securityContext: { ...strictContainer.securityContext, capabilities: { add: ['CHOWN'] } } },
      'unrestricted capabilities (container "main" must set securityContext.capabilities.drop=["ALL"]; container "main" must not include "CHOWN" in securityContext.capabilities.add)',
    ],
  ])('forbids at level restricted: %j %j', (spec, container, why) => {
    baseline('restricted');
    expect(refusal(() => createPod('a', spec, container))).toBe(violates('restricted', why));
  });

  it('warns of templates, by the level of warn or else of enforce', () => {
    label({ 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/enforce-version': 'v1.30' });
    const set = newStatefulSet({ claims: false });
    expect(warnings(set)).toEqual([]);
    label({ 'pod-security.kubernetes.io/warn': 'restricted' });
    expect(warnings(set)).toEqual([
      expect.stringMatching(/^would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false \(/),
    ]);
    label({ 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/warn': null });
    expect(warnings(set)).toEqual([expect.stringMatching(/^would violate PodSecurity "restricted:v1.30": /)]);
    label({ 'pod-security.kubernetes.io/warn': 'privileged' });
    expect(warnings(set)).toEqual([]);
  });

  // isSignificantPodUpdate in pod-security-admission/admission/admission.go
  it('looks at an update of a Pod when an image changes, not when resources do', () => {
    createPod('a', { hostNetwork: true }, { resources: { requests: { cpu: '100m' } } });
    baseline();
    const change = (container: object, subresource?: 'resize') => () => {
      const spec = { containers: [{ name: 'main', ...container }] };
      const options = subresource === undefined ? {} : { subresource };
      cluster.api.patch('pods', 'a', 'default', 'strategic', { spec }, user, options);
    };
    expect(change({ resources: { requests: { cpu: '50m' } } }, 'resize')).not.toThrow();
    expect(change({ image: 'nginx:2' })).toThrow('violates PodSecurity "baseline:latest"');
  });

  it('tells of Pods that a new level would forbid', () => {
    for (const name of ['a', 'b', 'c']) createPod(name);
    createPod('d', { hostNetwork: true });
    const heard: string[] = [];
    const labels = { 'pod-security.kubernetes.io/enforce': 'baseline' };
    const onWarning = (text: string) => heard.push(text);
    cluster.api.patch('namespaces', 'default', undefined, 'merge', { metadata: { labels } }, user, { onWarning });
    expect(heard).toEqual([
      'existing pods in namespace "default" violate the new PodSecurity enforce level "baseline:latest"',
      'd: host namespaces',
    ]);
  });

  it('refuses labels that mean nothing', () => {
    expect(refusal(() => baseline('strict'))).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
    expect(refusal(() => label({ 'pod-security.kubernetes.io/warn-version': '1.30' }))).toBe(
      'Namespace "default" is invalid: metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"',
    );
  });
});
