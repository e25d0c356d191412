/** Describes Ingresses, IngressClasses and ServiceCIDRs. */
import type { ObjectView } from '../../engine/index.ts';
import { longTime } from '../text/age.ts';
import { field, list, text } from '../resources/fields.ts';
import { describedEndpoints } from './network.ts';
import { type Describe, labelsAndAnnotations, nameOnly } from './workloads.ts';

export const describeIngress: Describe = (out, object, { view }) => {
  const namespace = object.metadata.namespace ?? 'default';
  const backend = field(object, 'spec.defaultBackend');
  const otherwise = backend === undefined ? '<default>' : backendText(view, namespace, backend);
  const addresses = list(object, 'status.loadBalancer.ingress').map((one) => text(one, 'ip') || text(one, 'hostname'));
  nameOnly(out, object)
    .labels('Labels', object.metadata.labels)
    .line(0, `Namespace:\t${namespace}`)
    .line(0, `Address:\t${[...new Set(addresses)].sort().join(',')}`)
    .line(0, `Ingress Class:\t${text(object, 'spec.ingressClassName') || '<none>'}`)
    .line(0, `Default backend:\t${otherwise}`);
  const tls = list(object, 'spec.tls');
  if (tls.length > 0) out.line(0, 'TLS:');
  for (const one of tls) {
    const [secret, hosts] = [text(one, 'secretName'), list(one, 'hosts').join(',')];
    out.line(1, secret === '' ? `SNI routes ${hosts}` : `${secret} terminates ${hosts}`);
  }
  out.line(0, 'Rules:').line(1, 'Host\tPath\tBackends').line(1, '----\t----\t--------');
  const rules = list(object, 'spec.rules').filter((rule) => field(rule, 'http') !== undefined);
  for (const rule of rules) {
    out.line(1, `${text(rule, 'host') || '*'}\t`);
    for (const path of list(rule, 'http.paths')) {
      out.line(2, `\t${text(path, 'path')} \t${backendText(view, namespace, field(path, 'backend'))}`);
    }
  }
  if (rules.length === 0) out.line(1, `*\t*\t${otherwise}`);
  out.annotations('Annotations', object.metadata.annotations);
};

/** A backend: a Service with its endpoints, or a resource. */
function backendText(view: ObjectView, namespace: string, backend: unknown): string {
  const resource = field(backend, 'resource');
  if (field(backend, 'service') === undefined) {
    if (resource === undefined) return '';
    const [group, kind, name] = ['apiGroup', 'kind', 'name'].map((of) => text(resource, of));
    return `APIGroup: ${group || '<none>'}, Kind: ${kind}, Name: ${name}`;
  }
  const name = text(backend, 'service.name');
  const [number, portName] = [text(backend, 'service.port.number'), text(backend, 'service.port.name')];
  const shown = `${name}:${number || portName}`;
  const service = view.get('services', name, namespace);
  if (service === undefined) return `${shown} (<error: services "${name}" not found>)`;
  const ports = service.spec.ports ?? [];
  const port = ports.findLast((one) => (number === '' ? one.name === portName : String(one.port) === number));
  return `${shown} (${describedEndpoints(view, service, port?.name ?? '')})`;
}

export const describeIngressClass: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object).line(0, `Controller:\t${text(object, 'spec.controller')}`);
  const parameters = field(object, 'spec.parameters');
  if (parameters === undefined) return;
  out.line(0, 'Parameters:');
  const group = text(parameters, 'apiGroup');
  if (group !== '') out.line(1, `APIGroup:\t${group}`);
  out.line(1, `Kind:\t${text(parameters, 'kind')}`).line(1, `Name:\t${text(parameters, 'name')}`);
};

export const describeServiceCidr: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object).line(0, `CIDRs:\t${list(object, 'spec.cidrs').join(', ')}`);
  const conditions = list(object, 'status.conditions');
  if (conditions.length === 0) return;
  out
    .line(0, 'Status:')
    .line(0, 'Conditions:')
    .line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
    .line(1, '----\t------\t------------------\t------\t-------');
  for (const c of conditions) {
    const [type, status, time, reason, message] = ['type', 'status', 'lastTransitionTime', 'reason', 'message'].map(
      (of) => text(c, of),
    );
    out.line(1, [type, status, longTime(time!), reason, message].join('\t'));
  }
};

export const describeIpAddress: Describe = (out, object) => {
  labelsAndAnnotations(nameOnly(out, object), object);
  const parent = field(object, 'spec.parentRef');
  if (parent === undefined) return;
  out.line(0, 'Parent Reference:');
  for (const title of ['Group', 'Resource', 'Namespace', 'Name']) {
    out.line(1, `${title}:\t${text(parent, title.toLowerCase())}`);
  }
};
