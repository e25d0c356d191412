/** Why a text is no dump that can be imported. */

/** The messages; those of the page, in each language, have the same codes. */
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

/** A dump that cannot be read; the message says why. */
export class DumpError extends Error {
  constructor(
    readonly problem: DumpProblem,
    readonly facts: Readonly<Record<string, string | number>> = {},
  ) {
    super(messages[problem].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '')));
  }
}
