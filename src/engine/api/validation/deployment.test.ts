import { describe, expect, it } from 'vitest';
import { createCluster, type Manifest, StatusError } from '../../index.ts';
import { actor, newDeployment } from '../../testing/deployment-scenario.ts';

/** Returns the API server's error for a manifest, without the name of its object. */
function refusal(manifest: Manifest): string {
  try {
    createCluster().api.create(manifest, actor);
  } catch (error) {
    if (error instanceof StatusError) return error.message.replace(/^.*? is invalid: /, '');
    throw error;
  }
  return '';
}

type Spec = Readonly<Record<string, unknown>>;

const selector = (matchLabels: object): Spec => ({ selector: { matchLabels } });
const template = (podSpec: object): Spec => ({
  template: {
    metadata: { labels: { app: 'api' } },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1' }], ...podSpec },
  },
});
const rolling = (rollingUpdate: object): Spec => ({ strategy: { type: 'RollingUpdate', rollingUpdate } });
const percent =
  "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')";

describe('a Deployment is refused', () => {
  it.each([
    [
      'a negative number of replicas',
      { replicas: -1 },
      'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    ],
    [
      'a selector that its template does not match',
      selector({ app: 'other' }),
      'spec.template.metadata.labels: Invalid value: {"app":"api"}: `selector` does not match template `labels`',
    ],
    [
      'an empty selector',
      { selector: {} },
      'spec.selector: Invalid value: {}: empty selector is invalid for deployment',
    ],
    [
      'another restart policy than Always',
      template({ restartPolicy: 'Never' }),
      'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
    ],
    [
      'an unknown strategy',
      { strategy: { type: 'Careful' } },
      'spec.strategy: Unsupported value: {"Type":"Careful","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"',
    ],
    [
      'limits with Recreate',
      { strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } },
      "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'",
    ],
    [
      'a rollout that could never begin',
      rolling({ maxSurge: 0, maxUnavailable: 0 }),
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      'a percentage that is none',
      rolling({ maxSurge: 'some' }),
      `spec.strategy.rollingUpdate.maxSurge: Invalid value: "some": ${percent}`,
    ],
    [
      'more than all unavailable',
      rolling({ maxUnavailable: '101%' }),
      'spec.strategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%',
    ],
    [
      'a deadline that passes before a Pod can be available',
      { minReadySeconds: 60, progressDeadlineSeconds: 60 },
      'spec.progressDeadlineSeconds: Invalid value: 60: must be greater than minReadySeconds',
    ],
  ] satisfies [string, Spec, string][])('for %s', (_, spec: Spec, message) => {
    expect(refusal(newDeployment(spec))).toBe(message);
  });

  it('for a selector that changes', () => {
    const { api } = createCluster();
    api.create(newDeployment(), actor);
    const labels = { app: 'other' };
    const spec = { selector: { matchLabels: labels }, template: { metadata: { labels } } };
    expect(() => api.patch('deployments', 'api', 'default', 'merge', { spec }, actor)).toThrow(
      'spec.selector: Invalid value: {"matchLabels":{"app":"other"}}: field is immutable',
    );
  });
});

describe('a Deployment gets', () => {
  it('the defaults of apps/v1', () => {
    const { spec } = createCluster().api.create(newDeployment({ replicas: undefined }), actor) as unknown as {
      spec: object;
    };
    expect(spec).toMatchObject({
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      template: { spec: { restartPolicy: 'Always' } },
    });
  });
});
