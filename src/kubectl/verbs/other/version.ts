/** `kubectl version` */
// Models kubectl/pkg/cmd/version/version.go
import { writeYaml } from '../../../manifests/write-yaml.ts';
import { type Command, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';

/** The build of Kubernetes that the lab follows. */
const build = {
  gitVersion: 'v1.36.2',
  gitCommit: '98b35193b2ac7a23a673325f5e9b830ecd5ba406',
  gitTreeState: 'clean',
  buildDate: '2026-06-10T00:00:00Z',
  goVersion: 'go1.26.11',
  compiler: 'gc',
  platform: 'linux/amd64',
};
const clientVersion = { major: '1', minor: '36', ...build };
const kustomizeVersion = 'v5.8.1';
export const serverVersion = {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  ...build,
};

export const version: Command = {
  name: 'version',
  short: 'Print the client and server version information',
  flags: [
    { name: 'client', type: 'bool', usage: 'If true, shows client version only (no server required).' },
    { name: 'output', short: 'o', type: 'string', values: ['yaml', 'json'], usage: "One of 'yaml' or 'json'." },
  ],
  completes: 'none',
  *run({ args, flags }) {
    if (args.length > 0) throw failure(`extra arguments: [${args.join(' ')}]`);
    const versions = { clientVersion, kustomizeVersion, ...(!flags.bool('client') && { serverVersion }) };
    switch (flags.string('output')) {
      case '':
        yield print(`Client Version: ${clientVersion.gitVersion}\nKustomize Version: ${kustomizeVersion}\n`);
        if (!flags.bool('client')) yield print(`Server Version: ${serverVersion.gitVersion}\n`);
        return 0;
      case 'json':
        yield print(`${JSON.stringify(versions, null, 2)}\n`);
        return 0;
      case 'yaml':
        yield print(writeYaml(versions));
        return 0;
      default:
        throw failure("--output must be 'yaml' or 'json'");
    }
  },
};
