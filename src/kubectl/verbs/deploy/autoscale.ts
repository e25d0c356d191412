/** `kubectl autoscale`: the autoscaler is stored; the lab measures no load. */
// Models kubectl/pkg/cmd/autoscale/autoscale.go
import { parseQuantity } from '../../../engine/index.ts';
import type { Command } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import type { Flags } from '../../flags/flags.ts';
import { fileFlags, findObjects } from '../../resources/find-objects.ts';
import { createObject, saveConfigFlag } from '../../apply/generate.ts';
import { startReport, writingFlags } from '../../flags/print-flags.ts';
import { goGroupKind } from './rollout-targets.ts';
import { Aside, visitAll } from '../../resources/visit.ts';

const scalable = ['deployments', 'replicasets', 'replicationcontrollers', 'statefulsets'];

export const autoscale: Command = {
  name: 'autoscale',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  usage: '(-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU]',
  flags: [
    ...fileFlags('identifying the resource to autoscale.'),
    ...writingFlags,
    saveConfigFlag,
    { name: 'cpu', type: 'string', usage: "Target CPU utilization over all the pods, e.g. '70%' or '500m'." },
    {
      name: 'cpu-percent',
      type: 'int',
      default: '-1',
      usage: 'The target average CPU utilization.',
      deprecated:
        "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    },
    { name: 'memory', type: 'string', usage: "Target memory utilization over all the pods, e.g. '70%' or '500Mi'." },
    { name: 'max', type: 'int', default: '-1', required: true, usage: 'The upper limit for the number of pods.' },
    { name: 'min', type: 'int', default: '-1', usage: 'The lower limit for the number of pods.' },
    { name: 'name', type: 'string', usage: 'The name for the newly created object.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags } = parsed;
    const [min, max] = [flags.int('min'), flags.int('max')];
    if (max < 1) throw failure(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
    if (max < min) throw failure(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
    const report = yield* startReport(flags, env);
    const metrics = metricsOf(flags);
    yield* visitAll(findObjects(parsed, env), function* ({ mapping, name, live }) {
      if (!scalable.includes(mapping.resource)) throw new Aside(`cannot autoscale a ${goGroupKind(mapping)}`);
      yield* createObject(
        {
          apiVersion: 'autoscaling/v2',
          kind: 'HorizontalPodAutoscaler',
          metadata: { name: flags.string('name') || name },
          spec: {
            maxReplicas: max,
            ...(metrics.length > 0 && { metrics }),
            ...(min > 0 && { minReplicas: min }),
            scaleTargetRef: { apiVersion: live!.apiVersion, kind: mapping.kind, name },
          },
          status: { currentMetrics: null, desiredReplicas: 0 },
        },
        parsed,
        report,
        env,
        { operation: 'autoscaled' },
      );
    });
    return 0;
  },
};

/** The units of numbers without one. */
const units = { cpu: 'm', memory: 'Mi' };

function metricsOf(flags: Flags): readonly object[] {
  return (['cpu', 'memory'] as const).flatMap((name) => {
    const percent = name === 'cpu' && flags.int('cpu-percent') >= 0 ? `${flags.int('cpu-percent')}%` : '';
    const given = flags.string(name) || percent;
    return given === '' ? [] : [{ resource: { name, target: targetOf(name, given) }, type: 'Resource' }];
  });
}

function targetOf(name: 'cpu' | 'memory', given: string): object {
  if (/^[+-]?\d+%$/.test(given)) return { type: 'Utilization', averageUtilization: parseInt(given, 10) };
  const quantity = /^\d+$/.test(given) ? `${given}${units[name]}` : given;
  if (parseQuantity(quantity) === undefined) throw failure(`invalid ${name} target: ${JSON.stringify(given)}`);
  return { type: 'AverageValue', averageValue: quantity };
}
