/** `kubectl api-resources` */
// Models kubectl/pkg/cmd/apiresources
import { apiVersionOf, type ResourceInfo, valueOf } from '../../../engine/index.ts';
import { type Command, print } from '../../command.ts';
import { categoriesOf, verbsOf } from '../../resources/discovery.ts';
import { failure } from '../../errors/failure.ts';
import { writeKyaml } from '../../../manifests/write-kyaml.ts';
import { writeYaml } from '../../../manifests/write-yaml.ts';
import { toJson } from '../../printers/json.ts';
import { alignTabs, tableTabs } from '../../printers/tab-writer.ts';
import { groupResource, pluralName, servedResources } from '../../resources/rest-mapper.ts';

export const apiResources: Command = {
  name: 'api-resources',
  short: 'Print the supported API resources on the server',
  flags: [
    { name: 'api-group', type: 'string', usage: 'Limit to resources in the specified API group.' },
    { name: 'cached', type: 'bool', usage: 'Use the cached list of resources if available.' },
    {
      name: 'namespaced',
      type: 'bool',
      default: 'true',
      usage: 'If false, non-namespaced resources will be returned.',
    },
    { name: 'categories', type: 'strings', usage: 'Limit to resources that belong to the specified categories.' },
    { name: 'no-headers', type: 'bool', usage: "When using the default output format, don't print headers." },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      usage: 'Output format. One of: (json, yaml, kyaml, name, wide).',
      values: ['json', 'kyaml', 'name', 'wide', 'yaml'],
    },
    { name: 'show-managed-fields', type: 'bool', hidden: true, usage: '' },
    { name: 'sort-by', type: 'string', usage: "Either 'name' or 'kind'.", values: ['name', 'kind'] },
    { name: 'verbs', type: 'strings', usage: 'Limit to resources that support the specified verbs.' },
  ],
  completes: 'none',
  *run({ flags, path, args }, { api }) {
    if (args.length > 0)
      throw failure(`unexpected arguments: [${args.join(' ')}]\nSee '${path} -h' for help and examples`);
    const sort = flags.string('sort-by');
    if (!['', 'name', 'kind'].includes(sort)) throw failure('--sort-by accepts only name or kind');
    const output = flags.string('output');
    const writer = valueOf(writers, output);
    if (!['', 'name', 'wide'].includes(output) && writer === undefined) {
      throw failure(
        `unable to match a printer suitable for the output format "${output}", allowed formats are: json,kyaml,name,wide,yaml`,
      );
    }
    const chosen = servedResources(api).filter(
      (info) =>
        (!flags.has('api-group') || info.group === flags.string('api-group')) &&
        (!flags.has('namespaced') || info.namespaced === flags.bool('namespaced')) &&
        flags.list('verbs').every((verb) => verbsOf(info).includes(verb)) &&
        flags.list('categories').every((category) => categoriesOf(info).includes(category)),
    );
    const key = (info: ResourceInfo): string => (sort === 'kind' ? info.kind : pluralName(info));
    if (sort !== '') chosen.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    if (writer !== undefined) yield print(writer(resourceList(chosen)));
    else if (output === 'name') yield print(chosen.map((info) => `${groupResource(info)}\n`).join(''));
    else yield print(table(chosen, output === 'wide', !flags.bool('no-headers')));
    return 0;
  },
};

const writers: Readonly<Record<string, ((value: unknown) => string) | undefined>> = {
  json: toJson,
  kyaml: writeKyaml,
  yaml: writeYaml,
};

const resourceList = (resources: readonly ResourceInfo[]) => ({
  apiVersion: 'v1',
  groupVersion: '',
  kind: 'APIResourceList',
  resources: resources.map((info) => ({
    ...(categoriesOf(info).length > 0 && { categories: categoriesOf(info) }),
    ...(info.group !== '' && { group: info.group }),
    kind: info.kind,
    name: pluralName(info),
    namespaced: info.namespaced,
    ...(info.shortNames.length > 0 && { shortNames: info.shortNames }),
    singularName: info.kind.toLowerCase(),
    verbs: verbsOf(info),
    version: info.version,
  })),
});

function table(resources: readonly ResourceInfo[], wide: boolean, headers: boolean): string {
  const lines = resources.map((info) => [
    pluralName(info),
    info.shortNames.join(','),
    apiVersionOf(info),
    String(info.namespaced),
    info.kind,
    ...(wide ? [verbsOf(info).join(','), categoriesOf(info).join(',')] : []),
  ]);
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  if (headers) lines.unshift(head);
  return alignTabs(lines.map((cells) => `${cells.join('\t')}\n`).join(''), tableTabs);
}
