/** What names, label keys and label values may look like, and what the API server says when they do not. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go

interface Format {
  readonly pattern: RegExp;
  readonly max: number;
  readonly rule: string;
  readonly examples: string;
  readonly regex: string;
}

const dns1123Label: Format = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  max: 63,
  rule: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: "'my-name',  or '123-abc'",
  regex: '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
};
const dns1123Subdomain: Format = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  max: 253,
  rule: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: "'example.com'",
  regex: '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*',
};
const dns1035Label: Format = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  max: 63,
  rule: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: "'my-name',  or 'abc-123'",
  regex: '[a-z]([-a-z0-9]*[a-z0-9])?',
};
const labelValueFormat: Format = {
  pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  max: 63,
  rule: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: "'MyValue',  or 'my_value',  or '12345'",
  regex: '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?',
};
const qualifiedNamePart: Format = {
  pattern: /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/,
  max: 63,
  rule: "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: "'MyName',  or 'my.name',  or '123-abc'",
  regex: '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
};

export type NameCheck = (value: string) => readonly string[];

const check =
  ({ pattern, max, rule, examples, regex }: Format, prefix = ''): NameCheck =>
  (value) => [
    ...(value.length > max ? [`${prefix}must be no more than ${max} bytes`] : []),
    ...(pattern.test(value) ? [] : [`${prefix}${rule} (e.g. ${examples}, regex used for validation is '${regex}')`]),
  ];

/** Each check gives what is wrong with a name; nothing, when it is right. */
export const isDns1123Label = check(dns1123Label);
export const isDns1123Subdomain = check(dns1123Subdomain);
export const isDns1035Label = check(dns1035Label);
export const isLabelValue = check(labelValueFormat);

/** A label or annotation key: a name, or a DNS subdomain, a slash and a name. */
export const isQualifiedName: NameCheck = (value) => {
  const slash = value.indexOf('/');
  if (value.indexOf('/', slash + 1) > 0 && slash >= 0) {
    return [
      `a qualified name ${qualifiedNamePart.rule.slice('name part '.length)} (e.g. ${qualifiedNamePart.examples}, regex used for validation is '${qualifiedNamePart.regex}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [prefix, name] = [value.slice(0, Math.max(slash, 0)), value.slice(slash + 1)];
  const errors: string[] = [];
  if (slash === 0) errors.push('prefix part must be non-empty');
  else if (slash > 0) errors.push(...check(dns1123Subdomain, 'prefix part ')(prefix));
  if (name === '') errors.push('name part must be non-empty');
  return [...errors, ...check(qualifiedNamePart)(name)];
};

const ipv4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/;
const ipv6 = /^(?=.*:)(?!.*::.*::)[\da-f:]+(\d+(\.\d+){3})?$/i;

export const isIp: NameCheck = (value) =>
  ipv4.test(value) || ipv6.test(value) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

/** An environment variable: printable ASCII but for `=`. */
export const isEnvVarName: NameCheck = (value) =>
  /^[ -<>-~]+$/.test(value)
    ? []
    : [
        "a valid environment variable name must consist only of printable ASCII characters other than '=' (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1',  or 'my-env!name#1', regex used for validation is '^[ -<>-~]+$')",
      ];

/** A key of a ConfigMap or Secret: what can be a file's name. */
export const isConfigMapKey: NameCheck = (value) => [
  ...(value.length > 253 ? ['must be no more than 253 characters'] : []),
  ...(/^[-._a-zA-Z0-9]+$/.test(value)
    ? []
    : [
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ]),
  ...(value === '.' || value === '..' ? [`must not be '${value}'`] : []),
  ...(value.startsWith('..') && value !== '..' ? ["must not start with '..'"] : []),
];

export const isHttpHeaderName: NameCheck = (value) =>
  /^[-A-Za-z0-9]+$/.test(value)
    ? []
    : [
        "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
      ];

/** The name of a container port: what a Service can refer to. */
export const isPortName: NameCheck = (value) => [
  ...(value.length > 15 ? ['must be no more than 15 characters'] : []),
  ...(/^[a-z0-9-]*$/.test(value) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
];
