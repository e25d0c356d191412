/** `kubectl kustomize` */
// Models sigs.k8s.io/kustomize/kustomize/v5/commands/build/build.go
import { type Command, print } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { kustomized } from '../../files/files.ts';

const restrictors = ['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'];

export const kustomize: Command = {
  name: 'kustomize',
  local: true,
  short: 'Build a kustomization target from a directory or URL',
  long:
    "Build a set of KRM resources using a 'kustomization.yaml' file. The DIR argument must be a path to a directory\n" +
    "containing 'kustomization.yaml'. If DIR is omitted, '.' is assumed.",
  usage: 'DIR',
  examples:
    '# Build the current working directory\nkubectl kustomize\n\n' +
    '# Build some shared configuration directory\nkubectl kustomize /home/config/production\n',
  flags: [
    {
      name: 'load-restrictor',
      type: 'string',
      default: restrictors[0]!,
      values: restrictors,
      usage: "If 'LoadRestrictionsNone', kustomizations may load files from outside their root.",
    },
    { name: 'output', short: 'o', type: 'string', usage: 'If specified, write output to this path.' },
  ],
  completes: 'files',
  *run({ args, flags }, env) {
    if (args.length > 1) throw failure('specify one path to kustomization.yaml');
    const restrictor = flags.string('load-restrictor');
    if (!restrictors.includes(restrictor)) {
      throw failure(`illegal flag value --load-restrictor ${restrictor}; legal values: [${restrictors.join(' ')}]`);
    }
    if (flags.has('output')) throw failure("the lab's kustomize writes no files; redirect what it prints: > FILE");
    yield print(kustomized(args[0] ?? '.', env, { unrestricted: restrictor === restrictors[1] }));
    return 0;
  },
};
