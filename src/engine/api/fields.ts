/**
 * Field names and types of the kinds that the lab knows: what a strict decoder must know of Kubernetes v1.36's API.
 *
 * One line a struct, in an order that compresses well: its name, then `field:type`, or `field` alone for a string.
 * Types: `s` string (in lists and maps), `i` int32, `I` int64, `b` bool, `q` quantity, `x` int or string, `t` time, `B`
 * bytes in base64, `*` anything; `[T` a list and `{T` a map of T; other names are structs. `+` stands for the field's name
 * with a capital letter (in a list, without its final `s`), and `-` for the struct's own name before it. After the type, `*` marks a
 * field that a decoder keeps even when it is zero (a pointer in Go), `!` one that is always written; a zero value of any
 * other field is the same as its absence.
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
GitRepoVolumeSource repository! revision directory
EnvVarSource fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector
PersistentVolumeClaimVolumeSource claimName! readOnly:b
Volume name! @VolumeSource hostPath:+VolumeSource emptyDir:+VolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource awsElasticBlockStore:AWSElasticBlockStoreVolumeSource gitRepo:+VolumeSource secret:+VolumeSource nfs:NFSVolumeSource iscsi:ISCSIVolumeSource glusterfs:+VolumeSource persistentVolumeClaim:+VolumeSource rbd:RBDVolumeSource flexVolume:+Source cinder:+VolumeSource cephfs:CephFSVolumeSource flocker:+VolumeSource downwardAPI:+VolumeSource fc:FCVolumeSource azureFile:+VolumeSource configMap:+VolumeSource vsphereVolume:VsphereVirtualDiskVolumeSource quobyte:+VolumeSource azureDisk:+VolumeSource photonPersistentDisk:+VolumeSource projected:+VolumeSource portworxVolume:+Source scaleIO:+VolumeSource storageos:StorageOSVolumeSource csi:CSIVolumeSource ephemeral:+VolumeSource image:+VolumeSource @
EnvVar name! value valueFrom:EnvVarSource
ProjectedVolumeSource sources:[VolumeProjection defaultMode:i*
VolumeProjection secret:+Projection downwardAPI:+Projection configMap:+Projection serviceAccountToken:+Projection clusterTrustBundle:+Projection podCertificate:+Projection
PersistentVolumeSpec accessModes:[s capacity:{q claimRef:ObjectReference~- mountOptions:[s nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy storageClassName* volumeAttributesClassName* volumeMode* @PersistentVolumeSource gcePersistentDisk:* awsElasticBlockStore:* hostPath:+VolumeSource glusterfs:* nfs:NFSVolumeSource rbd:* quobyte:* iscsi:* flexVolume:* cinder:* cephfs:* fc:* flocker:* azureFile:* vsphereVolume:* azureDisk:* photonPersistentDisk:* portworxVolume:* scaleIO:* local:+VolumeSource storageos:* csi:CSIPersistentVolumeSource @
EnvFromSource prefix configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource
AzureFileVolumeSource secretName! shareName! readOnly:b
PodDNSConfig nameservers:[s searches:[s options:[PodDNSConfigOption
VsphereVirtualDiskVolumeSource volumePath! fsType storagePolicyName storagePolicyID
LocalVolumeSource path! fsType*
NFSVolumeSource server! path! readOnly:b
FlockerVolumeSource datasetName datasetUUID
LocalObjectReference~ name
PortworxVolumeSource volumeID! fsType readOnly:b
AWSElasticBlockStoreVolumeSource volumeID! fsType partition:i readOnly:b
CephFSVolumeSource monitors:[s! path user secretFile secretRef:LocalObjectReference readOnly:b
RBDVolumeSource monitors:[s! image! fsType pool user keyring secretRef:LocalObjectReference readOnly:b
PhotonPersistentDiskVolumeSource pdID! fsType
HostPathVolumeSource path! type*=HostPathType
Affinity nodeAffinity:+ podAffinity:+ podAntiAffinity:+
DownwardAPIVolumeSource items:[DownwardAPIVolumeFile defaultMode:i*
SecretReference~ name namespace
DownwardAPIProjection items:[DownwardAPIVolumeFile
DownwardAPIVolumeFile path! fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector mode:i*
KeyToPath key! path! mode:i*
ObjectReference~ apiVersion fieldPath kind name namespace resourceVersion uid
FlexVolumeSource driver! fsType secretRef:LocalObjectReference readOnly:b options:{s
ConfigMapProjection @LocalObjectReference name @ items:[KeyToPath optional:b*
SessionAffinityConfig clientIP:+Config
ClusterTrustBundleProjection name* signerName* labelSelector:+ optional:b* path
CinderVolumeSource volumeID! fsType readOnly:b secretRef:LocalObjectReference
VolumeNodeAffinity required:NodeSelector
PersistentVolumeClaimSpec accessModes:[s=PersistentVolumeAccessMode selector:LabelSelector resources:VolumeResourceRequirements volumeName storageClassName* volumeMode*=PersistentVolumeMode dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference volumeAttributesClassName*
TypedLocalObjectReference~ apiGroup* kind! name!
AzureDiskVolumeSource diskName! diskURI! cachingMode*=AzureDataDiskCachingMode fsType* readOnly:b* kind*=AzureDataDiskKind
GCEPersistentDiskVolumeSource pdName! fsType partition:i readOnly:b
EndpointConditions ready:b* serving:b* terminating:b*
EndpointSlice addressType endpoints:[+ metadata:ObjectMeta ports:[EndpointPort
ResourceFieldSelector~ containerName resource! divisor:q!
GlusterfsVolumeSource endpoints! path! readOnly:b
FileKeySelector~ volumeName! path! key! optional:b*
ConfigMapEnvSource @LocalObjectReference name @ optional:b*
ConfigMapKeySelector~ @LocalObjectReference name @ key! optional:b*
SleepAction seconds:I!
ServiceAccountTokenProjection audience expirationSeconds:I* path!
StorageOSVolumeSource volumeName volumeNamespace fsType readOnly:b secretRef:LocalObjectReference
VolumeMount name! readOnly:b recursiveReadOnly*=+Mode mountPath! subPath mountPropagation*=+Mode subPathExpr
PodCertificateProjection signerName! keyType maxExpirationSeconds:i* credentialBundlePath keyPath certificateChainPath userAnnotations:{s
CustomResourceDefinitionNames categories:[s kind! listKind plural! shortNames:[s singular
ISCSIVolumeSource targetPortal! iqn! lun:i! iscsiInterface fsType readOnly:b portals:[s chapAuthDiscovery:b chapAuthSession:b secretRef:LocalObjectReference initiatorName*
EmptyDirVolumeSource medium=StorageMedium sizeLimit:q*
JobSpec activeDeadlineSeconds:I* backoffLimit:i* backoffLimitPerIndex:i* completionMode* completions:i* managedBy* manualSelector:b* maxFailedIndexes:i* parallelism:i* podFailurePolicy:* podReplacementPolicy* selector:LabelSelector successPolicy:* suspend:b* template:PodTemplateSpec ttlSecondsAfterFinished:i*
SeccompProfile type!=SeccompProfileType localhostProfile*
SecurityContext capabilities:+ privileged:b* seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* readOnlyRootFilesystem:b* allowPrivilegeEscalation:b* procMount*=+Type seccompProfile:+ appArmorProfile:+
ScaleIOVolumeSource gateway! system! secretRef:LocalObjectReference sslEnabled:b protectionDomain storagePool storageMode volumeName fsType readOnly:b
WindowsSecurityContextOptions gmsaCredentialSpecName gmsaCredentialSpec* runAsUserName hostProcess:b*
SELinuxOptions user role type level
AppArmorProfile type!=AppArmorProfileType localhostProfile*
EndpointPort appProtocol* name port:i* protocol
ServicePort name protocol=+ appProtocol* port:i! targetPort:x nodePort:i
NetworkPolicyPort endPort:i* port:x* protocol*
ContainerPort name hostPort:i containerPort:i! protocol=+ hostIP
Container name! image command:[s args:[s workingDir ports:[ContainerPort~containerPort,protocol envFrom:[+Source env:[+Var~name resources:ResourceRequirements! resizePolicy:[- restartPolicy*=ContainerRestartPolicy restartPolicyRules:[ContainerRestartRule volumeMounts:[+~mountPath volumeDevices:[+~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:+ terminationMessagePath terminationMessagePolicy=+ imagePullPolicy=PullPolicy securityContext:+ stdin:b stdinOnce:b tty:b
PodSpec volumes:[+~name initContainers:[Container~name containers:[+!~name ephemeralContainers:[+~name restartPolicy=+ terminationGracePeriodSeconds:I* activeDeadlineSeconds:I* dnsPolicy=DNSPolicy nodeSelector:{s~ serviceAccountName serviceAccount automountServiceAccountToken:b* nodeName hostNetwork:b hostPID:b hostIPC:b shareProcessNamespace:b* securityContext:PodSecurityContext imagePullSecrets:[LocalObjectReference~name hostname subdomain affinity:+ schedulerName tolerations:[+ hostAliases:[HostAlias~ip priorityClassName priority:i* dnsConfig:PodDNSConfig readinessGates:[PodReadinessGate runtimeClassName* enableServiceLinks:b* preemptionPolicy*=+ overhead:{q=ResourceList topologySpreadConstraints:[+~topologyKey,whenUnsatisfiable setHostnameAsFQDN:b* os:PodOS hostUsers:b* schedulingGates:[PodSchedulingGate~name resourceClaims:[PodResourceClaim~name resources:ResourceRequirements hostnameOverride* schedulingGroup:PodSchedulingGroup
PodResourceClaim name! resourceClaimName* resourceClaimTemplateName*
ResourceClaim name! request
PodSchedulingGroup podGroupName*
RuntimeClass handler! metadata:ObjectMeta overhead:* scheduling:*
SecretKeySelector~ @LocalObjectReference name @ key! optional:b*
StatefulSet metadata:ObjectMeta spec:- status:*
SecretProjection @LocalObjectReference name @ items:[KeyToPath optional:b*
ImageVolumeSource reference pullPolicy=+
ContainerResizePolicy resourceName!=+ restartPolicy!=ResourceResizeRestartPolicy
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
Probe @ProbeHandler exec:+Action httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction @ initialDelaySeconds:i timeoutSeconds:i periodSeconds:i successThreshold:i failureThreshold:i terminationGracePeriodSeconds:I*
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy=+Type replicas:i* revisionHistoryLimit:i* selector:LabelSelector serviceName template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted=PersistentVolumeClaimRetentionPolicyType whenScaled=PersistentVolumeClaimRetentionPolicyType
Namespace metadata:ObjectMeta spec:- status:*
NamespaceSpec finalizers:[s
ResourceRequirements limits:{q=ResourceList requests:{q=ResourceList claims:[ResourceClaim~name
PodSchedulingGate name!
NodeAffinity requiredDuringSchedulingIgnoredDuringExecution:NodeSelector preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm
PreferredSchedulingTerm weight:i! preference:NodeSelectorTerm!
Node metadata:ObjectMeta spec:- status:*
SecretEnvSource @LocalObjectReference name @ optional:b*
HostAlias ip! hostnames:[s
ObjectFieldSelector~ apiVersion fieldPath!
NodeSelector~ nodeSelectorTerms:[+!
NodeConfigSource configMap:+NodeConfigSource
NodeSpec configSource:NodeConfigSource externalID podCIDR podCIDRs:[s~ providerID taints:[+ unschedulable:b
WeightedPodAffinityTerm weight:i! podAffinityTerm:+!
NodeSelectorTerm~ matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
NodeSelectorRequirement key! operator!=NodeSelectorOperator values:[s
Taint effect key timeAdded:t value
TypedObjectReference apiGroup* kind! name! namespace
PodAffinityTerm labelSelector:+ namespaces:[s topologyKey! namespaceSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s
TopologySpreadConstraint maxSkew:i! topologyKey! whenUnsatisfiable!=UnsatisfiableConstraintAction labelSelector:+ minDomains:i* nodeAffinityPolicy*=NodeInclusionPolicy nodeTaintsPolicy*=NodeInclusionPolicy matchLabelKeys:[s
TopologySelectorTerm~ matchLabelExpressions:[TopologySelectorLabelRequirement
Toleration key operator=TolerationOperator value effect=TaintEffect tolerationSeconds:I*
EphemeralContainer name! image command:[s args:[s workingDir ports:[ContainerPort~containerPort,protocol envFrom:[+Source env:[+Var~name resources:ResourceRequirements! resizePolicy:[ContainerResizePolicy restartPolicy restartPolicyRules:[ContainerRestartRule volumeMounts:[+~mountPath volumeDevices:[+~devicePath livenessProbe:Probe readinessProbe:Probe startupProbe:Probe lifecycle:+ terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext:+ stdin:b stdinOnce:b tty:b targetContainerName
VolumeDevice name! devicePath!
StatefulSetUpdateStrategy type=StatefulSetUpdateStrategyType rollingUpdate:+StatefulSetStrategy
RollingUpdateStatefulSetStrategy partition:i* maxUnavailable:x*
DeploymentStrategy type rollingUpdate:+Deployment
RollingUpdateDeployment maxUnavailable:x* maxSurge:x*
DaemonSetSpec minReadySeconds:i revisionHistoryLimit:i* selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
DeploymentSpec minReadySeconds:i paused:b progressDeadlineSeconds:i* replicas:i* revisionHistoryLimit:i* selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
ConfigMapVolumeSource @LocalObjectReference name @ items:[KeyToPath defaultMode:i* optional:b*
HorizontalPodAutoscaler metadata:ObjectMeta spec:- status:*
SecretVolumeSource secretName items:[KeyToPath defaultMode:i* optional:b*
HorizontalPodAutoscalerSpec behavior:* maxReplicas:i! metrics:[* minReplicas:i* scaleTargetRef:CrossVersionObjectReference targetCPUUtilizationPercentage:i*
LabelSelectorRequirement key! operator!=LabelSelectorOperator values:[s
ReplicationController metadata:ObjectMeta spec:- status:*
PodDNSConfigOption name value*
LabelSelector~ matchLabels:{s matchExpressions:[LabelSelectorRequirement
ReplicaSetSpec minReadySeconds:i replicas:i* selector:LabelSelector template:PodTemplateSpec
Service metadata:ObjectMeta spec:- status:*
PodDisruptionBudget metadata:ObjectMeta spec:- status:*
Pod metadata:ObjectMeta spec:- status:*
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
OwnerReference~ apiVersion! blockOwnerDeletion:b* controller:b* kind! name! uid!
TopologySelectorLabelRequirement key values:[s
CustomResourceDefinitionVersion additionalPrinterColumns:[* deprecated:b deprecationWarning* name! schema:* selectableFields:[* served:b! storage:b! subresources:*
Endpoints metadata:ObjectMeta subsets:[EndpointSubset
ControllerRevision data:* metadata:ObjectMeta revision:I!
ServiceAccount automountServiceAccountToken:b* imagePullSecrets:[LocalObjectReference metadata:ObjectMeta secrets:[ObjectReference~name
NetworkPolicySpec egress:[NetworkPolicyEgressRule ingress:[NetworkPolicyIngressRule podSelector:LabelSelector policyTypes:[s
CustomResourceDefinition metadata:ObjectMeta spec:- status:*
Secret data:{B immutable:b* metadata:ObjectMeta stringData:{s type
Endpoint addresses:[s conditions:- deprecatedTopology:{s hints:- hostname nodeName targetRef:ObjectReference zone
EndpointAddress hostname ip! nodeName* targetRef:ObjectReference
ContainerRestartRule action=ContainerRestartRuleAction exitCodes:ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes operator!=ContainerRestartRuleOnExitCodesOperator values:[i
EndpointSubset addresses:[EndpointAddress notReadyAddresses:[EndpointAddress ports:[EndpointPort
ResourceQuota metadata:ObjectMeta spec:- status:*
EndpointHints forNodes:[+ forZones:[+
ForNode name
ForZone name
FCVolumeSource targetWWNs:[s lun:i* fsType readOnly:b wwids:[s
ReplicationControllerSpec minReadySeconds:i replicas:i* selector:{s~ template:PodTemplateSpec
ConfigMapNodeConfigSource kubeletConfigKey name namespace resourceVersion uid
ObjectMeta name generateName namespace selfLink uid=types.UID resourceVersion generation:I creationTimestamp:t deletionTimestamp:t* deletionGracePeriodSeconds:I* labels:{s annotations:{s ownerReferences:[+~uid finalizers:[s~ managedFields:[*=+sEntry
EventSeries count:i lastObservedTime:t
Event action count:i eventTime:t firstTimestamp:t involvedObject:ObjectReference lastTimestamp:t message metadata:ObjectMeta reason related:ObjectReference reportingComponent reportingInstance series:- source:- type
APIService metadata:ObjectMeta spec:* status:*
StorageClass allowVolumeExpansion:b* allowedTopologies:[TopologySelectorTerm metadata:ObjectMeta mountOptions:[s parameters:{s provisioner! reclaimPolicy* volumeBindingMode*
CSIVolumeSource driver! readOnly:b fsType volumeAttributes:{s nodePublishSecretRef:LocalObjectReference
ValidatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
NetworkPolicy metadata:ObjectMeta spec:-
Role metadata:ObjectMeta rules:[PolicyRule!
PodReadinessGate conditionType!=PodConditionType
ClusterRole aggregationRule:+ metadata:ObjectMeta rules:[PolicyRule!
PolicyRule apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s!
AggregationRule clusterRoleSelectors:[LabelSelector
ServiceSpec allocateLoadBalancerNodePorts:b* clusterIP clusterIPs:[s externalIPs:[s externalName externalTrafficPolicy healthCheckNodePort:i internalTrafficPolicy* ipFamilies:[s ipFamilyPolicy* loadBalancerClass* loadBalancerIP loadBalancerSourceRanges:[s ports:[ServicePort~port,protocol publishNotReadyAddresses:b selector:{s~ sessionAffinity=ServiceAffinity sessionAffinityConfig:+ trafficDistribution* type=ServiceType
ClusterRoleBinding metadata:ObjectMeta roleRef:+ subjects:[+
LifecycleHandler exec:+Action httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:+Action
TCPSocketAction port:x! host
EventSource component host
ClientIPConfig timeoutSeconds:i*
JobTemplateSpec metadata:ObjectMeta spec:JobSpec
HTTPGetAction path port:x! host scheme=URIScheme httpHeaders:[HTTPHeader
IngressRule host @IngressRuleValue http:HTTPIngressRuleValue @
HTTPIngressRuleValue paths:[HTTPIngressPath!
NetworkPolicyEgressRule ports:[NetworkPolicyPort to:[NetworkPolicyPeer
IngressClass metadata:ObjectMeta spec:-
ExecAction command:[s
IngressClassSpec controller parameters:IngressClassParametersReference
IngressClassParametersReference apiGroup* kind! name! scope* namespace*
VolumeAttributesClass driverName! metadata:ObjectMeta parameters:{s
LimitRangeSpec limits:[+RangeItem!
NetworkPolicyIngressRule from:[NetworkPolicyPeer ports:[NetworkPolicyPort
NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
ServiceBackendPort name number:i
ResourceQuotaSpec hard:{q scopeSelector:+ scopes:[s
Ingress metadata:ObjectMeta spec:- status:*
PodTemplate metadata:ObjectMeta template:PodTemplateSpec
ConfigMap binaryData:{B data:{s immutable:b* metadata:ObjectMeta
HTTPHeader name! value!
LimitRangeItem default:{q defaultRequest:{q max:{q maxLimitRequestRatio:{q min:{q type!
IPBlock cidr! except:[s
IngressServiceBackend name! port:ServiceBackendPort
IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
IngressSpec defaultBackend:IngressBackend ingressClassName* rules:[IngressRule tls:[IngressTLS
IngressTLS hosts:[s secretName
HTTPIngressPath backend:IngressBackend path pathType*
Job metadata:ObjectMeta spec:- status:*
PriorityClass description globalDefault:b metadata:ObjectMeta preemptionPolicy* value:i!
LimitRange metadata:ObjectMeta spec:-
StatefulSetOrdinals start:i!
RoleBinding metadata:ObjectMeta roleRef:+ subjects:[+
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal*=Signal
CSIPersistentVolumeSource driver! volumeHandle! readOnly:b fsType volumeAttributes:{s controllerPublishSecretRef:SecretReference nodeStageSecretRef:SecretReference nodePublishSecretRef:SecretReference controllerExpandSecretRef:SecretReference nodeExpandSecretRef:SecretReference
PodSecurityContext seLinuxOptions:SELinuxOptions windowsOptions:WindowsSecurityContextOptions runAsUser:I* runAsGroup:I* runAsNonRoot:b* supplementalGroups:[I supplementalGroupsPolicy*=+ fsGroup:I* sysctls:[+ fsGroupChangePolicy*=PodFSGroupChangePolicy seccompProfile:+ appArmorProfile:+ seLinuxChangePolicy*=PodSELinuxChangePolicy
CrossVersionObjectReference apiVersion kind! name!
RoleRef~ apiGroup! kind! name!
Subject~ apiGroup kind! name! namespace
PodOS name!=OSName
VolumeResourceRequirements limits:{q=ResourceList requests:{q=ResourceList
QuobyteVolumeSource registry! volume! readOnly:b user group tenant
PodAffinity requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm
ScopeSelector~ matchExpressions:[ScopedResourceSelectorRequirement
ReplicaSet metadata:ObjectMeta spec:- status:*
PersistentVolumeClaim metadata:ObjectMeta spec:- status:*
PersistentVolume metadata:ObjectMeta spec:- status:*
DaemonSetUpdateStrategy rollingUpdate:+DaemonSet type
Sysctl name! value!
Lease metadata:ObjectMeta spec:*
CronJob metadata:ObjectMeta spec:- status:*
PodDisruptionBudgetSpec minAvailable:x* selector:LabelSelector maxUnavailable:x* unhealthyPodEvictionPolicy*
ScopedResourceSelectorRequirement scopeName! operator! values:[s
CustomResourceDefinitionSpec conversion:* group! names:CustomResourceDefinitionNames preserveUnknownFields:b scope! versions:[CustomResourceDefinitionVersion!
GRPCAction port:i! service*
CSIDriver metadata:ObjectMeta spec:*
CronJobSpec concurrencyPolicy failedJobsHistoryLimit:i* jobTemplate:+Spec schedule! startingDeadlineSeconds:I* successfulJobsHistoryLimit:i* suspend:b* timeZone*
RollingUpdateDaemonSet maxSurge:x* maxUnavailable:x*
Deployment metadata:ObjectMeta spec:- status:*
DaemonSet metadata:ObjectMeta spec:- status:*
MutatingWebhookConfiguration metadata:ObjectMeta webhooks:[*~name
Capabilities add:[s=Capability drop:[s=Capability
`;

let parsed: ReturnType<typeof parseTable> | undefined;

/** Returns the fields of a struct or of a kind; `undefined` if the lab does not know it. */
export function structOf(name: string): Struct | undefined {
  return (parsed ??= parseTable(table)).structs.get(name);
}

/** Returns true if server-side apply replaces the struct as a whole. */
export const isAtomic = (name: string): boolean => (parsed ??= parseTable(table)).atomic.has(name);
