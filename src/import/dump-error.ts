/** The reason why a text is not a dump that can be imported. */

/** The messages; the page has translations with the same codes. */
const messages = {
  TooLarge: 'the dump is larger than {limit} MiB',
  TooMany: 'the dump has more than {limit} objects',
  ObjectTooLarge: '{file}: a part of the text is larger than {limit} KiB; use -o json',
  Empty: 'the dump has no objects',
  NotSimulated: 'the dump has no objects of kinds that are simulated',
  Unreadable: '{reason}',
  NotObject: '{file}: not a Kubernetes object',
  NoKind: '{file}: not a Kubernetes object: apiVersion or kind is missing',
  Short: '{file}: a {kind} lacks most of the object; use -o yaml or -o json',
  NoUid: '{file}: {kind} {name} has no uid: it is a manifest and not an object of a cluster; use kubectl get -o yaml',
} as const;

export type DumpProblem = keyof typeof messages;

/** An error in a dump that prevents reading it, with its reason. */
export class DumpError extends Error {
  constructor(
    readonly problem: DumpProblem,
    readonly facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(messages[problem].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')));
  }
}
