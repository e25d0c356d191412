/** `kubectl top`: prints the error of a cluster without a metrics server. */
import type { Command } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { parseLabelSelector } from '../../resources/label-selector.ts';

const refuse = (name: 'node' | 'pod', aliases: readonly string[]): Command => ({
  name,
  aliases,
  short: `Display resource (CPU/memory) usage of ${name}s`,
  usage: '[NAME | -l label]',
  flags: [
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
    { name: 'no-headers', type: 'bool', usage: 'If present, print output without headers' },
    { name: 'show-swap', type: 'bool', usage: 'Print resources related to swap memory.' },
    { name: 'sort-by', type: 'string', usage: 'Either cpu or memory.', values: ['cpu', 'memory'] },
    { name: 'use-protocol-buffers', type: 'bool', default: 'true', usage: 'Enables using protocol-buffers.' },
    ...(name === 'pod'
      ? ([
          {
            name: 'all-namespaces',
            short: 'A',
            type: 'bool',
            usage: 'If present, list the objects across all namespaces.',
          },
          { name: 'containers', type: 'bool', usage: 'If present, print usage of containers within a pod.' },
          { name: 'field-selector', type: 'string', usage: 'Selector (field query) to filter on.' },
          { name: 'sum', type: 'bool', usage: 'Print the sum of the resource usage' },
        ] as const)
      : ([{ name: 'show-capacity', type: 'bool', usage: 'Print node resources based on Capacity.' }] as const)),
  ],
  completes: name === 'pod' ? 'pods' : 'nodes',
  *run({ args, flags, path }) {
    if (args.length > 1) throw usageFailure(path, `${name} [NAME | -l label]`);
    if (!['', 'cpu', 'memory'].includes(flags.string('sort-by'))) {
      throw failure('--sort-by accepts only cpu or memory');
    }
    if (args.length > 0 && (flags.string('selector') !== '' || flags.string('field-selector') !== '')) {
      throw failure(`only one of NAME or ${name === 'node' ? '--' : ''}selector can be provided`);
    }
    parseLabelSelector(flags.string('selector'));
    throw failure('Metrics API not available');
  },
});

export const top: Command = {
  name: 'top',
  short: 'Display resource (CPU/memory) usage',
  usage: '[flags]',
  long: 'Display resource (CPU/memory) usage. It needs a metrics server, which the lab does not have.',
  subcommands: [refuse('node', ['nodes', 'no']), refuse('pod', ['pods', 'po'])],
  completes: 'none',
};
