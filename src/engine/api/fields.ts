/**
 * Field names and types of the kinds that the lab knows: what a strict decoder must know of Kubernetes v1.36's API.
 *
 * One line a struct: its name, then `field:type`. Types: `s` string, `i` int32, `I` int64, `b` bool, `q` quantity,
 * `x` int or string, `t` time, `B` bytes in base64, `*` anything; `[T` a list and `{T` a map of T; other names are
 * structs. After the type, `*` marks a field that a decoder keeps even when it is zero (a pointer in Go), `!` one that
 * is always written; a zero value of any other field is the same as its absence. Server-side apply replaces a list as a
 * whole, unless `~keys` names what tells its items apart (`~` alone: their values); it merges a map or a struct, unless
 * `~` marks the map, or the struct's own name, as atomic (`~-`: this field merges a struct that is atomic elsewhere).
 *
 * A Pod template's structs say more, as the `pod-template-hash` is made of the template as Go prints it: their fields
 * stand in the order of Go's declarations, `=Name` is the type that Go gives a field, and the fields between `@Name`
 * and `@` are those of an embedded struct.
 */
import { parseTable, type Struct } from './field-table.ts';

export type { Field, Struct } from './field-table.ts';

const table = `
StatefulSet metadata:ObjectMeta spec:StatefulSetSpec status:*
Deployment metadata:ObjectMeta spec:DeploymentSpec status:*
ReplicaSet metadata:ObjectMeta spec:ReplicaSetSpec status:*
Pod metadata:ObjectMeta spec:PodSpec status:*
Service metadata:ObjectMeta spec:ServiceSpec status:*
PersistentVolumeClaim metadata:ObjectMeta spec:PersistentVolumeClaimSpec status:*
PersistentVolume metadata:ObjectMeta spec:PersistentVolumeSpec status:*
StorageClass allowVolumeExpansion:b* allowedTopologies:[TopologySelectorTerm metadata:ObjectMeta mountOptions:[s parameters:{s provisioner:s! reclaimPolicy:s* volumeBindingMode:s*
Node metadata:ObjectMeta spec:NodeSpec status:*
Namespace metadata:ObjectMeta spec:NamespaceSpec status:*
ControllerRevision data:* metadata:ObjectMeta revision:I!
EndpointSlice addressType:s endpoints:[Endpoint metadata:ObjectMeta ports:[EndpointPort
Event action:s count:i eventTime:t firstTimestamp:t involvedObject:ObjectReference lastTimestamp:t message:s metadata:ObjectMeta reason:s related:ObjectReference reportingComponent:s reportingInstance:s series:EventSeries source:EventSource type:s
ObjectMeta name:s generateName:s namespace:s selfLink:s uid:s=types.UID resourceVersion:s generation:I creationTimestamp:t deletionTimestamp:t* deletionGracePeriodSeconds:I* labels:{s annotations:{s ownerReferences:[OwnerReference~uid finalizers:[s~ managedFields:[*=ManagedFieldsEntry
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s=PodManagementPolicyType replicas:i* revisionHistoryLimit:i* selector:LabelSelector serviceName:s template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i* replicas:i* revisionHistoryLimit:i* selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
DeploymentStrategy type:s rollingUpdate:RollingUpdateDeployment
RollingUpdateDeployment maxUnavailable:x* maxSurge:x*
ReplicaSetSpec minReadySeconds:i replicas:i* selector:LabelSelector template:PodTemplateSpec
PodSpec volumes:[Volume~name initContainers:[Container~name containers:[Container!~name ephemeralContainers:[EphemeralContainer~name restartPolicy:s=RestartPolicy terminationGracePeriodSeconds:I* activeDeadlineSeconds:I* dnsPolicy:s=DNSPolicy nodeSelector:{s~ serviceAccountName:s serviceAccount:s automountServiceAccountToken:b* nodeName:s hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:b* securityContext:PodSecurityContext imagePullSecrets:[LocalObjectReference~name hostname:s subdomain:s affinity:Affinity schedulerName:s tolerations:[Toleration hostAliases:[HostAlias~ip priorityClassName:s priority:i* dnsConfig:PodDNSConfig readinessGates:[PodReadinessGate runtimeClassName:s* enableServiceLinks:b* preemptionPolicy:s*=PreemptionPolicy overhead:{q=ResourceList topologySpreadConstraints:[TopologySpreadConstraint~topologyKey,whenUnsatisfiable setHostnameAsFQDN:b* os:PodOS hostUsers:b* schedulingGates:[PodSchedulingGate~name resourceClaims:[PodResourceClaim~name resources:ResourceRequirements hostnameOverride:s* schedulingGroup:PodSchedulingGroup
ServiceSpec allocateLoadBalancerNodePorts:b* clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy:s* ipFamilies:[s ipFamilyPolicy:s* loadBalancerClass:s* loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort~port,protocol publishNotReadyAddresses:b selector:{s~ sessionAffinity:s=ServiceAffinity sessionAffinityConfig:SessionAffinityConfig trafficDistribution:s* type:s=ServiceType
PersistentVolumeClaimSpec accessModes:[s=PersistentVolumeAccessMode selector:LabelSelector resources:VolumeResourceRequirements volumeName:s storageClassName:s* volumeMode:s*=PersistentVolumeMode dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference volumeAttributesClassName:s*
PersistentVolumeSpec accessModes:[s capacity:{q claimRef:ObjectReference~- mountOptions:[s nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s storageClassName:s* volumeAttributesClassName:s* volumeMode:s* @PersistentVolumeSource gcePersistentDisk:* awsElasticBlockStore:* hostPath:HostPathVolumeSource glusterfs:* nfs:NFSVolumeSource rbd:* quobyte:* iscsi:* flexVolume:* cinder:* cephfs:* fc:* flocker:* azureFile:* vsphereVolume:* azureDisk:* photonPersistentDisk:* portworxVolume:* scaleIO:* local:LocalVolumeSource storageos:* csi:CSIPersistentVolumeSource @
TopologySelectorTerm~ matchLabelExpressions:[TopologySelectorLabelRequirement
NodeSpec configSource:NodeConfigSource externalID:s podCIDR:s podCIDRs:[s~ providerID:s taints:[Taint unschedulable:b
NamespaceSpec finalizers:[s
Endpoint addresses:[s conditions:EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname:s nodeName:s targetRef:ObjectReference zone:s
EndpointPort appProtocol:s* name:s port:i* protocol:s
ObjectReference~ apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
EventSeries count:i lastObservedTime:t
EventSource component:s host:s
OwnerReference~ apiVersion:s! blockOwnerDeletion:b* controller:b* kind:s! name:s! uid:s!
StatefulSetOrdinals start:i!
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s=PersistentVolumeClaimRetentionPolicyType whenScaled:s=PersistentVolumeClaimRetentionPolicyType
LabelSelector~ matchLabels:{s matchExpressions:[LabelSelectorRequirement
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
StatefulSetUpdateStrategy type:s=StatefulSetUpdateStrategyType rollingUpdate:RollingUpdateStatefulSetStrategy
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
Container name:s! image:s command:[s args:[s workingDir:s ports:[ContainerPort~containerPort,protocol envFrom:[EnvFromSource env:[EnvVar~name resources:ResourceRequirements! resizePolicy:[ContainerResizePolicy restartPolicy:s*=ContainerRestartPolicy restartPolicyRules:[ContainerRestartRule volumeMounts:[VolumeMount~mountPath volumeDevices:[VolumeDevice~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s=TerminationMessagePolicy imagePullPolicy:s=PullPolicy securityContext:SecurityContext stdin:b stdinOnce:b tty:b
PodDNSConfig nameservers:[s searches:[s options:[PodDNSConfigOption
EphemeralContainer name:s! image:s command:[s args:[s workingDir:s ports:[ContainerPort~containerPort,protocol envFrom:[EnvFromSource env:[EnvVar~name resources:ResourceRequirements! resizePolicy:[ContainerResizePolicy restartPolicy:s restartPolicyRules:[ContainerRestartRule volumeMounts:[VolumeMount~mountPath volumeDevices:[VolumeDevice~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:Lifecycle terminationMessagePath:s terminationMessagePolicy:s imagePullPolicy:s securityContext:SecurityContext stdin:b stdinOnce:b tty:b targetContainerName:s
HostAlias ip:s! hostnames:[s
LocalObjectReference~ name:s
PodOS name:s!=OSName
PodReadinessGate conditionType:s!=PodConditionType
PodResourceClaim name:s! resourceClaimName:s* resourceClaimTemplateName:s*
ResourceRequirements limits:{q=ResourceList requests:{q=ResourceList claims:[ResourceClaim~name
PodSchedulingGate name:s!
PodSchedulingGroup podGroupName:s*
PodSecurityContext seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* supplementalGroups:[I supplementalGroupsPolicy:s*=SupplementalGroupsPolicy fsGroup:I* sysctls:[Sysctl fsGroupChangePolicy:s*=PodFSGroupChangePolicy seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile seLinuxChangePolicy:s*=PodSELinuxChangePolicy
Toleration key:s operator:s=TolerationOperator value:s effect:s=TaintEffect tolerationSeconds:I*
TopologySpreadConstraint maxSkew:i! topologyKey:s! whenUnsatisfiable:s!=UnsatisfiableConstraintAction labelSelector:LabelSelector minDomains:i* nodeAffinityPolicy:s*=NodeInclusionPolicy nodeTaintsPolicy:s*=NodeInclusionPolicy matchLabelKeys:[s
Volume name:s! @VolumeSource hostPath:HostPathVolumeSource emptyDir:EmptyDirVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource gitRepo:GitRepoVolumeSource secret:SecretVolumeSource nfs:NFSVolumeSource iscsi:ISCSIVolumeSource glusterfs:GlusterfsVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource rbd:RBDVolumeSource flexVolume:FlexVolumeSource cinder:CinderVolumeSource cephfs:CephFSVolumeSource flocker:FlockerVolumeSource downwardAPI:DownwardAPIVolumeSource fc:FCVolumeSource azureFile:AzureFileVolumeSource configMap:ConfigMapVolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource quobyte:QuobyteVolumeSource azureDisk:AzureDiskVolumeSource photonPersistentDisk:PhotonPersistentDiskVolumeSource projected:ProjectedVolumeSource portworxVolume:PortworxVolumeSource scaleIO:ScaleIOVolumeSource storageos:StorageOSVolumeSource csi:CSIVolumeSource ephemeral:EphemeralVolumeSource image:ImageVolumeSource @
AWSElasticBlockStoreVolumeSource volumeID:s! fsType:s partition:i readOnly:b
AzureDiskVolumeSource diskName:s! diskURI:s! cachingMode:s*=AzureDataDiskCachingMode fsType:s* readOnly:b* kind:s*=AzureDataDiskKind
AzureFileVolumeSource secretName:s! shareName:s! readOnly:b
CephFSVolumeSource monitors:[s! path:s user:s secretFile:s secretRef:LocalObjectReference readOnly:b
CinderVolumeSource volumeID:s! fsType:s readOnly:b secretRef:LocalObjectReference
FCVolumeSource targetWWNs:[s lun:i* fsType:s readOnly:b wwids:[s
FlexVolumeSource driver:s! fsType:s secretRef:LocalObjectReference readOnly:b options:{s
FlockerVolumeSource datasetName:s datasetUUID:s
GCEPersistentDiskVolumeSource pdName:s! fsType:s partition:i readOnly:b
GitRepoVolumeSource repository:s! revision:s directory:s
GlusterfsVolumeSource endpoints:s! path:s! readOnly:b
ImageVolumeSource reference:s pullPolicy:s=PullPolicy
ISCSIVolumeSource targetPortal:s! iqn:s! lun:i! iscsiInterface:s fsType:s readOnly:b portals:[s chapAuthDiscovery:b chapAuthSession:b secretRef:LocalObjectReference initiatorName:s*
PhotonPersistentDiskVolumeSource pdID:s! fsType:s
PortworxVolumeSource volumeID:s! fsType:s readOnly:b
QuobyteVolumeSource registry:s! volume:s! readOnly:b user:s group:s tenant:s
RBDVolumeSource monitors:[s! image:s! fsType:s pool:s user:s keyring:s secretRef:LocalObjectReference readOnly:b
ScaleIOVolumeSource gateway:s! system:s! secretRef:LocalObjectReference sslEnabled:b protectionDomain:s storagePool:s storageMode:s volumeName:s fsType:s readOnly:b
StorageOSVolumeSource volumeName:s volumeNamespace:s fsType:s readOnly:b secretRef:LocalObjectReference
VsphereVirtualDiskVolumeSource volumePath:s! fsType:s storagePolicyName:s storagePolicyID:s
ServicePort name:s protocol:s=Protocol appProtocol:s* port:i! targetPort:x nodePort:i
SessionAffinityConfig clientIP:ClientIPConfig
TypedLocalObjectReference~ apiGroup:s* kind:s! name:s!
TypedObjectReference apiGroup:s* kind:s! name:s! namespace:s
VolumeResourceRequirements limits:{q=ResourceList requests:{q=ResourceList
CSIPersistentVolumeSource driver:s! volumeHandle:s! readOnly:b fsType:s volumeAttributes:{s controllerPublishSecretRef:SecretReference nodeStageSecretRef:SecretReference nodePublishSecretRef:SecretReference controllerExpandSecretRef:SecretReference nodeExpandSecretRef:SecretReference
HostPathVolumeSource path:s! type:s*=HostPathType
LocalVolumeSource path:s! fsType:s*
NFSVolumeSource server:s! path:s! readOnly:b
VolumeNodeAffinity required:NodeSelector
TopologySelectorLabelRequirement key:s values:[s
NodeConfigSource configMap:ConfigMapNodeConfigSource
Taint effect:s key:s timeAdded:t value:s
EndpointConditions ready:b* serving:b* terminating:b*
EndpointHints forNodes:[ForNode forZones:[ForZone
LabelSelectorRequirement key:s! operator:s!=LabelSelectorOperator values:[s
RollingUpdateStatefulSetStrategy partition:i* maxUnavailable:x*
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
EnvVar name:s! value:s valueFrom:EnvVarSource
EnvFromSource prefix:s configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s*=Signal
Probe @ProbeHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction @ initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:I*
ContainerPort name:s hostPort:i containerPort:i! protocol:s=Protocol hostIP:s
ContainerResizePolicy resourceName:s!=ResourceName restartPolicy:s!=ResourceResizeRestartPolicy
ContainerRestartRule action:s=ContainerRestartRuleAction exitCodes:ContainerRestartRuleOnExitCodes
SecurityContext capabilities:Capabilities privileged:b* seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* readOnlyRootFilesystem:b* allowPrivilegeEscalation:b* procMount:s*=ProcMountType seccompProfile:SeccompProfile appArmorProfile:AppArmorProfile
VolumeDevice name:s! devicePath:s!
VolumeMount name:s! readOnly:b recursiveReadOnly:s*=RecursiveReadOnlyMode mountPath:s! subPath:s mountPropagation:s*=MountPropagationMode subPathExpr:s
PodDNSConfigOption name:s value:s*
ResourceClaim name:s! request:s
AppArmorProfile type:s!=AppArmorProfileType localhostProfile:s*
SELinuxOptions user:s role:s type:s level:s
SeccompProfile type:s!=SeccompProfileType localhostProfile:s*
Sysctl name:s! value:s!
WindowsSecurityContextOptions gmsaCredentialSpecName:s gmsaCredentialSpec:s* runAsUserName:s hostProcess:b*
ConfigMapVolumeSource @LocalObjectReference name:s @ items:[KeyToPath defaultMode:i* optional:b*
CSIVolumeSource driver:s! readOnly:b fsType:s volumeAttributes:{s nodePublishSecretRef:LocalObjectReference
DownwardAPIVolumeSource items:[DownwardAPIVolumeFile defaultMode:i*
EmptyDirVolumeSource medium:s=StorageMedium sizeLimit:q*
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
PersistentVolumeClaimVolumeSource claimName:s! readOnly:b
ProjectedVolumeSource sources:[VolumeProjection defaultMode:i*
SecretVolumeSource secretName:s items:[KeyToPath defaultMode:i* optional:b*
ClientIPConfig timeoutSeconds:i*
SecretReference~ name:s namespace:s
NodeSelector~ nodeSelectorTerms:[NodeSelectorTerm!
ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
ForNode name:s
ForZone name:s
PreferredSchedulingTerm weight:i! preference:NodeSelectorTerm!
WeightedPodAffinityTerm weight:i! podAffinityTerm:PodAffinityTerm!
PodAffinityTerm labelSelector:LabelSelector namespaces:[s topologyKey:s! namespaceSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s
EnvVarSource fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector
ConfigMapEnvSource @LocalObjectReference name:s @ optional:b*
SecretEnvSource @LocalObjectReference name:s @ optional:b*
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction
ExecAction command:[s
GRPCAction port:i! service:s*
HTTPGetAction path:s port:x! host:s scheme:s=URIScheme httpHeaders:[HTTPHeader
TCPSocketAction port:x! host:s
ContainerRestartRuleOnExitCodes operator:s!=ContainerRestartRuleOnExitCodesOperator values:[i
Capabilities add:[s=Capability drop:[s=Capability
KeyToPath key:s! path:s! mode:i*
DownwardAPIVolumeFile path:s! fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode:i*
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
VolumeProjection secret:SecretProjection downwardAPI:DownwardAPIProjection configMap:ConfigMapProjection serviceAccountToken:ServiceAccountTokenProjection clusterTrustBundle:ClusterTrustBundleProjection podCertificate:PodCertificateProjection
NodeSelectorTerm~ matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
ConfigMapKeySelector~ @LocalObjectReference name:s @ key:s! optional:b*
ObjectFieldSelector~ apiVersion:s fieldPath:s!
FileKeySelector~ volumeName:s! path:s! key:s! optional:b*
ResourceFieldSelector~ containerName:s resource:s! divisor:q!
SecretKeySelector~ @LocalObjectReference name:s @ key:s! optional:b*
SleepAction seconds:I!
HTTPHeader name:s! value:s!
ClusterTrustBundleProjection name:s* signerName:s* labelSelector:LabelSelector optional:b* path:s
ConfigMapProjection @LocalObjectReference name:s @ items:[KeyToPath optional:b*
DownwardAPIProjection items:[DownwardAPIVolumeFile
PodCertificateProjection signerName:s! keyType:s maxExpirationSeconds:i* credentialBundlePath:s keyPath:s certificateChainPath:s userAnnotations:{s
SecretProjection @LocalObjectReference name:s @ items:[KeyToPath optional:b*
ServiceAccountTokenProjection audience:s expirationSeconds:I* path:s!
NodeSelectorRequirement key:s! operator:s!=NodeSelectorOperator values:[s
ConfigMap binaryData:{B data:{s immutable:b* metadata:ObjectMeta
Secret data:{B immutable:b* metadata:ObjectMeta stringData:{s type:s
ServiceAccount automountServiceAccountToken:b* imagePullSecrets:[LocalObjectReference metadata:ObjectMeta secrets:[ObjectReference~name
Endpoints metadata:ObjectMeta subsets:[EndpointSubset
LimitRange metadata:ObjectMeta spec:LimitRangeSpec
ResourceQuota metadata:ObjectMeta spec:ResourceQuotaSpec status:*
ReplicationController metadata:ObjectMeta spec:ReplicationControllerSpec status:*
PodTemplate metadata:ObjectMeta template:PodTemplateSpec
PodDisruptionBudget metadata:ObjectMeta spec:PodDisruptionBudgetSpec status:*
Role metadata:ObjectMeta rules:[PolicyRule!
ClusterRole aggregationRule:AggregationRule metadata:ObjectMeta rules:[PolicyRule!
RoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
ClusterRoleBinding metadata:ObjectMeta roleRef:RoleRef subjects:[Subject
NetworkPolicy metadata:ObjectMeta spec:NetworkPolicySpec
Ingress metadata:ObjectMeta spec:IngressSpec status:*
IngressClass metadata:ObjectMeta spec:IngressClassSpec
Job metadata:ObjectMeta spec:JobSpec status:*
CronJob metadata:ObjectMeta spec:CronJobSpec status:*
DaemonSet metadata:ObjectMeta spec:DaemonSetSpec status:*
HorizontalPodAutoscaler metadata:ObjectMeta spec:HorizontalPodAutoscalerSpec status:*
PriorityClass description:s globalDefault:b metadata:ObjectMeta preemptionPolicy:s* value:i!
CustomResourceDefinition metadata:ObjectMeta spec:CustomResourceDefinitionSpec status:*
ValidatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
MutatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
APIService metadata:ObjectMeta spec:* status:*
Lease metadata:ObjectMeta spec:*
CSIDriver metadata:ObjectMeta spec:*
RuntimeClass handler:s! metadata:ObjectMeta overhead:* scheduling:*
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
EndpointAddress hostname:s ip:s! nodeName:s* targetRef:ObjectReference
LimitRangeSpec limits:[LimitRangeItem!
LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type:s!
ResourceQuotaSpec hard:{q scopeSelector:ScopeSelector scopes:[s
ScopeSelector~ matchExpressions:[ScopedResourceSelectorRequirement
ScopedResourceSelectorRequirement scopeName:s! operator:s! values:[s
ReplicationControllerSpec minReadySeconds:i replicas:i* selector:{s~ template:PodTemplateSpec
PodDisruptionBudgetSpec minAvailable:x* selector:LabelSelector maxUnavailable:x* unhealthyPodEvictionPolicy:s*
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s!
AggregationRule clusterRoleSelectors:[LabelSelector
RoleRef~ apiGroup:s! kind:s! name:s!
Subject~ apiGroup:s kind:s! name:s! namespace:s
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[s
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
NetworkPolicyPort endPort:i* port:x* protocol:s*
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
IPBlock cidr:s! except:[s
IngressSpec defaultBackend:IngressBackend ingressClassName:s* rules:[IngressRule tls:[IngressTLS
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressServiceBackend name:s! port:ServiceBackendPort
ServiceBackendPort name:s number:i
IngressRule host:s @IngressRuleValue http:HTTPIngressRuleValue @
IngressTLS hosts:[s secretName:s
HTTPIngressRuleValue paths:[HTTPIngressPath!
HTTPIngressPath backend:IngressBackend path:s pathType:s*
IngressClassSpec controller:s parameters:*
JobSpec activeDeadlineSeconds:I* backoffLimit:i* backoffLimitPerIndex:i* completionMode:s* completions:i* managedBy:s* manualSelector:b* maxFailedIndexes:i* parallelism:i* podFailurePolicy:* podReplacementPolicy:s* selector:LabelSelector successPolicy:* suspend:b* template:PodTemplateSpec ttlSecondsAfterFinished:i*
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
CronJobSpec concurrencyPolicy:s failedJobsHistoryLimit:i* jobTemplate:JobTemplateSpec schedule:s! startingDeadlineSeconds:I* successfulJobsHistoryLimit:i* suspend:b* timeZone:s*
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i* selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type:s
RollingUpdateDaemonSet maxSurge:x* maxUnavailable:x*
HorizontalPodAutoscalerSpec behavior:* maxReplicas:i! metrics:[* minReplicas:i* scaleTargetRef:CrossVersionObjectReference targetCPUUtilizationPercentage:i*
CrossVersionObjectReference apiVersion:s kind:s! name:s!
CustomResourceDefinitionSpec conversion:* group:s! names:CustomResourceDefinitionNames preserveUnknownFields:b scope:s! versions:[CustomResourceDefinitionVersion!
CustomResourceDefinitionNames categories:[s kind:s! listKind:s plural:s! shortNames:[s singular:s
CustomResourceDefinitionVersion additionalPrinterColumns:[* deprecated:b deprecationWarning:s* name:s! schema:* selectableFields:[* served:b! storage:b! subresources:*
`;

let parsed: ReturnType<typeof parseTable> | undefined;

/** Returns the fields of a struct or of a kind; `undefined` if the lab does not know it. */
export function structOf(name: string): Struct | undefined {
  return (parsed ??= parseTable(table)).structs.get(name);
}

/** Returns true if server-side apply replaces the struct as a whole. */
export const isAtomic = (name: string): boolean => (parsed ??= parseTable(table)).atomic.has(name);
