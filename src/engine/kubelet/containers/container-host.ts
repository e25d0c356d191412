/** The interface between a container and its node. */
import type { Environment } from '../environment/environment.ts';
import type { ProbedPod } from '../probes/probed-pod.ts';
import type { ImageBehaviour } from './images.ts';
import type { Surroundings } from './process.ts';

/** Services of the kubelet and the node for a container. */
export interface ContainerHost {
  readonly now: number;
  /** The Pod in the kubelet's messages: `web-0_default(uid)`. */
  readonly podName: string;
  /** The grace period in seconds, and the virtual ms that a process needs to handle SIGTERM. */
  readonly grace: number;
  readonly terminate: number;
  /** Returns a random number in [min, max), the same for the same purpose. */
  between(min: number, max: number, purpose: string): number;
  /** Returns 64 random hexadecimal digits, the same for the same purpose. */
  digest(purpose: string): string;
  behaviour(image: string): ImageBehaviour;
  /** Virtual ms from the start of a container to readiness without a probe. */
  readyAfter(image: string): number;
  /**
   * Returns true if the node has the image.
   * @param never True if the image is never pulled.
   */
  hasImage(image: string, never: boolean): boolean;
  keepImage(image: string): void;
  /** Returns the container's environment variables, or the reason why they cannot be made. */
  environment(): Environment | { readonly problem: string };
  /** Syncs the container again when an image, a ConfigMap or a Secret is new. */
  lacks(): void;
  /** Returns the environment of the container's process: its node, files and network. */
  process(): Pick<Surroundings, 'host' | 'now' | 'behaviour'>;
  readonly pod: ProbedPod;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}

export interface ContainerOptions {
  /** Distinguishes this container's random numbers from those of others. */
  readonly id: string;
  /** True for an init container that runs before others and ends. */
  readonly init: boolean;
  readonly restart: 'Always' | 'OnFailure' | 'Never';
  /** The waiting reason until it has started. */
  readonly waiting: 'ContainerCreating' | 'PodInitializing';
  /** True for the kubelet of the recordings: no probes, no container ids. */
  readonly standIn: boolean;
}

export interface LogLine {
  /** Virtual ms. */
  readonly at: number;
  readonly text: string;
}
