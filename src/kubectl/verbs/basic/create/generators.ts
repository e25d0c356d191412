/** `kubectl create KIND NAME`: objects from flags. */
import type { Command } from '../../../command.ts';
import { failure } from '../../../errors/failure.ts';
import { createObject, oneName, saveConfigFlag } from '../../../apply/generate.ts';
import { dryRunFlag, fieldManagerFlag, objectFlags, startReport } from '../../../flags/print-flags.ts';
import { contentHash } from '../../../kustomize/content-hash.ts';
import { readValidation, validateFlag } from '../../../apply/validation.ts';
import { accessGenerators } from './access.ts';
import type { Generator } from './generator.ts';
import { configMapGenerator, secretGenerator } from './configuration.ts';
import { budgetGenerator, namespaceGenerator, priorityClassGenerator, serviceAccountGenerator } from './others.ts';
import { ingressGenerator, quotaGenerator } from './ingress.ts';
import { secretGenerators } from './secrets.ts';
import { serviceGenerators } from './service.ts';
import { cronJobGenerator, deploymentGenerator, jobGenerator } from './workloads.ts';

function commandOf({ name, aliases, short, usage, flags = [], failed, build }: Generator): Command {
  return {
    name,
    ...(aliases && { aliases }),
    short,
    usage,
    flags: [...flags, dryRunFlag, ...objectFlags, fieldManagerFlag, saveConfigFlag, validateFlag],
    completes: 'none',
    *run(parsed, env) {
      const name = oneName(parsed);
      const built = build(name, parsed, env);
      const object = parsed.flags.bool('append-hash')
        ? { ...built, metadata: { ...built.metadata, name: `${name}-${contentHash(built, name)}` } }
        : built;
      readValidation(parsed.flags);
      yield* createObject(object, parsed, yield* startReport(parsed.flags, env), env, { failed });
      return 0;
    },
  };
}

export const generators: readonly Command[] = [
  ...accessGenerators.slice(0, 2).map(commandOf),
  commandOf(configMapGenerator),
  commandOf(cronJobGenerator),
  commandOf(deploymentGenerator),
  commandOf(ingressGenerator),
  commandOf(jobGenerator),
  commandOf(namespaceGenerator),
  commandOf(budgetGenerator),
  commandOf(priorityClassGenerator),
  commandOf(quotaGenerator),
  ...accessGenerators.slice(2).map(commandOf),
  {
    name: 'secret',
    short: 'Create a secret using a specified subcommand',
    long:
      'Create a secret with specified type.\n\n' +
      ' A docker-registry type secret is for accessing a container registry.\n\n' +
      ' A generic type secret indicate an Opaque secret type.\n\n' +
      ' A tls type secret holds TLS certificate and its associated key.',
    usage: '(docker-registry | generic | tls)',
    subcommands: [...secretGenerators.slice(0, 1), secretGenerator, ...secretGenerators.slice(1)].map(commandOf),
  },
  {
    name: 'service',
    aliases: ['svc'],
    short: 'Create a service using a specified subcommand',
    usage: '[flags]',
    subcommands: serviceGenerators.map(commandOf),
  },
  commandOf(serviceAccountGenerator),
  {
    name: 'token',
    short: 'Request a service account token',
    usage: 'SERVICE_ACCOUNT_NAME',
    flags: [
      ...objectFlags,
      { name: 'audience', type: 'strings', usage: 'Audience of the requested token.' },
      { name: 'bound-object-kind', type: 'string', usage: 'Kind of an object to bind the token to.' },
      { name: 'bound-object-name', type: 'string', usage: 'Name of an object to bind the token to.' },
      { name: 'bound-object-uid', type: 'string', usage: 'UID of an object to bind the token to.' },
      { name: 'duration', type: 'duration', default: '0s', usage: 'Requested lifetime of the issued token.' },
    ],
    completes: 'none',
    *run(parsed) {
      oneName(parsed);
      throw failure('the lab issues no tokens: every request is allowed');
    },
  },
];
