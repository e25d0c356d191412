/** `kubectl rollout restart`, `pause` and `resume` */
// Models kubectl/pkg/cmd/rollout/rollout_{restart,pause,resume}.go and kubectl/pkg/polymorphichelpers/object{restarter,pauser,resumer}.go
import { type Deployment, type KubernetesObject, StatusError, timestamp } from '../../../engine/index.ts';
import type { Command } from '../../command.ts';
import { fieldManagerFlag, objectFlags, startReport } from '../../flags/print-flags.ts';
import { groupResource } from '../../resources/rest-mapper.ts';
import { Aside, visitAll } from '../../resources/visit.ts';
import { findRollouts, noneFound, rolloutFlags } from './rollout-targets.ts';

interface RolloutVerb {
  readonly name: string;
  readonly short: string;
  readonly long: string;
  readonly operation: string;
  /** Returns the patch, or the reason why there is none. */
  readonly patch: (object: KubernetesObject, now: string) => object | string;
}

export const rolloutRestart = commandOf({
  name: 'restart',
  short: 'Restart a resource',
  long: 'Restart a resource.\n\n Resource rollout will be restarted.',
  operation: 'restarted',
  patch(object, now) {
    if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) return 'restarting is not supported';
    if (object.kind === 'Deployment' && (object as Deployment).spec.paused) {
      return "can't restart paused deployment (run rollout resume first)";
    }
    return { spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': now } } } } };
  },
});

export const rolloutPause = commandOf({
  name: 'pause',
  short: 'Mark the provided resource as paused',
  long: 'Mark the provided resource as paused.\n\n Paused resources will not be reconciled by a controller. Currently only deployments support being paused.',
  operation: 'paused',
  patch(object) {
    if (object.kind !== 'Deployment') return 'pausing is not supported';
    return (object as Deployment).spec.paused ? 'is already paused' : { spec: { paused: true } };
  },
});

export const rolloutResume = commandOf({
  name: 'resume',
  short: 'Resume a paused resource',
  long: 'Resume a paused resource.\n\n Currently only deployments support being resumed.',
  operation: 'resumed',
  patch(object) {
    if (object.kind !== 'Deployment') return 'resuming is not supported';
    return (object as Deployment).spec.paused ? { spec: { paused: null } } : 'is not paused';
  },
});

function commandOf({ name, short, long, operation, patch }: RolloutVerb): Command {
  return {
    name,
    short,
    long,
    usage: 'RESOURCE',
    examples: `# ${short}\nkubectl rollout ${name} deployment/abc\n`,
    flags: [...rolloutFlags, ...objectFlags, fieldManagerFlag],
    completes: 'resources',
    *run(parsed, env) {
      const report = yield* startReport(parsed.flags, env);
      const now = env.clock?.() ?? timestamp(env.cluster.now());
      const found = findRollouts(parsed, env);
      if (yield* noneFound(found, parsed)) return 0;
      yield* visitAll(found, function* ({ mapping, name, namespace, live }) {
        const change = patch(live!, now);
        if (typeof change === 'string') throw new Aside(`error: ${groupResource(mapping)} "${name}" ${change}`);
        let written = live!;
        try {
          written = env.api.patch(mapping.resource, name, namespace, 'strategic', change, env.actor, report.options);
        } catch (error) {
          if (!(error instanceof StatusError)) throw error;
          throw new Aside(`failed to patch: ${error.message}`);
        }
        yield* report.done(mapping, written, operation);
      });
      return 0;
    },
  };
}
