/** The kinds that the API server serves: names in URLs, group, scope, and what the store tracks for them. */
import type { ResourceName } from './types.ts';
import type { ObjectView } from './requests.ts';
import { StatusError } from '../base/status-error.ts';

export interface ResourceInfo {
  /**
   * Plural name in URLs and in messages. For a custom resource it includes the group, like the name of its definition.
   */
  readonly resource: ResourceName;
  readonly kind: string;
  /** API group; empty for core. */
  readonly group: string;
  readonly version: string;
  readonly namespaced: boolean;
  /** Short names for kubectl. */
  readonly shortNames: readonly string[];
  /** True if status has its own subresource (`/status`), and writes to the main resource do not change it. */
  readonly hasStatus: boolean;
  /** True if `metadata.generation` counts changes of the spec. */
  readonly tracksGeneration: boolean;
  /** Categories of a custom resource, such as `all`. */
  readonly categories?: readonly string[];
  /** Columns of a custom resource: `additionalPrinterColumns` of its definition. */
  readonly printerColumns?: readonly unknown[];
}

/**
 * Resources that a v1.36 API server serves and stores. One line per group, then `resource Kind`, with short names in
 * brackets. Marks: `!` not namespaced, `*` has a status subresource, `#` counts generations.
 */
const table = `
v1: configmaps ConfigMap(cm), endpoints Endpoints(ep), events Event(ev), limitranges LimitRange(limits), namespaces Namespace(ns)!*, nodes Node(no)!*, persistentvolumeclaims PersistentVolumeClaim(pvc)*, persistentvolumes PersistentVolume(pv)!*, pods Pod(po)*#, podtemplates PodTemplate#, replicationcontrollers ReplicationController(rc)*#, resourcequotas ResourceQuota(quota)*, secrets Secret, serviceaccounts ServiceAccount(sa), services Service(svc)*
admissionregistration.k8s.io/v1: mutatingadmissionpolicies MutatingAdmissionPolicy!#, mutatingadmissionpolicybindings MutatingAdmissionPolicyBinding!#, mutatingwebhookconfigurations MutatingWebhookConfiguration!#, validatingadmissionpolicies ValidatingAdmissionPolicy!*#, validatingadmissionpolicybindings ValidatingAdmissionPolicyBinding!#, validatingwebhookconfigurations ValidatingWebhookConfiguration!#
apiextensions.k8s.io/v1: customresourcedefinitions CustomResourceDefinition(crd crds)!*#
apiregistration.k8s.io/v1: apiservices APIService!*
apps/v1: controllerrevisions ControllerRevision, daemonsets DaemonSet(ds)*#, deployments Deployment(deploy)*#, replicasets ReplicaSet(rs)*#, statefulsets StatefulSet(sts)*#
autoscaling/v1: horizontalpodautoscalers HorizontalPodAutoscaler(hpa)*
autoscaling/v2: horizontalpodautoscalers HorizontalPodAutoscaler(hpa)*
batch/v1: cronjobs CronJob(cj)*#, jobs Job*#
certificates.k8s.io/v1: certificatesigningrequests CertificateSigningRequest(csr)!*
coordination.k8s.io/v1: leases Lease
discovery.k8s.io/v1: endpointslices EndpointSlice#
flowcontrol.apiserver.k8s.io/v1: flowschemas FlowSchema!*#, prioritylevelconfigurations PriorityLevelConfiguration!*#
networking.k8s.io/v1: ingressclasses IngressClass!#, ingresses Ingress(ing)*#, ipaddresses IPAddress(ip)!, networkpolicies NetworkPolicy(netpol)#, servicecidrs ServiceCIDR!*
node.k8s.io/v1: runtimeclasses RuntimeClass!
policy/v1: poddisruptionbudgets PodDisruptionBudget(pdb)*#
rbac.authorization.k8s.io/v1: clusterrolebindings ClusterRoleBinding!, clusterroles ClusterRole!, rolebindings RoleBinding, roles Role
resource.k8s.io/v1: deviceclasses DeviceClass!#, resourceclaims ResourceClaim*, resourceclaimtemplates ResourceClaimTemplate, resourceslices ResourceSlice!#
scheduling.k8s.io/v1: priorityclasses PriorityClass(pc)!#
storage.k8s.io/v1: csidrivers CSIDriver!, csinodes CSINode!, csistoragecapacities CSIStorageCapacity, storageclasses StorageClass(sc)!, volumeattachments VolumeAttachment!*, volumeattributesclasses VolumeAttributesClass(vac)!
`;

