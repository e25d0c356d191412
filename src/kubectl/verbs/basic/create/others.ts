/** `kubectl create namespace`, `serviceaccount`, `poddisruptionbudget` and `priorityclass` */
// Models kubectl/pkg/cmd/create/create_{namespace,serviceaccount,pdb,priorityclass}.go
import { failure } from '../../../errors/failure.ts';
import { operatorNames, parseLabelSelector, SelectorError } from '../../../resources/label-selector.ts';
import type { Generator } from './generator.ts';

export const namespaceGenerator: Generator = {
  name: 'namespace',
  aliases: ['ns'],
  short: 'Create a namespace with the specified name',
  usage: 'NAME [--dry-run=server|client|none]',
  build: (name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {}, status: {} }),
};

export const serviceAccountGenerator: Generator = {
  name: 'serviceaccount',
  failed: 'failed to create serviceaccount:',
  aliases: ['sa'],
  short: 'Create a service account with the specified name',
  usage: 'NAME [--dry-run=server|client|none]',
  build: (name) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } }),
};

export const budgetGenerator: Generator = {
  name: 'poddisruptionbudget',
  failed: 'failed to create poddisruptionbudgets:',
  aliases: ['pdb'],
  short: 'Create a pod disruption budget with the specified name',
  usage: 'NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  flags: [
    { name: 'max-unavailable', type: 'string', usage: 'The maximum number or percentage of unavailable pods.' },
    { name: 'min-available', type: 'string', usage: 'The minimum number or percentage of available pods.' },
    { name: 'selector', type: 'string', usage: 'A label selector to use for this budget.' },
  ],
  build(name, { flags }) {
    const [minimum, maximum] = [flags.string('min-available'), flags.string('max-unavailable')];
    if (flags.string('selector') === '') throw failure('a selector must be specified');
    if (minimum === '' && maximum === '') throw failure('one of min-available or max-unavailable must be specified');
    if (minimum !== '' && maximum !== '') throw failure('min-available and max-unavailable cannot be both specified');
    for (const [flag, text] of Object.entries({ 'min-available': minimum, 'max-unavailable': maximum })) {
      if (!/^(\d+%?)?$/.test(text)) throw failure(`invalid format specified for ${flag}`);
    }
    return {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: {
        ...(maximum !== '' && { maxUnavailable: countOrPercentage(maximum) }),
        ...(minimum !== '' && { minAvailable: countOrPercentage(minimum) }),
        selector: labelSelector(flags.string('selector')),
      },
      status: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
    };
  },
};

const countOrPercentage = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

/** Converts a typed selector to a field of a spec. */
function labelSelector(text: string): object {
  try {
    const requirements = parseLabelSelector(text);
    const equal = requirements.filter(({ operator }) => operator === '=' || operator === '==');
    const others = requirements.filter((requirement) => !equal.includes(requirement));
    return {
      ...(others.length > 0 && {
        matchExpressions: others.map(({ key, operator, values }) => ({
          key,
          operator: operatorNames[operator],
          ...(values.length > 0 && { values }),
        })),
      }),
      ...(equal.length > 0 && { matchLabels: Object.fromEntries(equal.map(({ key, values }) => [key, values[0]!])) }),
    };
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw failure(`couldn't parse the selector string ${JSON.stringify(text)}: ${error.message}`);
  }
}

export const priorityClassGenerator: Generator = {
  name: 'priorityclass',
  failed: 'failed to create priorityclass:',
  aliases: ['pc'],
  short: 'Create a priority class with the specified name',
  usage: 'NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]',
  flags: [
    { name: 'description', type: 'string', usage: 'A string that usually provides guidelines on when to use it.' },
    { name: 'global-default', type: 'bool', usage: 'Whether this PriorityClass is the default priority.' },
    { name: 'preemption-policy', type: 'string', default: 'PreemptLowerPriority', usage: 'The policy for preempting.' },
    { name: 'value', type: 'int', default: '0', usage: 'The value of this priority class.' },
  ],
  build: (name, { flags }) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    ...(flags.has('description') && { description: flags.string('description') }),
    ...(flags.bool('global-default') && { globalDefault: true }),
    kind: 'PriorityClass',
    metadata: { name },
    preemptionPolicy: flags.string('preemption-policy'),
    value: flags.int('value'),
  }),
};
