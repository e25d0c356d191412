/**
 * Field names and types of the kinds that the lab knows: what a strict decoder must know of Kubernetes v1.36's API.
 *
 * One line a struct: its name, then `field:type`. Types: `s` string, `i` int32, `I` int64, `b` bool, `q` quantity,
 * `x` int or string, `t` time, `*` anything; `[T` a list and `{T` a map of T; other names are structs. After the type,
 * `*` marks a field that a decoder keeps even when it is zero (a pointer in Go), `!` one that is always written; a zero
 * value of any other field is the same as its absence.
 */
const table = `
StatefulSet metadata:ObjectMeta spec:StatefulSetSpec status:*
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
ObjectMeta annotations:{s creationTimestamp:t deletionGracePeriodSeconds:I* deletionTimestamp:t finalizers:[s generateName:s generation:I labels:{s managedFields:* name:s namespace:s ownerReferences:[OwnerReference resourceVersion:s selfLink:s uid:s
StatefulSetSpec minReadySeconds:i ordinals:StatefulSetOrdinals persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy:s replicas:i* revisionHistoryLimit:i* selector:LabelSelector serviceName:s template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[PersistentVolumeClaim
PodSpec activeDeadlineSeconds:I* affinity:Affinity automountServiceAccountToken:b* containers:[Container! dnsConfig:PodDNSConfig dnsPolicy:s enableServiceLinks:b* ephemeralContainers:[EphemeralContainer hostAliases:[HostAlias hostIPC:b hostNetwork:b hostPID:b hostUsers:b* hostname:s hostnameOverride:s* imagePullSecrets:[LocalObjectReference initContainers:[Container nodeName:s nodeSelector:{s os:PodOS overhead:{q preemptionPolicy:s* priority:i* priorityClassName:s readinessGates:[PodReadinessGate resourceClaims:[PodResourceClaim resources:ResourceRequirements restartPolicy:s runtimeClassName:s* schedulerName:s schedulingGates:[PodSchedulingGate schedulingGroup:PodSchedulingGroup securityContext:PodSecurityContext serviceAccount:s serviceAccountName:s setHostnameAsFQDN:b* shareProcessNamespace:b* subdomain:s terminationGracePeriodSeconds:I* tolerations:[Toleration topologySpreadConstraints:[TopologySpreadConstraint volumes:[Volume
ServiceSpec allocateLoadBalancerNodePorts:b* clusterIP:s clusterIPs:[s externalIPs:[s externalName:s externalTrafficPolicy:s healthCheckNodePort:i internalTrafficPolicy:s* ipFamilies:[s ipFamilyPolicy:s* loadBalancerClass:s* loadBalancerIP:s loadBalancerSourceRanges:[s ports:[ServicePort publishNotReadyAddresses:b selector:{s sessionAffinity:s sessionAffinityConfig:SessionAffinityConfig trafficDistribution:s* type:s
PersistentVolumeClaimSpec accessModes:[s dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements selector:LabelSelector storageClassName:s* volumeAttributesClassName:s* volumeMode:s* volumeName:s
PersistentVolumeSpec accessModes:[s awsElasticBlockStore:* azureDisk:* azureFile:* capacity:{q cephfs:* cinder:* claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:* flexVolume:* flocker:* gcePersistentDisk:* glusterfs:* hostPath:HostPathVolumeSource iscsi:* local:LocalVolumeSource mountOptions:[s nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity persistentVolumeReclaimPolicy:s photonPersistentDisk:* portworxVolume:* quobyte:* rbd:* scaleIO:* storageClassName:s* storageos:* volumeAttributesClassName:s* volumeMode:s* vsphereVolume:*
TopologySelectorTerm matchLabelExpressions:[TopologySelectorLabelRequirement
NodeSpec configSource:NodeConfigSource externalID:s podCIDR:s podCIDRs:[s providerID:s taints:[Taint unschedulable:b
NamespaceSpec finalizers:[s
Endpoint addresses:[s conditions:EndpointConditions deprecatedTopology:{s hints:EndpointHints hostname:s nodeName:s targetRef:ObjectReference zone:s
EndpointPort appProtocol:s* name:s port:i* protocol:s
ObjectReference apiVersion:s fieldPath:s kind:s name:s namespace:s resourceVersion:s uid:s
EventSeries count:i lastObservedTime:t
EventSource component:s host:s
OwnerReference apiVersion:s! blockOwnerDeletion:b* controller:b* kind:s! name:s! uid:s!
StatefulSetOrdinals start:i!
StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted:s whenScaled:s
LabelSelector matchExpressions:[LabelSelectorRequirement matchLabels:{s
PodTemplateSpec metadata:ObjectMeta spec:PodSpec
StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type:s
Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
Container args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s! ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements! restartPolicy:s* restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
PodDNSConfig nameservers:[s options:[PodDNSConfigOption searches:[s
EphemeralContainer args:[s command:[s env:[EnvVar envFrom:[EnvFromSource image:s imagePullPolicy:s lifecycle:Lifecycle livenessProbe:Probe name:s ports:[ContainerPort readinessProbe:Probe resizePolicy:[ContainerResizePolicy resources:ResourceRequirements restartPolicy:s restartPolicyRules:[ContainerRestartRule securityContext:SecurityContext startupProbe:Probe stdin:b stdinOnce:b targetContainerName:s terminationMessagePath:s terminationMessagePolicy:s tty:b volumeDevices:[VolumeDevice volumeMounts:[VolumeMount workingDir:s
HostAlias hostnames:[s ip:s
LocalObjectReference name:s
PodOS name:s
PodReadinessGate conditionType:s
PodResourceClaim name:s resourceClaimName:s* resourceClaimTemplateName:s*
ResourceRequirements claims:[ResourceClaim limits:{q requests:{q
PodSchedulingGate name:s
PodSchedulingGroup podGroupName:s
PodSecurityContext appArmorProfile:AppArmorProfile fsGroup:I* fsGroupChangePolicy:s* runAsGroup:I* runAsNonRoot:b* runAsUser:I* seLinuxChangePolicy:s* seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile supplementalGroups:[I supplementalGroupsPolicy:s* sysctls:[Sysctl windowsOptions:WindowsSecurityContextOptions
Toleration effect:s key:s operator:s tolerationSeconds:I* value:s
TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys:[s maxSkew:i! minDomains:i* nodeAffinityPolicy:s* nodeTaintsPolicy:s* topologyKey:s! whenUnsatisfiable:s!
Volume awsElasticBlockStore:* azureDisk:* azureFile:* cephfs:* cinder:* configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:* flexVolume:* flocker:* gcePersistentDisk:* gitRepo:* glusterfs:* hostPath:HostPathVolumeSource image:* iscsi:* name:s! nfs:NFSVolumeSource persistentVolumeClaim:PersistentVolumeClaimVolumeSource photonPersistentDisk:* portworxVolume:* projected:ProjectedVolumeSource quobyte:* rbd:* scaleIO:* secret:SecretVolumeSource storageos:* vsphereVolume:*
ServicePort appProtocol:s* name:s nodePort:i port:i! protocol:s targetPort:x
SessionAffinityConfig clientIP:ClientIPConfig
TypedLocalObjectReference apiGroup:s* kind:s name:s
TypedObjectReference apiGroup:s* kind:s name:s namespace:s
VolumeResourceRequirements limits:{q requests:{q
CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference controllerPublishSecretRef:SecretReference driver:s! fsType:s nodeExpandSecretRef:SecretReference nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly:b volumeAttributes:{s volumeHandle:s!
HostPathVolumeSource path:s! type:s
LocalVolumeSource fsType:s path:s
NFSVolumeSource path:s readOnly:b server:s
VolumeNodeAffinity required:NodeSelector
TopologySelectorLabelRequirement key:s values:[s
NodeConfigSource configMap:ConfigMapNodeConfigSource
Taint effect:s key:s timeAdded:t value:s
EndpointConditions ready:b* serving:b* terminating:b*
EndpointHints forNodes:[ForNode forZones:[ForZone
LabelSelectorRequirement key:s! operator:s! values:[s
RollingUpdateStatefulSetStrategy maxUnavailable:x partition:i*
NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:[PreferredSchedulingTerm requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
PodAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:[WeightedPodAffinityTerm requiredDuringSchedulingIgnoredDuringExecution:[PodAffinityTerm
EnvVar name:s! value:s valueFrom:EnvVarSource
EnvFromSource configMapRef:ConfigMapEnvSource prefix:s secretRef:SecretEnvSource
Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal:s*
Probe exec:ExecAction failureThreshold:i grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:TCPSocketAction terminationGracePeriodSeconds:I* timeoutSeconds:i
ContainerPort containerPort:i! hostIP:s hostPort:i name:s protocol:s
ContainerResizePolicy resourceName:s restartPolicy:s
ContainerRestartRule action:s exitCodes:ContainerRestartRuleOnExitCodes
SecurityContext allowPrivilegeEscalation:b* appArmorProfile:AppArmorProfile capabilities:Capabilities privileged:b* procMount:s* readOnlyRootFilesystem:b* runAsGroup:I* runAsNonRoot:b* runAsUser:I* seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile windowsOptions:WindowsSecurityContextOptions
VolumeDevice devicePath:s name:s
VolumeMount mountPath:s! mountPropagation:s* name:s! readOnly:b recursiveReadOnly:s* subPath:s subPathExpr:s
PodDNSConfigOption name:s value:s
ResourceClaim name:s request:s
AppArmorProfile localhostProfile:s* type:s
SELinuxOptions level:s role:s type:s user:s
SeccompProfile localhostProfile:s* type:s
Sysctl name:s value:s
WindowsSecurityContextOptions gmsaCredentialSpec:s* gmsaCredentialSpecName:s hostProcess:b* runAsUserName:s
ConfigMapVolumeSource defaultMode:i* items:[KeyToPath name:s optional:b*
CSIVolumeSource driver:s! fsType:s nodePublishSecretRef:LocalObjectReference readOnly:b volumeAttributes:{s
DownwardAPIVolumeSource defaultMode:i* items:[DownwardAPIVolumeFile
EmptyDirVolumeSource medium:s sizeLimit:q
EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
PersistentVolumeClaimVolumeSource claimName:s! readOnly:b
ProjectedVolumeSource defaultMode:i* sources:[VolumeProjection
SecretVolumeSource defaultMode:i* items:[KeyToPath optional:b* secretName:s
ClientIPConfig timeoutSeconds:i*
SecretReference name:s namespace:s
NodeSelector nodeSelectorTerms:[NodeSelectorTerm!
ConfigMapNodeConfigSource kubeletConfigKey:s name:s namespace:s resourceVersion:s uid:s
ForNode name:s
ForZone name:s
PreferredSchedulingTerm preference:NodeSelectorTerm! weight:i!
WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm! weight:i!
PodAffinityTerm labelSelector:LabelSelector matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:LabelSelector namespaces:[s topologyKey:s!
EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector
ConfigMapEnvSource name:s optional:b*
SecretEnvSource name:s optional:b*
LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction
ExecAction command:[s
GRPCAction port:i! service:s*
HTTPGetAction host:s httpHeaders:[HTTPHeader path:s port:x! scheme:s
TCPSocketAction host:s port:x!
ContainerRestartRuleOnExitCodes operator:s values:[i
Capabilities add:[s drop:[s
KeyToPath key:s! mode:i* path:s!
DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode:i* path:s resourceFieldRef:ResourceFieldSelector
PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection serviceAccountToken:ServiceAccountTokenProjection
NodeSelectorTerm matchExpressions:[NodeSelectorRequirement matchFields:[NodeSelectorRequirement
ConfigMapKeySelector key:s! name:s optional:b*
ObjectFieldSelector apiVersion:s fieldPath:s!
FileKeySelector key:s optional:b* path:s volumeName:s
ResourceFieldSelector containerName:s divisor:q! resource:s
SecretKeySelector key:s! name:s optional:b*
SleepAction seconds:i
HTTPHeader name:s! value:s!
ClusterTrustBundleProjection labelSelector:LabelSelector name:s optional:b* path:s signerName:s*
ConfigMapProjection items:[KeyToPath name:s optional:b*
DownwardAPIProjection items:[DownwardAPIVolumeFile
PodCertificateProjection certificateChainPath:s credentialBundlePath:s keyPath:s keyType:s maxExpirationSeconds:i signerName:s* userAnnotations:{s
SecretProjection items:[KeyToPath name:s optional:b*
ServiceAccountTokenProjection audience:s expirationSeconds:I* path:s
NodeSelectorRequirement key:s! operator:s! values:[s
`;

export interface Field {
  readonly name: string;
  /** Without the marks of lists and maps. */
  readonly type: string;
  readonly container: '' | '[' | '{';
  /** Zero values of it are kept. */
  readonly keepsZero: boolean;
}
export type Struct = ReadonlyMap<string, Field>;

function parseField(text: string): Field {
  const [, name, container, type, flag] = /^([^:]+):([[{]?)(\*|\w+)([*!]?)$/.exec(text)!;
  return { name: name!, type: type!, container: container as Field['container'], keepsZero: flag !== '' };
}

function parseTable(): ReadonlyMap<string, Struct> {
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [name, ...fields] = line.split(' ');
        return [name!, new Map(fields.map((f) => [f.split(':')[0]!, parseField(f)]))];
      }),
  );
}

let parsed: ReadonlyMap<string, Struct> | undefined;

/** The fields of a struct, or of a kind; `undefined` when the lab does not know it. */
export function structOf(name: string): Struct | undefined {
  return (parsed ??= parseTable()).get(name);
}
