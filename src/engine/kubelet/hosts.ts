/** The services that each node provides for its containers. */
import { podContainers } from '../api/pod-containers.ts';
import type { Pod } from '../api/types.ts';
import type { ComponentContext } from '../controllers/component.ts';
import { latency } from '../controllers/latencies.ts';
import type { ContainerHost } from './containers/container-host.ts';
import { Resolver } from '../dns/resolver.ts';
import { installedPrograms } from '../programs/installed.ts';
import type { Containers, RunningContainers } from './containers/containers.ts';
import { placeOf } from './environment/downward-api.ts';
import { environmentOf } from './environment/environment.ts';
import { fullReference, type ImageBehaviour, imageBehaviour } from './containers/images.ts';
import { userProblem } from './containers/image-user.ts';
import type { KubeletOptions } from './kubelet-options.ts';
import type { PodRuntime } from './pod-runtime.ts';

export class Hosts {
  /** The images on each node, by their full references. */
  readonly #images = new Map<string, Set<string>>();

  /**
   * @param lacks Called with a Pod that waits for an image, a ConfigMap or a Secret.
   * @param gained Called when a node has a new image.
   */
  constructor(
    private readonly context: ComponentContext,
    private readonly options: Pick<Required<KubeletOptions>, 'terminate' | 'images' | 'readyAfter'> & {
      readonly standIn: boolean;
      readonly instant: boolean;
    },
    private readonly containers: RunningContainers,
    private readonly lacks: (pod: Pod) => void,
    private readonly gained: () => void,
  ) {}

  /** The node of a Pod has the images of containers that have started. */
  keepImagesOf({ spec, status }: Pod): void {
    const images = this.#imagesOn(spec.nodeName!);
    for (const { name, image } of spec.containers) {
      const { state } = status.containerStatuses?.find((one) => one.name === name) ?? {};
      if (image !== undefined && (state?.running ?? state?.terminated) !== undefined) {
        images.add(fullReference(image));
      }
    }
  }

  hostFor(pod: Pod, runtime: PodRuntime): (container: { readonly name: string }) => ContainerHost {
    const { clock, random, store } = this.context;
    const { terminate, standIn, instant } = this.options;
    const { name, namespace, uid, deletionGracePeriodSeconds } = pod.metadata;
    const images = this.#imagesOn(pod.spec.nodeName!);
    const behaviour = (image: string): ImageBehaviour => this.options.images[image] ?? imageBehaviour(image);
    const common = {
      now: clock.now,
      podName: `${name}_${namespace}(${uid})`,
      grace: deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30,
      terminate,
      between: (min: number, max: number, purpose: string) => (instant ? 0 : random.between(min, max, purpose)),
      digest: (purpose: string) => (random.uuid(purpose) + random.uuid(`${purpose} `)).replaceAll('-', ''),
      behaviour,
      readyAfter: (image: string) => this.options.readyAfter[image] ?? latency.becomeReady,
      hasImage: (image: string, never: boolean) =>
        images.has(fullReference(image)) ||
        (instant && behaviour(image) !== 'missing') ||
        // The nodes of the recordings list no images and have all of them; a real one lists 50 at most.
        (never && standIn && (store.get('nodes', pod.spec.nodeName!)?.status.images?.length ?? 50) >= 50),
      keepImage: (image: string) => {
        const full = fullReference(image);
        if (images.has(full)) return;
        images.add(full);
        this.gained();
      },
      lacks: () => this.lacks(pod),
      pod: {
        address: runtime.ip,
        hostname: pod.spec.hostname ?? name,
        files: (container: string) => this.containers.files(uid, container),
        listener: runtime.listener.bind(runtime),
      },
    };
    return (container) => ({
      ...common,
      event: (type, reason, message) => this.event(pod, type, reason, message, container.name),
      environment: () => {
        const definition = podContainers(pod).find((c) => c.name === container.name)!;
        const made = environmentOf(definition, pod, placeOf(store, runtime.node, runtime.ip), store);
        const mountsPart = definition.volumeMounts?.some(({ subPath, subPathExpr }) => subPath || subPathExpr);
        const starting = mountsPart ? runtime.all.find((c) => c.name === container.name) : undefined;
        if (starting !== undefined && !('problem' in made)) this.containers.filesOf(runtime, starting, made);
        // The kubelet of the recordings checked no programs.
        if (standIn) return 'problem' in made ? new Map<string, string>() : made;
        const problem = userProblem(definition, pod.spec, common.podName);
        return 'problem' in made || problem === undefined ? made : { problem };
      },
      process: () => {
        const { containers } = this;
        const changeFile = (...[podUid, name, change]: Parameters<Containers['changeFile']>) =>
          containers.work(podUid, name, change);
        const inside = {
          containers: {
            environment: (_: string, name: string) => runtime.all.find((c) => c.name === name)?.environment,
            files: containers.files.bind(containers),
            listens: containers.listens.bind(containers),
            changeFile,
          },
          dns: new Resolver(store),
        };
        const definition = podContainers(pod).find((c) => c.name === container.name)!;
        const here = { ...pod, status: { ...pod.status, podIP: runtime.ip } };
        return {
          host: () => installedPrograms()!.hostOf(store, () => inside, here, definition),
          now: () => clock.now,
          behaviour,
        };
      },
    });
  }

  /** @param container The container concerned; absent for the Pod as a whole. */
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, container?: string): void {
    if (this.options.standIn) return;
    const list =
      (['initContainers', 'ephemeralContainers'] as const).find((name) =>
        pod.spec[name]?.some((c) => c.name === container),
      ) ?? 'containers';
    this.context.recorder.event(pod, type, reason, message, 'kubelet', {
      host: pod.spec.nodeName!,
      ...(container !== undefined && { fieldPath: `spec.${list}{${container}}` }),
    });
  }

  #imagesOn(node: string): Set<string> {
    let images = this.#images.get(node);
    if (images === undefined) {
      const listed = this.context.store.get('nodes', node)?.status.images ?? [];
      this.#images.set(node, (images = new Set(listed.flatMap(({ names }) => (names ?? []).map(fullReference)))));
    }
    return images;
  }
}
