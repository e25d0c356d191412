/** Describes NetworkPolicies. */
import type { LabelSelector } from '../../engine/index.ts';
import { goTime } from '../text/age.ts';
import { field, list, text } from '../resources/fields.ts';
import { formatSelector } from '../printers/cells.ts';
import type { Description } from './description.ts';
import { type Describe, head, labelsAndAnnotations } from './workloads.ts';

const selector = (value: unknown, path: string): string =>
  formatSelector(field(value, path) as LabelSelector | undefined);

export const describeNetworkPolicy: Describe = (out, object) => {
  head(out, object).line(0, `Created on:\t${goTime(object.metadata.creationTimestamp)}`);
  labelsAndAnnotations(out, object).line(0, 'Spec:');
  const pods = selector(object, 'spec.podSelector');
  const every = '<none> (Allowing the specific traffic to all pods in this namespace)';
  out.line(1, `PodSelector:     ${pods === '<none>' ? every : pods}`);
  const types = list(object, 'spec.policyTypes').map(String);
  rules(out, types.includes('Ingress') ? list(object, 'spec.ingress') : undefined, 'ingress');
  rules(out, types.includes('Egress') ? list(object, 'spec.egress') : undefined, 'egress');
  out.line(1, `Policy Types: ${types.join(', ') || '<none>'}`);
};

const words = {
  ingress: { peers: 'from', title: 'From', any: 'source' },
  egress: { peers: 'to', title: 'To', any: 'destination' },
} as const;

/** @param allowed Undefined for a direction that the policy does not restrict. */
function rules(out: Description, allowed: readonly unknown[] | undefined, direction: keyof typeof words): void {
  if (allowed === undefined) {
    out.line(1, `Not affecting ${direction} traffic`);
    return;
  }
  out.line(1, `Allowing ${direction} traffic:`);
  if (allowed.length === 0) out.line(2, `<none> (Selected pods are isolated for ${direction} connectivity)`);
  const { peers, title, any } = words[direction];
  for (const [i, rule] of allowed.entries()) {
    const ports = list(rule, 'ports');
    if (ports.length === 0) out.line(2, 'To Port: <any> (traffic allowed to all ports)');
    for (const port of ports) out.line(2, portText(port));
    const others = list(rule, peers);
    if (others.length === 0) out.line(2, `${title}: <any> (traffic not restricted by ${any})`);
    for (const other of others) {
      out.line(2, `${title}:`);
      peer(out, other);
    }
    if (i < allowed.length - 1) out.line(2, '----------');
  }
}

function portText(port: unknown): string {
  const [first, last] = [text(port, 'port') || '<nil>', text(port, 'endPort')];
  const protocol = text(port, 'protocol') || 'TCP';
  return last === '' ? `To Port: ${first}/${protocol}` : `To Port Range: ${first}-${last}/${protocol}`;
}

function peer(out: Description, other: unknown): void {
  const [namespaces, pods] = [field(other, 'namespaceSelector'), field(other, 'podSelector')];
  if (namespaces !== undefined) out.line(3, `NamespaceSelector: ${selector(other, 'namespaceSelector')}`);
  if (pods !== undefined) out.line(3, `PodSelector: ${selector(other, 'podSelector')}`);
  if (namespaces !== undefined || pods !== undefined || field(other, 'ipBlock') === undefined) return;
  out
    .line(3, 'IPBlock:')
    .line(4, `CIDR: ${text(other, 'ipBlock.cidr')}`)
    .line(4, `Except: ${list(other, 'ipBlock.except').join(', ')}`);
}
