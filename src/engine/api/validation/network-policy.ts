/** Rules for NetworkPolicies. */
// Models kubernetes/pkg/apis/networking/validation/validation.go ValidateNetworkPolicySpec
// Differs: the exceptions of an address block are not judged.
import { checked, type Errors, forbiddenField, invalidValue, need, oneOf, portNumber } from './errors.ts';
import { type Json, list, record } from './json.ts';
import { validateLabelSelector } from './meta.ts';
import { isCidr, isPortName } from './names.ts';

export function validateNetworkPolicy(errors: Errors, { podSelector, ingress, egress, policyTypes }: Json): void {
  validateLabelSelector(errors, 'spec.podSelector', record(podSelector));
  for (const [name, rules] of Object.entries({ ingress, egress })) {
    list(rules).forEach(({ ports, from, to }, i) => {
      const at = `spec.${name}[${i}]`;
      list(ports).forEach((port, j) => validatePolicyPort(errors, `${at}.ports[${j}]`, port));
      list(from ?? to).forEach((peer, j) => validatePeer(errors, `${at}.${from ? 'from' : 'to'}[${j}]`, peer));
    });
  }
  for (const type of (policyTypes ?? []) as readonly string[]) {
    oneOf(errors, 'spec.policyTypes', type, ['Egress', 'Ingress']);
  }
}

function validatePolicyPort(errors: Errors, at: string, { protocol, port, endPort }: Json): void {
  oneOf(errors, `${at}.protocol`, protocol, ['TCP', 'UDP', 'SCTP']);
  if (typeof port === 'string') checked(errors, `${at}.port`, port, isPortName);
  else portNumber(errors, `${at}.port`, port);
  if (endPort === undefined) return;
  if (typeof port !== 'number') {
    const why = `may not be specified when \`port\` is ${port === undefined ? 'not specified' : 'non-numeric'}`;
    errors.push(invalidValue(`${at}.endPort`, endPort, why));
  } else if ((endPort as number) < port) {
    errors.push(invalidValue(`${at}.endPort`, port, 'must be greater than or equal to `port`'));
  } else portNumber(errors, `${at}.endPort`, endPort);
}

function validatePeer(errors: Errors, at: string, { ipBlock, ...selectors }: Json): void {
  const chosen = Object.entries(selectors).filter(([, selector]) => selector !== undefined);
  for (const [name, selector] of chosen) validateLabelSelector(errors, `${at}.${name}`, record(selector));
  if (ipBlock === undefined) {
    need(errors, at, chosen, 'must specify a peer');
    return;
  }
  const { cidr } = record(ipBlock);
  need(errors, `${at}.ipBlock.cidr`, cidr);
  checked(errors, `${at}.ipBlock.cidr`, cidr as string, isCidr);
  if (chosen.length > 0) errors.push(forbiddenField(at, 'may not specify both ipBlock and another peer'));
}
