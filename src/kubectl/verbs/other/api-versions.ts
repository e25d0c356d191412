/** `kubectl api-versions` */
import { apiVersionOf } from '../../../engine/index.ts';
import { type Command, print } from '../../command.ts';
import { usageFailure } from '../../errors/failure.ts';
import { servedVersions } from '../../resources/rest-mapper.ts';

export const apiVersions: Command = {
  name: 'api-versions',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  completes: 'none',
  *run({ args, path }, { api }) {
    if (args.length > 0) throw usageFailure(path, `unexpected arguments: [${args.join(' ')}]`);
    const versions = new Set(servedVersions(api).map(apiVersionOf));
    yield print(
      [...versions]
        .sort()
        .map((version) => `${version}\n`)
        .join(''),
    );
    return 0;
  },
};
