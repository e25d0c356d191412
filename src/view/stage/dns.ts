/**
 * Answers of the cluster's DNS at this moment, with reasons. CoreDNS answers the names of single Pods under any Service
 * that selects them, headless or not; the difference is in the Service's own name.
 */
import type { Pod, Service } from '../../engine/index.ts';
import type { DnsModel, DnsVerdict, ServiceModel } from '../stage-model.ts';
import { isReady } from './pod.ts';

const zone = 'svc.cluster.local';

/** An equality selector; one without entries selects nothing (such a Service gets no endpoints). */
function selects(service: Service, pod: Pod): boolean {
  const selector = Object.entries(service.spec.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => pod.metadata.labels?.[key] === value);
}

const isHeadless = (service: Service): boolean => service.spec.clusterIP === 'None';

/** Reports if the Service publishes the Pod's address. */
function isPublished(service: Service, pod: Pod): boolean {
  const ready = isReady(pod) && !pod.metadata.deletionTimestamp;
  return Boolean(pod.status.podIP) && (ready || Boolean(service.spec.publishNotReadyAddresses));
}

function verdict(serviceName: string | undefined, service: Service | undefined, pod: Pod | undefined): DnsVerdict {
  if (!serviceName) return 'NoServiceName';
  if (service === undefined) return 'ServiceMissing';
  if (pod === undefined) return 'PodAbsent';
  if (!selects(service, pod)) return 'ServiceSelectsOthers';
  if (!pod.status.podIP) return 'PodHasNoAddress';
  if (isPublished(service, pod)) return 'Resolves';
  return pod.metadata.deletionTimestamp ? 'PodTerminating' : 'PodNotReady';
}

/** Returns the DNS name of one Pod of the set, and whether it resolves. */
export function dnsModel(
  podName: string,
  namespace: string,
  serviceName: string | undefined,
  service: Service | undefined,
  pod: Pod | undefined,
): DnsModel {
  const found = verdict(serviceName, service, pod);
  return {
    name: serviceName ? `${podName}.${serviceName}.${namespace}.${zone}` : null,
    verdict: found,
    addresses: found === 'Resolves' ? [pod!.status.podIP!] : [],
  };
}

/**
 * Returns the record of a Pod in the answer for the Service's own name; null if there is none. Only a headless Service
 * answers with its Pods.
 */
export function answerOf(service: Service | undefined, pod: Pod): ServiceModel['answers'][number] | null {
  if (service === undefined || !isHeadless(service) || !selects(service, pod) || !isPublished(service, pod))
    return null;
  return { pod: pod.metadata.name, ip: pod.status.podIP!, ready: isReady(pod) };
}

/** The Service that the set names. */
export function serviceModel(
  name: string,
  service: Service | undefined,
  answers: ServiceModel['answers'],
): ServiceModel {
  return {
    name,
    exists: service !== undefined,
    headless: service !== undefined && isHeadless(service),
    clusterIP: service?.spec.clusterIP ?? null,
    selector: service?.spec.selector ?? {},
    answers,
  };
}
