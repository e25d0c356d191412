/** What each node offers the containers on it. */
import type { Pod } from '../api/types.ts';
import type { ComponentContext } from '../controllers/component.ts';
import type { ContainerHost } from './container-host.ts';
import { imageBehaviour } from './images.ts';
import { environmentProblem } from './references.ts';

export class Hosts {
  /** Images on each node's disk. */
  readonly #images = new Map<string, Set<string>>();

  /** @param lacks told of a Pod that waits for a ConfigMap or a Secret. */
  constructor(
    private readonly context: ComponentContext,
    private readonly options: { readonly terminate: number; readonly standIn: boolean; readonly instant: boolean },
    private readonly lacks: (pod: Pod) => void,
  ) {}

  hostFor(pod: Pod, podIP: string): (container: { readonly name: string }) => ContainerHost {
    const { clock, random, store } = this.context;
    const { terminate, standIn, instant } = this.options;
    const { name, namespace, uid, deletionGracePeriodSeconds } = pod.metadata;
    const images = this.#imagesOn(pod.spec.nodeName!);
    const common = {
      now: clock.now,
      podName: `${name}_${namespace}(${uid})`,
      podIP,
      grace: deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30,
      terminate,
      between: (min: number, max: number, purpose: string) => (instant ? 0 : random.between(min, max, purpose)),
      digest: (purpose: string) => (random.uuid(purpose) + random.uuid(`${purpose} `)).replaceAll('-', ''),
      hasImage: (image: string) => images.has(image) || (instant && imageBehaviour(image) !== 'missing'),
      keepImage: (image: string) => void images.add(image),
    };
    return (container) => ({
      ...common,
      event: (type, reason, message) => this.event(pod, type, reason, message, container.name),
      environmentProblem: () => {
        const definition = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find(
          (c) => c.name === container.name,
        );
        const problem = standIn ? undefined : environmentProblem(definition!, pod, store);
        if (problem !== undefined) this.lacks(pod);
        return problem;
      },
    });
  }

  /** @param container whom it is about, if not the Pod as a whole. */
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, container?: string): void {
    if (this.options.standIn) return;
    const init = pod.spec.initContainers?.some((c) => c.name === container) ?? false;
    this.context.recorder.event(pod, type, reason, message, 'kubelet', {
      host: pod.spec.nodeName!,
      ...(container !== undefined && { fieldPath: `spec.${init ? 'initContainers' : 'containers'}{${container}}` }),
    });
  }

  #imagesOn(node: string): Set<string> {
    let images = this.#images.get(node);
    if (images === undefined) this.#images.set(node, (images = new Set()));
    return images;
  }
}
