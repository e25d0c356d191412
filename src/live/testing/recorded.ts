/** The recorded streams as a cluster that answers requests: its objects at a version, and the events after it. */
import { apiVersionOf, type KubernetesObject, resourceInfo } from '../../engine/index.ts';
import { type LiveResource, liveResources } from '../kinds.ts';

interface Line {
  readonly ms: number;
  readonly stream: LiveResource;
  readonly line?: { readonly type: string; readonly object: KubernetesObject };
  readonly body?: { readonly metadata: { readonly resourceVersion: string }; readonly items: KubernetesObject[] };
}

export interface RecordedEvent {
  readonly ms: number;
  readonly type: string;
  readonly version: number;
  readonly object: KubernetesObject;
  /** The object as it was sent. */
  readonly text: string;
}

/** The server of the recording knows that versions are numbers; its clients do not. */
const versionOf = ({ metadata }: KubernetesObject): number => Number(metadata.resourceVersion);

export class RecordedCluster {
  readonly #first = new Map<LiveResource, readonly KubernetesObject[]>();
  readonly #events = new Map<LiveResource, RecordedEvent[]>(liveResources.map((resource) => [resource, []]));
  /** Versions by time; each is the newest one by then. */
  readonly #moments: { readonly ms: number; version: number }[] = [];

  /** @param text Lines of JSON: lists, and events of watches. */
  constructor(text: string) {
    for (const row of text.split('\n').filter((one) => one !== '')) {
      const { ms, stream, line, body } = JSON.parse(row) as Line;
      if (body !== undefined) {
        this.#first.set(stream, body.items);
        this.#moments.push({ ms, version: Number(body.metadata.resourceVersion) });
      }
      if (line === undefined || line.type === 'BOOKMARK') continue;
      const version = versionOf(line.object);
      this.#events.get(stream)!.push({ ms, type: line.type, version, object: line.object, text: JSON.stringify(line) });
      this.#moments.push({ ms, version });
    }
    this.#moments.sort((a, b) => a.ms - b.ms);
    let newest = 0;
    for (const moment of this.#moments) moment.version = newest = Math.max(newest, moment.version);
  }

  /** Time of the last event (ms). */
  get end(): number {
    return this.#moments.at(-1)!.ms;
  }

  /** Returns the newest version at a time. */
  versionAt(ms: number): number {
    return this.#moments.findLast((one) => one.ms <= ms)?.version ?? this.#moments[0]!.version;
  }

  /** Returns the events of a resource after one version and up to another. */
  events(resource: LiveResource, after: number, upTo: number): readonly RecordedEvent[] {
    return this.#events.get(resource)!.filter(({ version }) => version > after && version <= upTo);
  }

  /** Returns the objects of a resource at a version. */
  objects(resource: LiveResource, version: number): readonly KubernetesObject[] {
    const objects = new Map((this.#first.get(resource) ?? []).map((object) => [object.metadata.uid, object]));
    for (const { type, object } of this.events(resource, 0, version)) {
      if (type === 'DELETED') objects.delete(object.metadata.uid);
      else objects.set(object.metadata.uid, object);
    }
    return [...objects.values()];
  }

  /** Returns the answer to a list, or a page of it. */
  list(resource: LiveResource, version: number, from = 0, limit = Infinity, next?: string): string {
    const items = this.objects(resource, version);
    const info = resourceInfo(resource);
    const more = from + limit < items.length && next !== undefined;
    return JSON.stringify({
      kind: `${info.kind}List`,
      apiVersion: apiVersionOf(info),
      metadata: { resourceVersion: String(version), ...(more && { continue: next }) },
      items: items.slice(from, from + limit).map((item) => ({ ...item, kind: undefined, apiVersion: undefined })),
    });
  }

  /** Returns a bookmark, as the server sends it. */
  bookmark(resource: LiveResource, version: number): string {
    const { kind, ...info } = resourceInfo(resource);
    const object = {
      kind,
      apiVersion: apiVersionOf({ kind, ...info }),
      metadata: { resourceVersion: String(version) },
    };
    return JSON.stringify({ type: 'BOOKMARK', object });
  }
}
