/**
 * Field names and types of the kinds that the lab knows: what a strict decoder must know of Kubernetes v1.36's API.
 *
 * One line a struct, in an order that compresses well: its name, then `field:type`. Types: `s` string, `i` int32, `I`
 * int64, `b` bool, `q` quantity, `x` int or string, `t` time, `B` bytes in base64, `*` anything; `[T` a list and `{T` a
 * map of T; other names are structs. After the type, `*` marks a field that a decoder keeps even when it is zero (a
 * pointer in Go), `!` one that is always written; a zero value of any other field is the same as its absence.
 * Server-side apply replaces a list as a whole, unless `~keys` names what tells its items apart (`~` alone: their
 * values); it merges a map or a struct, unless `~` marks the map, or the struct's own name, as atomic (`~-`: this field
 * merges a struct that is atomic elsewhere).
 *
 * A Pod template's structs say more, as the `pod-template-hash` is made of the template as Go prints it: their fields
 * stand in the order of Go's declarations, `=Name` is the type that Go gives a field, and the fields between `@Name`
 * and `@` are those of an embedded struct.
 */
import { parseTable, type Struct } from './field-table.ts';

export type { Field, Struct } from './field-table.ts';

const table = `
GitRepoVolumeSource repository:s! revision:s directory:s
EnvVarSource fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector
ObjectFieldSelector~ apiVersion:s fieldPath:s!
PersistentVolumeClaimVolumeSource claimName:s! readOnly:b
Volume name:s! @VolumeSource hostPath:HostPathVolumeSource emptyDir:EmptyDirVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource gitRepo:GitRepoVolumeSource secret:SecretVolumeSource nfs:NFSVolumeSource iscsi:ISCSIVolumeSource glusterfs:GlusterfsVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource rbd:RBDVolumeSource flexVolume:FlexVolumeSource cinder:CinderVolumeSource cephfs:CephFSVolumeSource flocker:FlockerVolumeSource downwardAPI:DownwardAPIVolumeSource fc:FCVolumeSource azureFile:AzureFileVolumeSource configMap:ConfigMapVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource quobyte:QuobyteVolumeSource azureDisk:AzureDiskVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource projected:ProjectedVolumeSource portworxVolume:PortworxVolumeSource scaleIO:ScaleIOVolumeSource storageos:StorageOSVolumeSource csi:CSIVolumeSource ephemeral:EphemeralVolumeSource image:ImageVolumeSource @
PersistentVolumeSpec accessModes:[s capacity:{q claimRef:ObjectReference~- mountOptions:[s nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s storageClassName:s* volumeAttributesClassName:s* volumeMode:s* @PersistentVolumeSource gcePersistentDisk:* awsElasticBlockStore:* hostPath:HostPathVolumeSource glusterfs:* nfs:NFSVolumeSource rbd:* quobyte:* iscsi:* flexVolume:* cinder:* cephfs:* fc:* flocker:* azureFile:* vsphereVolume:* azureDisk:* photonPersistentDisk:* portworxVolume:* scaleIO:* local:LocalVolumeSource storageos:* csi:CSIPersistentVolumeSource @
VsphereVirtualDiskVolumeSource volumePath:s! fsType:s storagePolicyName:s storagePolicyID:s
EnvFromSource prefix:s configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource
AzureFileVolumeSource secretName:s! shareName:s! readOnly:b
VolumeDevice name:s! devicePath:s!
GCEPersistentDiskVolumeSource pdName:s! fsType:s partition:i readOnly:b
VolumeProjection secret:SecretProjection downwardAPI:DownwardAPIProjection configMap:ConfigMapProjection serviceAccountToken:ServiceAccountTokenProjection clusterTrustBundle:ClusterTrustBundleProjection podCertificate:PodCertificateProjection
ProjectedVolumeSource sources:[VolumeProjection defaultMode:i*
LocalVolumeSource path:s! fsType:s*
SleepAction seconds:I!
FileKeySelector~ volumeName:s! path:s! key:s! optional:b*
NFSVolumeSource server:s! path:s! readOnly:b
ClusterTrustBundleProjection name:s* signerName:s* labelSelector:LabelSelector optional:b* path:s
DownwardAPIVolumeSource items:[DownwardAPIVolumeFile defaultMode:i*
LocalObjectReference~ name:s
AWSElasticBlockStoreVolumeSource volumeID:s! fsType:s partition:i readOnly:b
DownwardAPIProjection items:[DownwardAPIVolumeFile
PhotonPersistentDiskVolumeSource pdID:s! fsType:s
ConfigMapProjection @LocalObjectReference name:s @ items:[KeyToPath optional:b*
ImageVolumeSource reference:s pullPolicy:s=PullPolicy
DownwardAPIVolumeFile path:s! fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode:i*
ServiceAccountTokenProjection audience:s expirationSeconds:I* path:s!
FlockerVolumeSource datasetName:s datasetUUID:s
PortworxVolumeSource volumeID:s! fsType:s readOnly:b
VolumeMount name:s! readOnly:b recursiveReadOnly:s*=RecursiveReadOnlyMode mountPath:s! subPath:s mountPropagation:s*=MountPropagationMode subPathExpr:s
PodDNSConfig nameservers:[s searches:[s options:[PodDNSConfigOption
HostPathVolumeSource path:s! type:s*=HostPathType
KeyToPath key:s! path:s! mode:i*
SeccompProfile type:s!=SeccompProfileType localhostProfile:s*
SecretReference~ name:s namespace:s
FlexVolumeSource driver:s! fsType:s secretRef:LocalObjectReference readOnly:b options:{s
CephFSVolumeSource monitors:[s! path:s user:s secretFile:s secretRef:LocalObjectReference readOnly:b
RBDVolumeSource monitors:[s! image:s! fsType:s pool:s user:s keyring:s secretRef:LocalObjectReference readOnly:b
AzureDiskVolumeSource diskName:s! diskURI:s! cachingMode:s*=AzureDataDiskCachingMode fsType:s* readOnly:b* kind:s*=AzureDataDiskKind
ScaleIOVolumeSource gateway:s! system:s! secretRef:LocalObjectReference sslEnabled:b protectionDomain:s storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
ResourceFieldSelector~ containerName:s resource:s! divisor:q!
CinderVolumeSource volumeID:s! fsType:s readOnly:b secretRef:LocalObjectReference
ObjectReference~ apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
ContainerPort name:s hostPort:i containerPort:i! protocol:s=Protocol hostIP:s
EndpointConditions ready:b* serving:b* terminating:b*
ConfigMapKeySelector~ @LocalObjectReference name:s @ key:s! optional:b*
StorageOSVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:LocalObjectReference
OwnerReference~ apiVersion:s! blockOwnerDeletion:b* controller:b* kind:s! name:s! uid:s!
PersistentVolumeClaimSpec accessModes:[s=PersistentVolumeAccessMode selector:LabelSelector resources:VolumeResourceRequirements volumeName:s storageClassName:s* volumeMode:s*=PersistentVolumeMode dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference volumeAttributesClassName:s*
VolumeNodeAffinity required:NodeSelector
GlusterfsVolumeSource endpoints:s! path:s! readOnly:b
CustomResourceDefinitionNames categories:[s kind:s! listKind:s plural:s! shortNames:[s singular:s
EndpointSlice addressType:s endpoints:[Endpoint metadata:ObjectMeta ports:[EndpointPort
ISCSIVolumeSource targetPortal:s! iqn:s! lun:i! iscsiInterface:s fsType:s readOnly:b portals:[s chapAuthDiscovery:b chapAuthSession:b secretRef:LocalObjectReference initiatorName:s*
VolumeResourceRequirements limits:{q=ResourceList requests:{q=ResourceList
JobSpec activeDeadlineSeconds:I* backoffLimit:i* backoffLimitPerIndex:i* completionMode:s* completions:i* managedBy:s* manualSelector:b* maxFailedIndexes:i* parallelism:i* podFailurePolicy:* podReplacementPolicy:s* selector:LabelSelector successPolicy:* suspend:b* template:PodTemplateSpec ttlSecondsAfterFinished:i*
ServicePort name:s protocol:s=Protocol appProtocol:s* port:i! targetPort:x nodePort:i
ConfigMapEnvSource @LocalObjectReference name:s @ optional:b*
NetworkPolicyPort endPort:i* port:x* protocol:s*
EndpointPort appProtocol:s* name:s port:i* protocol:s
AppArmorProfile type:s!=AppArmorProfileType localhostProfile:s*
SELinuxOptions user:s role:s type:s level:s
Container name:s! image:s command:[s args:[s workingDir:s ports:[ContainerPort~containerPort,protocol envFrom:[EnvFromSource env:[EnvVar~name resources:ResourceRequirements! resizePolicy:[ContainerResizePolicy restartPolicy:s*=ContainerRestartPolicy restartPolicyRules:[ContainerRestartRule volumeMounts:[VolumeMount~mountPath volumeDevices:[VolumeDevice~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s=TerminationMessagePolicy imagePullPolicy:s=PullPolicy securityContext:SecurityContext stdin:b stdinOnce:b tty:b
WindowsSecurityContextOptions gmsaCredentialSpecName:s gmsaCredentialSpec:s* runAsUserName:s hostProcess:b*
PodCertificateProjection signerName:s! keyType:s maxExpirationSeconds:i* credentialBundlePath:s keyPath:s certificateChainPath:s userAnnotations:{s
SecurityContext capabilities:Capabilities privileged:b* seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* readOnlyRootFilesystem:b* allowPrivilegeEscalation:b* procMount:s*=ProcMountType seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile
PodSpec volumes:[Volume~name initContainers:[Container~name containers:[Container!~name ephemeralContainers:[EphemeralContainer~name restartPolicy:s=RestartPolicy terminationGracePeriodSeconds:I* activeDeadlineSeconds:I* dnsPolicy:s=DNSPolicy nodeSelector:{s~ serviceAccountName:s serviceAccount:s automountServiceAccountToken:b* nodeName:s hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:b* securityContext:PodSecurityContext imagePullSecrets:[LocalObjectReference~name hostname:s subdomain:s affinity:Affinity schedulerName:s tolerations:[Toleration hostAliases:[HostAlias~ip priorityClassName:s priority:i* dnsConfig:PodDNSConfig readinessGates:[PodReadinessGate runtimeClassName:s* enableServiceLinks:b* preemptionPolicy:s*=PreemptionPolicy overhead:{q=ResourceList topologySpreadConstraints:[TopologySpreadConstraint~topologyKey,whenUnsatisfiable setHostnameAsFQDN:b* os:PodOS hostUsers:b* schedulingGates:[PodSchedulingGate~name resourceClaims:[PodResourceClaim~name resources:ResourceRequirements hostnameOverride:s* schedulingGroup:PodSchedulingGroup
PodResourceClaim name:s! resourceClaimName:s* resourceClaimTemplateName:s*
ResourceRequirements limits:{q=ResourceList requests:{q=ResourceList claims:[ResourceClaim~name
MutatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
PodSchedulingGroup podGroupName:s*
RuntimeClass handler:s! metadata:ObjectMeta overhead:* scheduling:*
SecretKeySelector~ @LocalObjectReference name:s @ key:s! optional:b*
StatefulSet metadata:ObjectMeta spec:StatefulSetSpec status:*
SecretProjection @LocalObjectReference name:s @ items:[KeyToPath optional:b*
Namespace metadata:ObjectMeta spec:NamespaceSpec status:*
NamespaceSpec finalizers:[s
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
Probe @ProbeHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction @ initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:I*
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s=PodManagementPolicyType replicas:i* revisionHistoryLimit:i* selector:LabelSelector serviceName:s template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
GRPCAction port:i! service:s*
HostAlias ip:s! hostnames:[s
TypedLocalObjectReference~ apiGroup:s* kind:s! name:s!
PodSchedulingGate name:s!
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm
PreferredSchedulingTerm weight:i! preference:NodeSelectorTerm!
NodeSelector~ nodeSelectorTerms:[NodeSelectorTerm!
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
SessionAffinityConfig clientIP:ClientIPConfig
ClientIPConfig timeoutSeconds:i*
NodeConfigSource configMap:ConfigMapNodeConfigSource
WeightedPodAffinityTerm weight:i! podAffinityTerm:PodAffinityTerm!
NodeSelectorTerm~ matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
NodeSelectorRequirement key:s! operator:s!=NodeSelectorOperator values:[s
TypedObjectReference apiGroup:s* kind:s! name:s! namespace:s
PodAffinityTerm labelSelector:LabelSelector namespaces:[s topologyKey:s! namespaceSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s
TopologySpreadConstraint maxSkew:i! topologyKey:s! whenUnsatisfiable:s!=UnsatisfiableConstraintAction labelSelector:LabelSelector minDomains:i* nodeAffinityPolicy:s*=NodeInclusionPolicy nodeTaintsPolicy:s*=NodeInclusionPolicy matchLabelKeys:[s
TopologySelectorTerm~ matchLabelExpressions:[TopologySelectorLabelRequirement
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
Toleration key:s operator:s=TolerationOperator value:s effect:s=TaintEffect tolerationSeconds:I*
EphemeralContainer name:s! image:s command:[s args:[s workingDir:s ports:[ContainerPort~containerPort,protocol envFrom:[EnvFromSource env:[EnvVar~name resources:ResourceRequirements! resizePolicy:[ContainerResizePolicy restartPolicy:s restartPolicyRules:[ContainerRestartRule volumeMounts:[VolumeMount~mountPath volumeDevices:[VolumeDevice~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext stdin:b stdinOnce:b tty:b targetContainerName:s
EnvVar name:s! value:s valueFrom:EnvVarSource
ContainerResizePolicy resourceName:s!=ResourceName restartPolicy:s!=ResourceResizeRestartPolicy
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s!
TCPSocketAction port:x! host:s
EventSource component:s host:s
Taint effect:s key:s timeAdded:t value:s
StatefulSetUpdateStrategy type:s=StatefulSetUpdateStrategyType rollingUpdate:RollingUpdateStatefulSetStrategy
RollingUpdateStatefulSetStrategy partition:i* maxUnavailable:x*
DeploymentStrategy type:s rollingUpdate:RollingUpdateDeployment
RollingUpdateDeployment maxUnavailable:x* maxSurge:x*
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i* selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i* replicas:i* revisionHistoryLimit:i* selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
ConfigMapVolumeSource @LocalObjectReference name:s @ items:[KeyToPath defaultMode:i* optional:b*
NetworkPolicy metadata:ObjectMeta spec:NetworkPolicySpec
EmptyDirVolumeSource medium:s=StorageMedium sizeLimit:q*
HorizontalPodAutoscaler metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec status:*
SecretVolumeSource secretName:s items:[KeyToPath defaultMode:i* optional:b*
HorizontalPodAutoscalerSpec behavior:* maxReplicas:i! metrics:[* minReplicas:i* scaleTargetRef:CrossVersionObjectReference targetCPUUtilizationPercentage:i*
ServiceAccount automountServiceAccountToken:b* imagePullSecrets:[LocalObjectReference metadata:ObjectMeta secrets:[ObjectReference~name
ResourceQuota metadata:ObjectMeta spec:ResourceQuotaSpec status:*
SecretEnvSource @LocalObjectReference name:s @ optional:b*
ReplicaSetSpec minReadySeconds:i replicas:i* selector:LabelSelector template:PodTemplateSpec
LabelSelectorRequirement key:s! operator:s!=LabelSelectorOperator values:[s
ReplicationController metadata:ObjectMeta spec:ReplicationControllerSpec status:*
PodDNSConfigOption name:s value:s*
Service metadata:ObjectMeta spec:ServiceSpec status:*
PodDisruptionBudget metadata:ObjectMeta spec:PodDisruptionBudgetSpec status:*
Pod metadata:ObjectMeta spec:PodSpec status:*
TopologySelectorLabelRequirement key:s values:[s
CustomResourceDefinitionVersion additionalPrinterColumns:[* deprecated:b deprecationWarning:s* name:s! schema:* selectableFields:[* served:b! storage:b! subresources:*
Endpoints metadata:ObjectMeta subsets:[EndpointSubset
CustomResourceDefinition metadata:ObjectMeta spec:CustomResourceDefinitionSpec status:*
Secret data:{B immutable:b* metadata:ObjectMeta stringData:{s type:s
EndpointHints forNodes:[ForNode forZones:[ForZone
ConfigMap binaryData:{B data:{s immutable:b* metadata:ObjectMeta
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
LabelSelector~ matchLabels:{s matchExpressions:[LabelSelectorRequirement
ControllerRevision data:* metadata:ObjectMeta revision:I!
Endpoint addresses:[s conditions:EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname:s nodeName:s targetRef:ObjectReference zone:s
EndpointAddress hostname:s ip:s! nodeName:s* targetRef:ObjectReference
ForNode name:s
ForZone name:s
FCVolumeSource targetWWNs:[s lun:i* fsType:s readOnly:b wwids:[s
ReplicationControllerSpec minReadySeconds:i replicas:i* selector:{s~ template:PodTemplateSpec
ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
ObjectMeta name:s generateName:s namespace:s selfLink:s uid:s=types.UID resourceVersion:s generation:I creationTimestamp:t deletionTimestamp:t* deletionGracePeriodSeconds:I* labels:{s annotations:{s ownerReferences:[OwnerReference~uid finalizers:[s~ managedFields:[*=ManagedFieldsEntry
ContainerRestartRule action:s=ContainerRestartRuleAction exitCodes:ContainerRestartRuleOnExitCodes
EventSeries count:i lastObservedTime:t
Event action:s count:i eventTime:t firstTimestamp:t involvedObject:ObjectReference lastTimestamp:t message:s metadata:ObjectMeta reason:s related:ObjectReference reportingComponent:s reportingInstance:s series:EventSeries source:EventSource type:s
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s=PersistentVolumeClaimRetentionPolicyType whenScaled:s=PersistentVolumeClaimRetentionPolicyType
CSIVolumeSource driver:s! readOnly:b fsType:s volumeAttributes:{s nodePublishSecretRef:LocalObjectReference
StorageClass allowVolumeExpansion:b* allowedTopologies:[TopologySelectorTerm metadata:ObjectMeta mountOptions:[s parameters:{s provisioner:s! reclaimPolicy:s* volumeBindingMode:s*
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
PodReadinessGate conditionType:s!=PodConditionType
ClusterRole aggregationRule:AggregationRule metadata:ObjectMeta rules:[PolicyRule!
AggregationRule clusterRoleSelectors:[LabelSelector
ServiceSpec allocateLoadBalancerNodePorts:b* clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy:s* ipFamilies:[s ipFamilyPolicy:s* loadBalancerClass:s* loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort~port,protocol publishNotReadyAddresses:b selector:{s~ sessionAffinity:s=ServiceAffinity sessionAffinityConfig:SessionAffinityConfig trafficDistribution:s* type:s=ServiceType
ClusterRoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction
HTTPGetAction path:s port:x! host:s scheme:s=URIScheme httpHeaders:[HTTPHeader
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[s
IngressRule host:s @IngressRuleValue http:HTTPIngressRuleValue @
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
IngressClass metadata:ObjectMeta spec:IngressClassSpec
LimitRange metadata:ObjectMeta spec:LimitRangeSpec
Ingress metadata:ObjectMeta spec:IngressSpec status:*
PodTemplate metadata:ObjectMeta template:PodTemplateSpec
IngressSpec defaultBackend:IngressBackend ingressClassName:s* rules:[IngressRule tls:[IngressTLS
HTTPHeader name:s! value:s!
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type:s!
HTTPIngressPath backend:IngressBackend path:s pathType:s*
ServiceBackendPort name:s number:i
IngressServiceBackend name:s! port:ServiceBackendPort
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
HTTPIngressRuleValue paths:[HTTPIngressPath!
Job metadata:ObjectMeta spec:JobSpec status:*
PriorityClass description:s globalDefault:b metadata:ObjectMeta preemptionPolicy:s* value:i!
PersistentVolumeClaim metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:*
IngressTLS hosts:[s secretName:s
ValidatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
PodOS name:s!=OSName
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
ContainerRestartRuleOnExitCodes operator:s!=ContainerRestartRuleOnExitCodesOperator values:[i
StatefulSetOrdinals start:i!
RoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s*=Signal
ResourceQuotaSpec hard:{q scopeSelector:ScopeSelector scopes:[s
ScopeSelector~ matchExpressions:[ScopedResourceSelectorRequirement
Node metadata:ObjectMeta spec:NodeSpec status:*
APIService metadata:ObjectMeta spec:* status:*
RoleRef~ apiGroup:s! kind:s! name:s!
IPBlock cidr:s! except:[s
Subject~ apiGroup:s kind:s! name:s! namespace:s
NodeSpec configSource:NodeConfigSource externalID:s podCIDR:s podCIDRs:[s~ providerID:s taints:[Taint unschedulable:b
CrossVersionObjectReference apiVersion:s kind:s! name:s!
IngressClassSpec controller:s parameters:*
ReplicaSet metadata:ObjectMeta spec:ReplicaSetSpec status:*
Sysctl name:s! value:s!
CSIPersistentVolumeSource driver:s! volumeHandle:s! readOnly:b fsType:s volumeAttributes:{s controllerPublishSecretRef:SecretReference nodeStageSecretRef:SecretReference nodePublishSecretRef:SecretReference controllerExpandSecretRef:SecretReference nodeExpandSecretRef:SecretReference
ResourceClaim name:s! request:s
LimitRangeSpec limits:[LimitRangeItem!
PersistentVolume metadata:ObjectMeta spec:PersistentVolumeSpec status:*
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:s
QuobyteVolumeSource registry:s! volume:s! readOnly:b user:s group:s tenant:s
Lease metadata:ObjectMeta spec:*
CronJob metadata:ObjectMeta spec:CronJobSpec status:*
PodDisruptionBudgetSpec minAvailable:x* selector:LabelSelector maxUnavailable:x* unhealthyPodEvictionPolicy:s*
ScopedResourceSelectorRequirement scopeName:s! operator:s! values:[s
CustomResourceDefinitionSpec conversion:* group:s! names:CustomResourceDefinitionNames preserveUnknownFields:b scope:s! versions:[CustomResourceDefinitionVersion!
CSIDriver metadata:ObjectMeta spec:*
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:i* jobTemplate:JobTemplateSpec schedule:s! startingDeadlineSeconds:I* successfulJobsHistoryLimit:i* suspend:b* timeZone:s*
ExecAction command:[s
Capabilities add:[s=Capability drop:[s=Capability
RollingUpdateDaemonSet maxSurge:x* maxUnavailable:x*
Deployment metadata:ObjectMeta spec:DeploymentSpec status:*
DaemonSet metadata:ObjectMeta spec:DaemonSetSpec status:*
Role metadata:ObjectMeta rules:[PolicyRule!
PodSecurityContext seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* supplementalGroups:[I supplementalGroupsPolicy:s*=SupplementalGroupsPolicy fsGroup:I* sysctls:[Sysctl fsGroupChangePolicy:s*=PodFSGroupChangePolicy seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile seLinuxChangePolicy:s*=PodSELinuxChangePolicy
`;

let parsed: ReturnType<typeof parseTable> | undefined;

/** Returns the fields of a struct or of a kind; `undefined` if the lab does not know it. */
export function structOf(name: string): Struct | undefined {
  return (parsed ??= parseTable(table)).structs.get(name);
}

/** Returns true if server-side apply replaces the struct as a whole. */
export const isAtomic = (name: string): boolean => (parsed ??= parseTable(table)).atomic.has(name);
