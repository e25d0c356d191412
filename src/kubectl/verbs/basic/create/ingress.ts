/** `kubectl create ingress` and `quota` */
// Models kubectl/pkg/cmd/create/create_{ingress,quota}.go
import { failure } from '../../../errors/failure.ts';
import { parseAmounts } from '../../../flags/amounts.ts';
import type { Generator } from './generator.ts';

interface Rule {
  readonly host: string;
  readonly path: object;
  readonly tls: { readonly hosts?: readonly string[]; readonly secretName?: string } | undefined;
}

const servicePort = (port: string): object => (/^\d+$/.test(port) ? { number: Number(port) } : { name: port });

/** `host/path=service:port[,tls[=secret]]`; a star at the end of the path makes it a prefix. */
function parseRule(text: string): Rule {
  const match = /^([^/=]*)(\/[^=,]*)=([^:,]+):([^,]+)(?:,tls(?:=([^,]*))?)?$/.exec(text);
  if (match === null) {
    throw failure(`rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`);
  }
  const [whole, host = '', path = '', service = '', port = '', secret] = match;
  const prefix = path.endsWith('*');
  return {
    host,
    path: {
      backend: { service: { name: service, port: servicePort(port) } },
      path: prefix ? path.slice(0, -1) : path,
      pathType: prefix ? 'Prefix' : 'Exact',
    },
    tls: /,tls(=|$)/.test(whole)
      ? { ...(host !== '' && { hosts: [host] }), ...(secret && { secretName: secret }) }
      : undefined,
  };
}

export const ingressGenerator: Generator = {
  name: 'ingress',
  aliases: ['ing'],
  failed: 'failed to create ingress:',
  short: 'Create an ingress with the specified name',
  usage: 'NAME --rule=host/path=service:port[,tls[=secret]]',
  flags: [
    { name: 'annotation', type: 'strings', usage: 'Annotation to insert in the ingress object, annotation=value' },
    { name: 'class', type: 'string', usage: 'Ingress Class to be used' },
    { name: 'default-backend', type: 'string', usage: 'Default service for backend, in format of svcname:port' },
    { name: 'rule', type: 'strings', usage: 'Rule in format host/path=service:port[,tls=secretname].' },
  ],
  build(name, { flags }) {
    const backend = flags.string('default-backend');
    // A rule contains commas itself.
    const rules = flags.all('rule').map(parseRule);
    if (rules.length === 0 && backend === '') {
      throw failure(
        'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
      );
    }
    const [service = '', port = '', ...more] = backend.split(':');
    if (backend !== '' && (service === '' || port === '' || more.length > 0)) {
      throw failure('default-backend should be in format servicename:serviceport');
    }
    const annotations = flags.list('annotation').map((pair) => {
      const at = pair.indexOf('=');
      if (at < 0) throw failure(`annotation ${pair} is invalid and should be in format key=[value]`);
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    });
    const hosts = [...new Set(rules.map(({ host }) => host))];
    const tls = rules.flatMap((rule) => rule.tls ?? []);
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }), name },
      spec: {
        ...(backend !== '' && { defaultBackend: { service: { name: service, port: servicePort(port) } } }),
        ...(flags.has('class') && { ingressClassName: flags.string('class') }),
        ...(rules.length > 0 && {
          rules: hosts.map((host) => ({
            ...(host !== '' && { host }),
            http: { paths: rules.filter((rule) => rule.host === host).map(({ path }) => path) },
          })),
        }),
        ...(tls.length > 0 && { tls }),
      },
      status: { loadBalancer: {} },
    };
  },
};

export const quotaGenerator: Generator = {
  name: 'quota',
  aliases: ['resourcequota'],
  failed: 'failed to create resourcequota:',
  short: 'Create a quota with the specified name',
  usage: 'NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none]',
  flags: [
    {
      name: 'hard',
      type: 'string',
      usage: 'A comma-delimited set of resource=quantity pairs that define a hard limit.',
    },
    { name: 'scopes', type: 'string', usage: 'A comma-delimited set of quota scopes.' },
  ],
  build(name, { flags }) {
    const hard = parseAmounts(flags.string('hard'));
    const scopes = flags.string('scopes') === '' ? [] : flags.string('scopes').split(',');
    if (scopes.includes('')) throw failure('invalid resource quota scope ""');
    return {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name },
      spec: { ...(Object.keys(hard).length > 0 && { hard }), ...(scopes.length > 0 && { scopes }) },
      status: {},
    };
  },
};
