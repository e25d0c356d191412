/** `kubectl create KIND NAME`: objects put together from flags. */
import type { Command } from '../command.ts';
import { createObject, oneName, saveConfigFlag } from '../generate.ts';
import { startReport, writingFlags } from '../print-flags.ts';
import { validateFlag } from '../validation.ts';
import type { Generator } from './create-generator.ts';
import { configMapGenerator, secretGenerator } from './create-configuration.ts';
import {
  budgetGenerator,
  namespaceGenerator,
  priorityClassGenerator,
  serviceAccountGenerator,
} from './create-others.ts';
import { serviceGenerators } from './create-service.ts';
import { cronJobGenerator, deploymentGenerator, jobGenerator } from './create-workloads.ts';

function commandOf({ name, aliases, short, usage, flags = [], failed, build }: Generator): Command {
  return {
    name,
    ...(aliases && { aliases }),
    short,
    usage,
    flags: [...flags, ...writingFlags, saveConfigFlag, validateFlag],
    completes: 'none',
    *run(parsed, env) {
      const object = build(oneName(parsed), parsed, env);
      yield* createObject(object, parsed, yield* startReport(parsed.flags, env), env, { failed });
      return 0;
    },
  };
}

export const generators: readonly Command[] = [
  commandOf(configMapGenerator),
  commandOf(cronJobGenerator),
  commandOf(deploymentGenerator),
  commandOf(jobGenerator),
  commandOf(namespaceGenerator),
  commandOf(budgetGenerator),
  commandOf(priorityClassGenerator),
  {
    name: 'secret',
    short: 'Create a secret using a specified subcommand',
    long: 'Create a secret with specified type.',
    subcommands: [commandOf(secretGenerator)],
  },
  {
    name: 'service',
    aliases: ['svc'],
    short: 'Create a service using a specified subcommand',
    subcommands: serviceGenerators.map(commandOf),
  },
  commandOf(serviceAccountGenerator),
];
