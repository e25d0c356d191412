/** Changes of the recorded clusters, with the writes and the end that the source of the controller demands. */
export interface Variation {
  /** Number of the recording whose dump is read. */
  readonly dump: string;
  /** A command, or a few words for a file that is applied. */
  readonly change: string;
  /** Applied instead of the command; a function gets the manifest of the set with its first image. */
  readonly file?: string | ((manifest: string) => string);
  readonly because: string;
  /** Objects that the dump contains besides. */
  readonly also?: string;
  readonly writes: readonly string[];
  readonly pods: readonly string[];
  /** Names of all claims at the end. */
  readonly claims?: readonly string[];
  readonly end?: 'at rest' | 'stuck';
  /** A part of the refusal. */
  readonly refused?: string;
  /** True where the controller works in parallel. */
  readonly unordered?: boolean;
}

export const image = (tag: string, set = 'web'): string =>
  `kubectl set image sts/${set} nginx=registry.k8s.io/nginx-slim:${tag}`;
export const patch = (spec: object): string => `kubectl patch sts web -p '${JSON.stringify({ spec })}'`;
export const rolling = (fields: object): object => ({ updateStrategy: { rollingUpdate: fields } });
export const template = (tag: string): object => ({
  template: { spec: { containers: [{ name: 'nginx', image: `registry.k8s.io/nginx-slim:${tag}` }] } },
});
export const roll = (tag: string, ...ordinals: readonly number[]): readonly string[] =>
  ordinals.flatMap((i) => [`delete pod web-${i}`, `create pod web-${i} ${tag}`]);
export const running = (tag: string, ...ordinals: readonly number[]): readonly string[] =>
  ordinals.map((i) => `web-${i} ${tag}`);
export const claimsOf = (...ordinals: readonly number[]): readonly string[] => ordinals.map((i) => `www-web-${i}`);
