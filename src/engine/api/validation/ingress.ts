/** Rules for Ingresses. */
// Models kubernetes/pkg/apis/networking/validation/validation.go
import { checked, type Errors, invalidValue, need, notSupported, portNumber, required } from './errors.ts';
import { type Json, list, record } from './json.ts';
import { isDns1123Label, isDns1123Subdomain, isIp, isPortName, isWildcardDns1123Subdomain } from './names.ts';

/** @param spec The spec of an Ingress. */
export function validateIngress(errors: Errors, { defaultBackend, rules, tls }: Json): void {
  list(rules).forEach(({ host = '', http }, i) => {
    validateHost(errors, `spec.rules[${i}].host`, host as string);
    if (http !== undefined) validatePaths(errors, `spec.rules[${i}].http.paths`, list(record(http)['paths']));
  });
  if (defaultBackend !== undefined) validateBackend(errors, 'spec.defaultBackend', defaultBackend);
  else if (list(rules).length === 0) {
    invalidValue(errors, 'spec', rules ?? null, 'either `defaultBackend` or `rules` must be specified');
  }
  list(tls).forEach(({ hosts }, i) =>
    ((hosts ?? []) as readonly string[]).forEach((host, j) =>
      validateHostName(errors, `spec.tls[${i}].hosts[${j}]`, host),
    ),
  );
}

function validateHost(errors: Errors, field: string, host: string): void {
  if (host !== '' && isIp(host).length === 0) {
    invalidValue(errors, field, host, 'must be a DNS name, not an IP address');
  } else validateHostName(errors, field, host);
}

const validateHostName = (errors: Errors, field: string, host: string): void =>
  checked(errors, field, host, host.includes('*') ? isWildcardDns1123Subdomain : isDns1123Subdomain);

/** Parts and ends that a path must not have. */
const invalidSequences = ['//', '/./', '/../', '%2f', '%2F'];
const invalidSuffixes = ['/..', '/.'];

function validatePaths(errors: Errors, field: string, paths: readonly Json[]): void {
  need(errors, field, paths);
  paths.forEach(({ path, pathType, backend }, i) => {
    const at = `${field}[${i}]`;
    if (pathType === undefined) required(errors, `${at}.pathType`, 'pathType must be specified');
    else validatePath(errors, at, (path ?? '') as string, pathType as string);
    validateBackend(errors, `${at}.backend`, backend);
  });
}

function validatePath(errors: Errors, at: string, path: string, pathType: string): void {
  if (pathType === 'ImplementationSpecific') {
    if (path !== '' && !path.startsWith('/')) {
      invalidValue(errors, `${at}.path`, path, 'must be an absolute path');
    }
  } else if (pathType === 'Exact' || pathType === 'Prefix') {
    if (!path.startsWith('/')) invalidValue(errors, `${at}.path`, path, 'must be an absolute path');
    if (path === '') return;
    for (const part of invalidSequences.filter((each) => path.includes(each))) {
      invalidValue(errors, `${at}.path`, path, `must not contain '${part}'`);
    }
    for (const end of invalidSuffixes.filter((each) => path.endsWith(each))) {
      invalidValue(errors, `${at}.path`, path, `cannot end with '${end}'`);
    }
  } else notSupported(errors, `${at}.pathType`, pathType, ['Exact', 'ImplementationSpecific', 'Prefix']);
}

function validateBackend(errors: Errors, field: string, backend: unknown): void {
  const { service, resource } = record(backend);
  if (service !== undefined && resource !== undefined) {
    invalidValue(errors, field, '', 'cannot set both resource and service backends');
  } else if (resource !== undefined) {
    for (const name of ['kind', 'name']) need(errors, `${field}.resource.${name}`, record(resource)[name]);
  } else if (service === undefined) {
    required(errors, field, 'either a service or resource backend is required');
  } else validateServiceBackend(errors, field, record(service));
}

function validateServiceBackend(errors: Errors, field: string, { name, port }: Json): void {
  need(errors, `${field}.service.name`, name);
  checked(errors, `${field}.service.name`, name as string, isDns1123Label);
  const { name: portName, number = 0 } = record(port);
  if (portName && number) invalidValue(errors, field, '', 'cannot set both port name & port number');
  else if (portName) checked(errors, `${field}.service.port.name`, portName as string, isPortName);
  else if (number) portNumber(errors, `${field}.service.port.number`, number);
  else required(errors, field, 'port name or number is required');
}
