/** Answers the requests of a host page, with the lab's actions and readings only. */
import type { ResourceName } from '../../engine/index.ts';
import type { Session } from '../../share/session.ts';
import type { Lab } from '../../store/lab.ts';
import type { LabState } from '../../store/state/lab-state.ts';
import type { Outcome, PendingOutcome } from '../../store/state/outcome.ts';
import type { Answers, FieldsOf, Request, RequestType, Trouble } from './messages.ts';

/** Functions that a request may need, and that not every frame has from the start. */
export interface FrameParts {
  /** Returns a session as the fragment of an address, without `#`. */
  readonly encode: (session: Session) => string | Promise<string>;
  /** Reads the fragment of a link. @throws SessionError */
  readonly decode: (fragment: string) => Session | Promise<Session>;
  /** Returns the address of the lab with a fragment. */
  readonly linkTo: (fragment: string) => string;
  /** Draws the stage: text of an SVG, or a `data:` address of a PNG. */
  readonly picture: (format: 'svg' | 'png') => Promise<string>;
  /** Called when the page reports if the frame is in sight: time stands still while it is not. */
  readonly setVisible: (visible: boolean) => void;
}

/** An error with a message for the host page; `field` names the invalid field. */
export class RequestError extends Error {
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }

  get trouble(): Trouble {
    return { message: this.message, ...(this.field !== undefined && { field: this.field }) };
  }
}

/** Largest number of objects in one answer. */
const mostObjects = 5000;

type Done = Outcome | PendingOutcome | void | undefined;
type Value<T extends RequestType> = Answers[T] | Promise<Answers[T]>;
type Doers = { readonly [T in RequestType]: (fields: FieldsOf<T>) => Value<T> };

/** Returns the handler of each request. */
function doersOf(lab: Lab, parts: FrameParts, cluster: () => Promise<void>): Doers {
  const none = async (done: Done, field?: string): Promise<Record<string, never>> => {
    await settled(done, field);
    return {};
  };
  /** Returns the output of a command. A refusal before it could run is an error. */
  const printed = async (done: Done, field: string) => {
    const outcome = await outcomeOf(done);
    if (outcome?.printed !== undefined) return outcome.printed;
    throw new RequestError(outcome?.lines.join('\n') || 'the command was not run', field);
  };
  return {
    async load({ example, manifest, link, apply = true }) {
      if (link !== undefined) return openLink(lab, parts, link);
      if (example !== undefined) await settled(lab.act('chooseExample', { example: example as never }), 'example');
      else {
        await settled(lab.act('reset'));
        await settled(lab.act('edit', { text: manifest! }), 'manifest');
      }
      if (apply) await settled(lab.act('apply'), example === undefined ? 'manifest' : 'example');
      return {};
    },
    kubectl: ({ command }) => printed(lab.act('runCommand', { command }), 'command'),
    scale: ({ replicas }) => printed(lab.act('scale', { replicas }), 'replicas'),
    image: ({ image }) => printed(lab.act('setImage', { image }), 'image'),
    partition: ({ partition }) => printed(lab.act('setPartition', { partition }), 'partition'),
    deletePod: ({ name }) => printed(lab.act('deletePod', { name }), 'name'),
    play: () => none(lab.act('play')),
    pause: () => none(lab.act('pause')),
    step: () => none(lab.act('step')),
    seek: ({ at }) => none(lab.act('seek', { at }), 'at'),
    speed: ({ speed }) => none(lab.act('setSpeed', { speed }), 'speed'),
    language: ({ language }) => none(lab.act('setLanguage', { language }), 'language'),
    theme: ({ theme }) => none(lab.act('setTheme', { theme }), 'theme'),
    visible({ visible }) {
      parts.setVisible(visible);
      return {};
    },
    async state({ resource, namespace }) {
      await cluster();
      const { view, now } = lab.store.getState();
      return { at: now, objects: objectsOf(view, resource, namespace) };
    },
    async link() {
      await cluster();
      const fragment = await parts.encode(sessionOf(lab));
      return { link: parts.linkTo(fragment) };
    },
    async picture({ format }) {
      await cluster();
      return { type: format === 'svg' ? 'image/svg+xml' : 'image/png', data: await parts.picture(format) };
    },
  };
}

function sessionOf(lab: Lab): Session {
  try {
    return lab.read(({ session }) => session());
  } catch {
    throw new RequestError('there is no cluster yet, or it is a recording');
  }
}

/**
 * Returns a function that handles a request. Its promise resolves to the value, or is rejected with a RequestError.
 * @param cluster Waits for the cluster, up to a time limit.
 */
export function answerer(lab: Lab, parts: FrameParts, cluster: () => Promise<void>) {
  const doers = doersOf(lab, parts, cluster);
  return async (request: Request): Promise<Answers[RequestType]> => doers[request.type](request as never);
}

/** Resolves to the outcome of an action. An action that waited for the cluster may also wait for kubectl. */
async function outcomeOf(done: Done): Promise<Outcome | undefined> {
  let outcome: Done = done;
  while (outcome !== undefined && outcome !== null && 'outcome' in outcome)
    outcome = await (outcome.outcome as Promise<Done>);
  return outcome ?? undefined;
}

/**
 * Waits for an action.
 * @throws RequestError if it was refused.
 */
async function settled(done: Done, field?: string): Promise<void> {
  const outcome = await outcomeOf(done);
  if (outcome?.ok === false) throw new RequestError(outcome.lines.join('\n'), field);
}

/** Opens the moment of a link: a whole address, or its fragment. */
async function openLink(lab: Lab, parts: FrameParts, link: string): Promise<Record<string, never>> {
  try {
    const session = await parts.decode(link.slice(link.indexOf('#') + 1));
    const opened = lab.act('openSession', { session, beginning: session });
    await (opened && 'outcome' in opened ? opened.outcome : opened);
  } catch (error) {
    throw new RequestError(
      `the link cannot be opened: ${error instanceof Error ? error.message : 'unreadable'}`,
      'link',
    );
  }
  return {};
}

/** Resources of an answer, if the request names none. */
const usual = [
  ...['statefulsets', 'pods', 'persistentvolumeclaims', 'persistentvolumes', 'services', 'nodes'],
  ...['controllerrevisions', 'deployments', 'replicasets'],
];

function objectsOf(view: LabState['view'], resource?: string, namespace?: string): readonly object[] {
  const resources = resource === undefined ? usual : [resource];
  const objects = resources.flatMap((name) =>
    view.list(name as ResourceName, namespace === undefined ? {} : { namespace }),
  );
  if (objects.length > mostObjects) {
    throw new RequestError(
      `there are ${objects.length} objects, more than ${mostObjects}: name a resource`,
      'resource',
    );
  }
  return objects;
}
