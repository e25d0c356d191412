/** Components of the control plane. */
import { DefinitionFinalizer } from './controllers/apiextensions/definition-finalizer.ts';
import { AttachDetachController } from './controllers/attachdetach/attach-detach-controller.ts';
import type { Component, ComponentContext } from './controllers/component.ts';
import { DeploymentController } from './controllers/deployment/deployment.ts';
import { DisruptionController } from './controllers/disruption/disruption-controller.ts';
import { EndpointSliceController } from './controllers/endpointslice/endpoint-slice-controller.ts';
import { GarbageCollector } from './controllers/garbagecollector/garbage-collector.ts';
import { NamespaceController } from './controllers/namespace/namespace-controller.ts';
import type { NodeLifecycleController } from './controllers/nodelifecycle/node-lifecycle-controller.ts';
import { TaintEvictionController } from './controllers/nodelifecycle/taint-eviction-controller.ts';
import { PodGarbageCollector } from './controllers/podgc/pod-gc-controller.ts';
import { ReplicaSetController } from './controllers/replicaset/replica-set.ts';
import { ResourceQuotaController } from './controllers/resourcequota/resource-quota-controller.ts';
import { RootCACertPublisher } from './controllers/serviceaccount/root-ca-cert-publisher.ts';
import { ServiceAccountsController } from './controllers/serviceaccount/service-accounts-controller.ts';
import { StatefulSetController } from './controllers/statefulset/stateful-set.ts';
import { ClaimProtectionController } from './controllers/volume/claim-protection.ts';
import { EphemeralVolumeController } from './controllers/volume/ephemeral-volume-controller.ts';
import { PersistentVolumeBinder } from './controllers/volume/persistent-volume-binder.ts';
import { VolumeExpander } from './controllers/volume/volume-expander.ts';
import type { Kubelet } from './kubelet/kubelet.ts';
import { Scheduler } from './scheduler/scheduler.ts';

/** Those that the cluster itself uses. */
interface Own {
  readonly kubelet: Kubelet;
  readonly nodeLifecycle: NodeLifecycleController;
}

/** All of them, in the order in which they are notified of a write. */
export function componentsOf(context: ComponentContext, { kubelet, nodeLifecycle }: Own): readonly Component[] {
  const isMounted = (volume: string, node: string): boolean => kubelet.hasMounted(volume, node);
  return [
    new StatefulSetController(context),
    new DeploymentController(context),
    new ReplicaSetController(context),
    new PersistentVolumeBinder(context),
    new EphemeralVolumeController(context),
    new VolumeExpander(context, isMounted),
    new ClaimProtectionController(context),
    new GarbageCollector(context),
    new EndpointSliceController(context),
    new Scheduler(context),
    nodeLifecycle,
    new TaintEvictionController(context),
    new PodGarbageCollector(context),
    new DisruptionController(context),
    new NamespaceController(context),
    new ServiceAccountsController(context),
    // The ServiceAccount plugin mounts this ConfigMap.
    ...(context.plugins.ServiceAccount ? [new RootCACertPublisher(context)] : []),
    new ResourceQuotaController(context),
    new DefinitionFinalizer(context),
    ...(kubelet.attachesVolumes ? [new AttachDetachController(context, isMounted)] : []),
    kubelet,
  ];
}
