/** Rules for Services. */
// Models kubernetes/pkg/apis/core/validation/validation.go ValidateService
// Differs: IP families are not compared with addresses; source ranges are not validated.
import type { Service } from '../types.ts';
import {
  checked,
  duplicate,
  type Errors,
  forbiddenField,
  invalidValue,
  oneOf,
  portNumber,
  required,
  unique,
} from './errors.ts';
import { internalFields } from './internal-form.ts';
import { validateLabels, validateName } from './meta.ts';
import { isDns1123Label, isDns1123Subdomain, isEndpointIp, isIp, isPortName } from './names.ts';

interface Port {
  readonly name?: string;
  readonly protocol?: string;
  readonly port?: number;
  readonly targetPort?: string | number;
  readonly nodePort?: number;
}

/** Most seconds for which a client stays with a Pod: a day. */
const maxTimeout = 86_400;

const serviceTypes = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];

export function validateService(errors: Errors, { spec }: Service): void {
  const ports = (spec.ports ?? []) as readonly Port[];
  const headless = spec.clusterIP === 'None';
  if (ports.length === 0 && !headless && spec.type !== 'ExternalName') required(errors, 'spec.ports');
  if (headless && (spec.type === 'NodePort' || spec.type === 'LoadBalancer')) {
    invalidValue(errors, 'spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${spec.type} services`);
  }
  if (spec.type === 'ExternalName') validateExternalName(errors, spec);
  validatePorts(errors, ports);
  validateLabels(errors, 'spec.selector', spec.selector as Record<string, string> | undefined);
  oneOf(errors, 'spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']);
  const timeout = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 1;
  if (timeout <= 0 || timeout > maxTimeout) {
    const why = `must be greater than 0 and less than ${maxTimeout}`;
    invalidValue(errors, 'spec.sessionAffinityConfig.clientIP.timeoutSeconds', timeout, why);
  }
  if (spec.type !== 'ExternalName') validateFamilies(errors, spec);
  oneOf(errors, 'spec.type', spec.type, serviceTypes);
  if (!headless && spec.type !== 'ExternalName') checked(errors, 'spec.clusterIPs[0]', spec.clusterIP, isIp);
  ((spec['externalIPs'] ?? []) as readonly string[]).forEach((ip, i) => {
    checked(errors, `spec.externalIPs[${i}]`, ip, isEndpointIp);
  });
  validateNodePorts(errors, ports, spec.type as string);
  validateUniquePorts(errors, ports);
  validateTraffic(errors, spec);
}

/** Returns true for a Service that is reachable from outside the cluster. */
export const isReachedFromOutside = ({ spec }: Pick<Service, 'spec'>): boolean =>
  spec.type === 'LoadBalancer' || spec.type === 'NodePort' || (spec.externalIPs ?? []).length > 0;

export const needsHealthCheck = ({ spec }: Pick<Service, 'spec'>): boolean =>
  spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';

/** Checks fields for external traffic and load balancers. */
function validateTraffic(errors: Errors, spec: Service['spec']): void {
  const { type, externalTrafficPolicy: policy } = spec;
  if (type !== 'LoadBalancer') {
    // The API server writes the first one with a capital letter.
    const fields = {
      LoadBalancerSourceRanges: spec.loadBalancerSourceRanges,
      allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts,
      loadBalancerClass: spec.loadBalancerClass,
    };
    for (const [name, value] of Object.entries(fields)) {
      if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      forbiddenField(errors, `spec.${name}`, "may only be used when `type` is 'LoadBalancer'");
    }
  }
  if (policy !== undefined && !isReachedFromOutside({ spec })) {
    const why = 'may only be set for externally-accessible services';
    invalidValue(errors, 'spec.externalTrafficPolicy', policy, why);
  } else oneOf(errors, 'spec.externalTrafficPolicy', policy, ['Cluster', 'Local']);
  if (spec.healthCheckNodePort && !needsHealthCheck({ spec })) {
    const why = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    invalidValue(errors, 'spec.healthCheckNodePort', spec.healthCheckNodePort, why);
  }
  oneOf(errors, 'spec.internalTrafficPolicy', spec.internalTrafficPolicy, ['Cluster', 'Local']);
  oneOf(errors, 'spec.trafficDistribution', spec.trafficDistribution, [
    'PreferClose',
    'PreferSameZone',
    'PreferSameNode',
  ]);
}

