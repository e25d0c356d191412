/** Changes to a real cluster, and the kubectl command for each. */
import type { Assume } from '../../plan/assumptions.ts';
import type { Plan } from '../../plan/plan.ts';

/** A change of one object in the followed namespace. */
export type LiveAct =
  /** `uid` restricts it to this object: another object with the same name is refused. */
  | { readonly do: 'scale'; readonly set: string; readonly uid: string; readonly replicas: number }
  | {
      readonly do: 'image';
      readonly set: string;
      readonly uid: string;
      readonly container: string;
      readonly image: string;
    }
  | { readonly do: 'partition'; readonly set: string; readonly uid: string; readonly partition: number }
  | { readonly do: 'deletePod'; readonly pod: string; readonly uid: string }
  | { readonly do: 'apply'; readonly manifest: string };

/** A request that writes. */
export interface WriteRequest {
  readonly method: 'PATCH' | 'DELETE';
  /** Path and query, without `dryRun`. */
  readonly address: string;
  readonly contentType: string;
  readonly body: string;
}

/** The answer of an API server, or of the proxy in front of it. */
export interface ServerAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly body: string;
}

/** A change that the server has accepted or refused in a dry run. */
export interface Proposal {
  readonly act: LiveAct;
  readonly request: WriteRequest;
  readonly kubectl: string;
  /** The text of the refusal by the server or the proxy; null if it accepts. */
  readonly refusal: string | null;
  readonly refusedBy: 'server' | 'proxy' | null;
  readonly diff: readonly DiffLine[];
  /** The consequences; null if they cannot be computed. */
  readonly plan: Plan | null;
  /** Returns them under other assumptions. */
  readonly planWith: (assume: Assume) => Plan | null;
}

export interface DiffLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Returns a text as one word of the shell. */
const quoted = (text: string): string =>
  /^[\w./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * Returns the equivalent kubectl command.
 * @param place.context Name of the kubectl context; absent in a plan.
 */
export function kubectlLine(act: LiveAct, { namespace, context }: { namespace: string; context?: string }): string {
  const at = `kubectl${context === undefined ? '' : ` --context ${quoted(context)}`} -n ${namespace}`;
  switch (act.do) {
    case 'scale':
      return `${at} scale statefulset ${act.set} --replicas=${act.replicas}`;
    case 'image':
      return `${at} set image statefulset/${act.set} ${quoted(`${act.container}=${act.image}`)}`;
    case 'partition':
      return `${at} patch statefulset ${act.set} --type=merge -p '${JSON.stringify(partitionOf(act.partition))}'`;
    case 'deletePod':
      return `${at} delete pod ${act.pod}`;
    case 'apply':
      return `${at} apply --server-side --field-manager=statefulset-lab -f manifest.yaml`;
  }
}

export const partitionOf = (partition: number) => ({ spec: { updateStrategy: { rollingUpdate: { partition } } } });
