/** `kubectl rollout status` */
// Models kubectl/pkg/cmd/rollout/rollout_status.go and kubectl/pkg/polymorphichelpers/rollout_status.go
import type { Deployment, KubernetesObject, StatefulSet } from '../../../engine/index.ts';
import { type Chunk, type Command, type KubectlEnvironment, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { Aside, visitAll } from '../../resources/visit.ts';
import { findRollouts, goGroupKind, noneFound, revisionAnnotation, rolloutFlags } from './rollout-targets.ts';

export const rolloutStatus: Command = {
  name: 'status',
  short: 'Show the status of the rollout',
  long:
    "Show the status of the rollout.\n\n By default 'rollout status' will watch the status of the latest rollout until it's done. If you don't want to wait for\n" +
    'the rollout to finish then you can use --watch=false.',
  usage: '(TYPE NAME | TYPE/NAME) [flags]',
  examples: '# Watch the rollout status of a stateful set\nkubectl rollout status statefulset/web\n',
  flags: [
    ...rolloutFlags,
    { name: 'revision', type: 'int', default: '0', usage: 'Pin to a specific revision for showing its status.' },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      usage: 'How long to wait before ending watch, zero means never.',
    },
    {
      name: 'watch',
      short: 'w',
      type: 'bool',
      default: 'true',
      usage: "Watch the status of the rollout until it's done.",
    },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const found = findRollouts(parsed, env);
    const revision = flags.int('revision');
    if (revision < 0) throw failure(`revision must be a positive integer: ${revision}`);
    if (yield* noneFound(found, parsed)) return 0;
    const timeout = flags.duration('timeout');
    yield* visitAll(found, function* ({ mapping, live }) {
      if (!(mapping.kind in viewers) || mapping.group !== 'apps') {
        throw new Aside(`no status viewer has been implemented for ${goGroupKind(mapping)}`);
      }
      const deadline = timeout === 0 ? Infinity : env.cluster.now() + timeout;
      yield* follow(live!, (object) => rolloutJudgement(object, revision), flags.bool('watch'), deadline, env);
    });
    return 0;
  },
};

export interface Judgement {
  readonly text: string;
  readonly done: boolean;
}

/** Prints a line for each state of the object, until the rollout is done. */
function* follow(
  first: KubernetesObject,
  judge: (object: KubernetesObject) => Judgement,
  watch: boolean,
  deadline: number,
  { cluster }: KubectlEnvironment,
): Generator<Chunk, void> {
  let seen = cluster.history.length;
  const states = [first];
  for (;;) {
    for (const state of states.splice(0)) {
      const { text, done } = judge(state);
      yield print(text);
      if (done || !watch) return;
    }
    for (; seen < cluster.history.length; seen++) {
      const record = cluster.history[seen]!;
      if (!('object' in record) || record.object.metadata.uid !== first.metadata.uid) continue;
      if (record.type === 'DELETED') throw new Aside('object has been deleted');
      states.push(record.object);
    }
    if (states.length > 0) continue;
    if (cluster.now() >= deadline) throw new Aside('timed out waiting for the condition');
    yield deadline === Infinity ? 'wait' : { until: deadline };
  }
}

/** The line that `rollout status` prints for one state of a StatefulSet or a Deployment. */
export const rolloutJudgement = (object: KubernetesObject, revision: number): Judgement =>
  viewers[object.kind]!(object, revision);

const waiting = (text: string): Judgement => ({ text: `${text}...\n`, done: false });

const viewers: Readonly<Record<string, (object: KubernetesObject, revision: number) => Judgement>> = {
  StatefulSet(object) {
    const { spec, status, metadata } = object as StatefulSet;
    const { type, rollingUpdate } = spec.updateStrategy;
    if (type !== 'RollingUpdate') throw new Aside('rollout status is only available for RollingUpdate strategy type');
    const { observedGeneration = 0, readyReplicas = 0, updatedReplicas = 0, currentReplicas = 0 } = status;
    if (observedGeneration === 0 || metadata.generation! > observedGeneration) {
      return waiting('Waiting for statefulset spec update to be observed');
    }
    if (readyReplicas < spec.replicas) return waiting(`Waiting for ${spec.replicas - readyReplicas} pods to be ready`);
    if (rollingUpdate) {
      const wanted = spec.replicas - (rollingUpdate.partition ?? 0);
      if (updatedReplicas < wanted) {
        return waiting(
          `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated`,
        );
      }
      return { text: `partitioned roll out complete: ${updatedReplicas} new pods have been updated...\n`, done: true };
    }
    const { updateRevision, currentRevision } = status;
    if (updateRevision !== currentRevision) {
      return waiting(
        `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}`,
      );
    }
    const text = `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...\n`;
    return { text, done: true };
  },

  Deployment(object, revision) {
    const { spec, status, metadata } = object as Deployment;
    const running = Number(metadata.annotations?.[revisionAnnotation] ?? 0);
    if (revision > 0 && revision !== running) {
      throw new Aside(`desired revision (${revision}) is different from the running revision (${running})`);
    }
    const { observedGeneration = 0, replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
    if (metadata.generation! > observedGeneration) return waiting('Waiting for deployment spec update to be observed');
    const name = JSON.stringify(metadata.name);
    const progressing = status.conditions?.find((condition) => condition.type === 'Progressing');
    if (progressing?.reason === 'ProgressDeadlineExceeded') {
      throw new Aside(`deployment ${name} exceeded its progress deadline`);
    }
    const still = `Waiting for deployment ${name} rollout to finish:`;
    if (updatedReplicas < spec.replicas) {
      return waiting(`${still} ${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
    }
    if (replicas > updatedReplicas) {
      return waiting(`${still} ${replicas - updatedReplicas} old replicas are pending termination`);
    }
    if (availableReplicas < updatedReplicas) {
      return waiting(`${still} ${availableReplicas} of ${updatedReplicas} updated replicas are available`);
    }
    return { text: `deployment ${name} successfully rolled out\n`, done: true };
  },
};
