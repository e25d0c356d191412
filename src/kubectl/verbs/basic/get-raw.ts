/** `kubectl get --raw`: prints the server's answer to a path. */
// Models kubectl/pkg/rawhttp/raw.go
import { apiVersionOf, type KubernetesObject, type ResourceInfo } from '../../../engine/index.ts';
import { getObject, listObjects } from '../../client/client.ts';
import { type KubectlEnvironment, type ParsedArgs, print, type CommandRun } from '../../command.ts';
import { failure } from '../../errors/failure.ts';
import { notFound } from '../../resources/find-objects.ts';
import { pluralName, servedResources } from '../../resources/rest-mapper.ts';
import { noSubresource, readSubresource } from '../../flags/subresources.ts';
import { serverVersion } from '../other/version.ts';

export function* getRaw({ args, flags }: ParsedArgs, env: KubectlEnvironment): CommandRun {
  const uri = flags.string('raw');
  if (args.length > 0) throw failure('arguments may not be passed when --raw is specified');
  if (flags.bool('watch') || flags.bool('watch-only') || flags.string('selector') !== '') {
    throw failure('--raw may not be specified with other flags that filter the server request or alter the output');
  }
  if (flags.string('output') !== '') throw failure('--raw and --output are mutually exclusive');
  if (!uri.startsWith('/')) {
    throw failure(`--raw must be a valid URL path: parse ${JSON.stringify(uri)}: invalid URI for request`);
  }
  yield print(answer(uri.replace(/[?#].*$/s, ''), env));
  return 0;
}

function answer(path: string, env: KubectlEnvironment): string {
  if (/^\/(healthz|livez|readyz)$/.test(path)) return 'ok';
  if (path === '/version') return JSON.stringify(serverVersion, null, 2);
  const [root, ...steps] = path.split('/').filter((step) => step !== '');
  const groupVersion = root === 'api' ? steps.splice(0, 1) : root === 'apis' ? steps.splice(0, 2) : [];
  const inNamespace = steps[0] === 'namespaces' && steps.length > 2 && !/^(status|finalize)$/.test(steps[2]!);
  const namespace = inNamespace ? steps.splice(0, 2)[1] : undefined;
  const [plural, name, subresource, ...more] = steps;
  const mapping = servedResources(env.api).find(
    (info) => apiVersionOf(info) === groupVersion.join('/') && pluralName(info) === plural,
  );
  if (mapping === undefined || more.length > 0 || (inNamespace && !mapping.namespaced)) throw noSubresource();
  const found = name === undefined ? listOf(mapping, namespace, env) : one(mapping, name, namespace, subresource, env);
  return `${JSON.stringify(found)}\n`;
}

function one(
  mapping: ResourceInfo,
  name: string,
  namespace: string | undefined,
  subresource: string | undefined,
  { api }: KubectlEnvironment,
): object {
  if (mapping.namespaced && namespace === undefined) throw noSubresource();
  const found = getObject(api, mapping, name, namespace);
  if (found === undefined) throw notFound(mapping, name);
  return typed(subresource === undefined ? found : readSubresource(mapping, found, subresource));
}

/** Kind and version come first, as in the server's output. */
const typed = ({ kind, apiVersion, ...fields }: KubernetesObject): object => ({ kind, apiVersion, ...fields });

/** The items of a list do not repeat their kind. */
function listOf(mapping: ResourceInfo, namespace: string | undefined, { api }: KubectlEnvironment): object {
  const items = listObjects(api, mapping, namespace).map(({ kind: _, apiVersion: __, ...fields }) => fields);
  return { kind: `${mapping.kind}List`, apiVersion: apiVersionOf(mapping), metadata: {}, items };
}
