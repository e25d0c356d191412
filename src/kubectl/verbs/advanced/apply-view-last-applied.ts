/** `kubectl apply view-last-applied` */
// Models kubectl/pkg/cmd/apply/apply_view_last_applied.go
import { writeYaml } from '../../../manifests/write-yaml.ts';
import { lastApplied } from '../../apply/apply.ts';
import { type Command, print } from '../../command.ts';
import { failure, usageFailure } from '../../errors/failure.ts';
import { fileFlags, findObjects } from '../../resources/find-objects.ts';
import { toJson } from '../../printers/json.ts';
import { pluralName } from '../../resources/rest-mapper.ts';
import { mustFindAll } from '../../resources/visit.ts';

export const viewLastApplied: Command = {
  name: 'view-last-applied',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  usage: '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  flags: [
    ...fileFlags('that contains the last-applied-configuration annotations'),
    { name: 'all', type: 'bool', usage: 'Select all resources in the namespace of the specified resource types' },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      default: 'yaml',
      usage: 'Output format. Must be one of (yaml, json)',
    },
    { name: 'selector', short: 'l', type: 'string', usage: 'Selector (label query) to filter on.' },
  ],
  completes: 'resources',
  *run(parsed, env) {
    const { flags, path } = parsed;
    const targets = mustFindAll(findObjects(parsed, env, { typeMeansAll: true }));
    const format = flags.string('output');
    if (format !== 'yaml' && format !== 'json') {
      throw usageFailure(path, `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json`);
    }
    const written = targets.map(({ mapping, name, live }) => {
      const text = live?.metadata.annotations?.[lastApplied];
      if (text === undefined) {
        throw failure(`no last-applied-configuration annotation found on resource: ${pluralName(mapping)}/${name}`);
      }
      return text;
    });
    for (const text of written) {
      const object: unknown = JSON.parse(text);
      yield print(format === 'yaml' ? writeYaml(object) : toJson(object));
    }
    return 0;
  },
};
