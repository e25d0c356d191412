/** Syntax of names, label keys and label values, with the API server's error texts. */
// Models kubernetes/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go

interface Format {
  readonly pattern: RegExp;
  readonly max: number;
  /** The unit in the API server's errors about lengths. */
  readonly unit: 'bytes' | 'characters';
  readonly rule: string;
  readonly examples: string;
  readonly regex: string;
}

const dns1123Label: Format = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  max: 63,
  unit: 'characters',
  rule: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: "'my-name',  or '123-abc'",
  regex: '[a-z0-9]([-a-z0-9]*[a-z0-9])?',
};
const dns1123Subdomain: Format = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  max: 253,
  unit: 'characters',
  rule: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: "'example.com'",
  regex: '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*',
};
const labelValueFormat: Format = {
  pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  max: 63,
  unit: 'bytes',
  rule: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: "'MyValue',  or 'my_value',  or '12345'",
  regex: '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?',
};
const qualifiedNamePart: Format = {
  pattern: /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/,
  max: 63,
  unit: 'bytes',
  rule: "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: "'MyName',  or 'my.name',  or '123-abc'",
  regex: '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]',
};

/** Returns the errors in a name; an empty list if it is valid. */
export type NameCheck = (value: string) => readonly string[];

const patternProblem = ({ rule, examples, regex }: Format): string =>
  `${rule} (e.g. ${examples}, regex used for validation is '${regex}')`;

const none: readonly string[] = [];

const check =
  (format: Format): NameCheck =>
  (value) => {
    const [fits, matches] = [value.length <= format.max, format.pattern.test(value)];
    if (fits && matches) return none;
    return [
      ...(fits ? [] : [`must be no more than ${format.max} ${format.unit}`]),
      ...(matches ? [] : [patternProblem(format)]),
    ];
  };

/** A label of a DNS name. A name with dots has its own error. */
export const isDns1123Label: NameCheck = (value) => {
  const dotted = !dns1123Label.pattern.test(value) && dns1123Subdomain.pattern.test(value);
  const problems = check(dns1123Label)(value);
  return dotted ? [...problems.slice(0, -1), 'must not contain dots'] : problems;
};
export const isDns1123Subdomain = check(dns1123Subdomain);
export const isLabelValue = check(labelValueFormat);

/** A DNS name whose first label is `*`, for Ingress rules. */
export const isWildcardDns1123Subdomain: NameCheck = (value) =>
  value.startsWith('*.') && dns1123Subdomain.pattern.test(value.slice(2))
    ? []
    : [
        `a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.${dns1123Subdomain.regex}')`,
      ];

const isPrefix = check({ ...dns1123Subdomain, unit: 'bytes' });
const isNamePart = check(qualifiedNamePart);

/** A label or annotation key: a name, or a DNS subdomain, a slash and a name. */
export const isQualifiedName: NameCheck = (value) => {
  const slash = value.indexOf('/');
  if (value.indexOf('/', slash + 1) > 0 && slash >= 0) {
    return [
      `a valid label key ${patternProblem(qualifiedNamePart)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const [prefix, name] = [value.slice(0, Math.max(slash, 0)), value.slice(slash + 1)];
  const inName = isNamePart(name);
  const inPrefix = slash > 0 ? isPrefix(prefix) : none;
  if (slash !== 0 && inName === none && inPrefix === none) return none;
  return [
    ...(slash === 0 ? ['prefix part must be non-empty'] : []),
    ...inPrefix.map((problem) => `prefix part ${problem}`),
    ...(name === '' ? ['name part must be non-empty'] : []),
    ...inName.map((problem) => `name part ${problem}`),
  ];
};

const ipv4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/;
const ipv6 = /^(?=.*:)(?!.*::.*::)[\da-f:]+(\d+(\.\d+){3})?$/i;

export const isIp: NameCheck = (value) =>
  ipv4.test(value) || ipv6.test(value) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];

/** Addresses that nobody else can reach, with the API server's errors. */
const specialIps: readonly (readonly [RegExp, string])[] = [
  [/^127\.|^::1$/, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'],
  [/^169\.254\.|^fe[89ab].:/i, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'],
  [/^224\.0\.0\.|^ff02:/i, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** The address of an endpoint, or an external address of a Service. */
export const isEndpointIp: NameCheck = (value) => {
  const problems = isIp(value);
  if (problems.length > 0) return problems;
  if (value === '0.0.0.0' || value === '::') return [`may not be unspecified (${value})`];
  return specialIps.filter(([range]) => range.test(value)).map(([, problem]) => problem);
};

/** An environment variable: printable ASCII except `=`. */
export const isEnvVarName: NameCheck = (value) =>
  /^[ -<>-~]+$/.test(value)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];

/** A key of a ConfigMap or Secret: a valid file name. */
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

/** The name of a container port, which Services can refer to. */
export const isPortName: NameCheck = (value) => [
  ...(value.length > 15 ? ['must be no more than 15 characters'] : []),
  ...(/^[a-z0-9-]+$/.test(value) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(/^-|-$/.test(value) ? ['must not begin or end with a hyphen'] : []),
];
