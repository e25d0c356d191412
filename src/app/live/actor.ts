/** Changes the cluster when the user of the page asks for it. */
import type { LiveAct, Proposal, SeenState } from '../../live/index.ts';
import type { Translate } from '../../i18n/index.ts';
import { showLive } from '../../ui/live/live-source.ts';
import { Writer } from './writer.ts';

interface ActorPlace {
  readonly namespace: string;
  /** Returns the newest state of the cluster. */
  readonly newest: () => SeenState;
}

export function actor({ namespace, newest }: ActorPlace) {
  const writer = new Writer({
    origin: location.origin,
    isFramed: () => window.top !== window.self,
    fetch: (...request) => fetch(...request),
  });
  let context = '';
  return {
    objects: () => newest().objects,
    /** Allows changes. `name` is the kubectl context, which only the user knows. */
    allow(name: string): void {
      writer.allow();
      context = name;
      showLive({ acting: name });
    },
    forbid(): void {
      writer.forbid();
      showLive({ acting: null });
    },
    /**
     * Sends a request as a dry run.
     * @throws Error with the reason why there is no such request.
     */
    async propose(act: LiveAct, t: Translate): Promise<Proposal> {
      const { addressOf, propose, requestOf } = await import('../../live/acts/index.ts');
      const request = requestOf(act, namespace);
      const answer = await writer.try(request, addressOf(request, true));
      return propose({ act, request, namespace, context, state: newest(), t }, answer);
    },
    /** Sends a request that the dry run accepted. Returns the text of a refusal; null on success. */
    async confirm({ request }: Proposal): Promise<string | null> {
      const { ok, status, body } = await writer.send(request);
      if (ok) return null;
      const message = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
      return message ?? (body.trim().slice(0, 300) || String(status));
    },
  };
}