/** Returns the requested IP families. */
function validateFamilies(errors: Errors, spec: Service['spec']): void {
  const families = (spec.ipFamilies ?? []) as readonly string[];
  families.forEach((family, i) => {
    oneOf(errors, `spec.ipFamilies[${i}]`, family, ['IPv4', 'IPv6']);
    if (families.indexOf(family) < i) duplicate(errors, `spec.ipFamilies[${i}]`, family);
  });
  oneOf(errors, 'spec.ipFamilyPolicy', spec.ipFamilyPolicy, ['PreferDualStack', 'RequireDualStack', 'SingleStack']);
}

function validateExternalName(errors: Errors, spec: Service['spec']): void {
  // The list of addresses follows the first one.
  const given = {
    clusterIPs: spec.clusterIPs ?? spec.clusterIP,
    ipFamilies: spec.ipFamilies,
    ipFamilyPolicy: spec.ipFamilyPolicy,
  };
  for (const [name, value] of Object.entries(given)) {
    if (value?.length) forbiddenField(errors, `spec.${name}`, 'may not be set for ExternalName services');
  }
  const name = spec.externalName as string | undefined;
  if (!name) required(errors, 'spec.externalName');
  else checked(errors, 'spec.externalName', name.replace(/\.$/, ''), isDns1123Subdomain);
}

function validatePorts(errors: Errors, ports: readonly Port[]): void {
  const names = new Set<string>();
  ports.forEach((port, i) => {
    const at = `spec.ports[${i}]`;
    if (port.name) {
      validateName(errors, `${at}.name`, port.name, isDns1123Label);
      unique(errors, `${at}.name`, port.name, names);
    } else if (ports.length > 1) required(errors, `${at}.name`);
    if (!port.port) invalidValue(errors, `${at}.port`, 0, 'must be between 1 and 65535, inclusive');
    else portNumber(errors, `${at}.port`, port.port);
    oneOf(errors, `${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']);
    if (typeof port.targetPort === 'string') checked(errors, `${at}.targetPort`, port.targetPort, isPortName);
    else portNumber(errors, `${at}.targetPort`, port.targetPort);
  });
}

/** A Service of type ClusterIP has no node ports; in other types, each port and protocol is used once. */
function validateNodePorts(errors: Errors, ports: readonly Port[], type: string): void {
  const used = new Set<string>();
  ports.forEach(({ protocol = 'TCP', nodePort }, i) => {
    if (nodePort === undefined) return;
    const at = `spec.ports[${i}].nodePort`;
    if (type === 'ClusterIP') forbiddenField(errors, at, "may not be used when `type` is 'ClusterIP'");
    else if (used.has(`${protocol}/${nodePort}`)) duplicate(errors, at, nodePort);
    used.add(`${protocol}/${nodePort}`);
  });
}

/** Each port and protocol is used once. */
function validateUniquePorts(errors: Errors, ports: readonly Port[]): void {
  const numbers = new Set<string>();
  ports.forEach(({ protocol = 'TCP', port = 0 }, i) => {
    const key = `${protocol}/${port}`;
    if (numbers.has(key)) {
      duplicate(errors, `spec.ports[${i}]`, internalFields('ServicePort', { protocol, port }));
    }
    numbers.add(key);
  });
}

/** The cluster IP of a Service does not change once it is set. */
export function validateServiceUpdate(errors: Errors, { spec }: Service, old: Service): void {
  if (spec.type === 'ExternalName' || old.spec.type === 'ExternalName') return;
  if (old.spec.clusterIP && spec.clusterIP !== old.spec.clusterIP) {
    invalidValue(errors, 'spec.clusterIPs[0]', spec.clusterIPs ?? [spec.clusterIP], 'may not change once set');
  }
}