export const resources: readonly ResourceInfo[] = table
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [groupVersion, kinds] = line.split(': ') as [string, string];
    return kinds.split(', ').map((entry): ResourceInfo => {
      const [, resource, kind, short, marks] = /^(\w+) (\w+)(?:\(([\w ]+)\))?(.*)$/.exec(entry)!;
      return {
        resource: resource as ResourceName,
        kind: kind!,
        ...split(groupVersion),
        namespaced: !marks!.includes('!'),
        shortNames: short?.split(' ') ?? [],
        hasStatus: marks!.includes('*'),
        tracksGeneration: marks!.includes('#'),
      };
    });
  });

function split(groupVersion: string): { readonly group: string; readonly version: string } {
  const slash = groupVersion.indexOf('/');
  return { group: groupVersion.slice(0, Math.max(slash, 0)), version: groupVersion.slice(slash + 1) };
}

/** For a kind that is served in two versions, the newer one. */
const byName = new Map(resources.map((r) => [r.resource as string, r]));
const byKind = new Map(resources.map((r) => [`${apiVersionOf(r)} ${r.kind}`, r]));

/**
 * @param view Contains the definitions of custom resources.
 * @throws StatusError NotFound if the definition of a custom resource is gone.
 */
export function resourceInfo(resource: ResourceName, view?: ObjectView): ResourceInfo {
  const info = byName.get(resource) ?? (view && customResources(view).find((r) => r.resource === resource));
  if (info === undefined) throw new StatusError('NotFound', 'the server could not find the requested resource');
  return info;
}

/**
 * Returns the resource for a manifest's `apiVersion` and `kind`; `undefined` if there is none.
 * @param view Contains the definitions of custom resources; without it, there are none.
 */
export function resourceOfKind(apiVersion: string, kind: string, view?: ObjectView): ResourceInfo | undefined {
  return (
    byKind.get(`${apiVersion} ${kind}`) ??
    (view && customResources(view).find((r) => r.kind === kind && apiVersionOf(r) === apiVersion))
  );
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(r: ResourceInfo): string {
  return r.group === '' ? r.version : `${r.group}/${r.version}`;
}

/** Returns the resources that the cluster's CustomResourceDefinitions add. */
export function customResources(view: ObjectView): readonly ResourceInfo[] {
  return view.list('customresourcedefinitions').flatMap((definition) => {
    const { group, names, scope, versions = [] } = definition['spec'] as CustomResourceDefinitionSpec;
    return versions
      .filter(({ served }) => served)
      .map(({ name: version, subresources, additionalPrinterColumns: printerColumns = [] }) => ({
        resource: definition.metadata.name as ResourceName,
        kind: names.kind,
        group,
        version,
        namespaced: scope === 'Namespaced',
        shortNames: names.shortNames ?? [],
        hasStatus: subresources?.status !== undefined,
        tracksGeneration: true,
        categories: names.categories ?? [],
        printerColumns,
      }));
  });
}

/** The part of a spec that validation guarantees. */
interface CustomResourceDefinitionSpec {
  readonly group: string;
  readonly names: {
    readonly kind: string;
    readonly shortNames?: readonly string[];
    readonly categories?: readonly string[];
  };
  readonly scope: string;
  readonly versions?: readonly {
    readonly name: string;
    readonly served?: boolean;
    readonly subresources?: { readonly status?: object };
    readonly additionalPrinterColumns?: readonly unknown[];
  }[];
}
