/** Interface between a container and its node. */
import type { Environment } from '../environment/environment.ts';
import type { ProbedPod } from '../probes/probed-pod.ts';
import type { ImageBehaviour } from './images.ts';
import type { Surroundings } from './process.ts';

/** Services of the kubelet and the node for a container. */
export interface ContainerHost {
  readonly now: number;
  /** The Pod as the kubelet names it in messages: `web-0_default(uid)`. */
  readonly podName: string;
  /** Grace period in seconds; virtual ms that a process needs which heeds SIGTERM. */
  readonly grace: number;
  readonly terminate: number;
  /** A lot in [min, max), the same whenever asked for the same purpose. */
  between(min: number, max: number, purpose: string): number;
  /** 64 hexadecimal digits, the same whenever asked for the same purpose. */
  digest(purpose: string): string;
  behaviour(image: string): ImageBehaviour;
  /** Virtual ms from a running container to readiness, when no probe says otherwise. */
  readyAfter(image: string): number;
  /** The image is on the node's disk. */
  hasImage(image: string): boolean;
  keepImage(image: string): void;
  /** The container's environment variables, or why it cannot have them. */
  environment(): Environment | { readonly problem: string };
  /** Has the kubelet look at the container again when an image, a ConfigMap or a Secret is new. */
  lacks(): void;
  /** Returns the surroundings of the process of the container. */
  process(): Pick<Surroundings, 'host' | 'now' | 'behaviour'>;
  readonly pod: ProbedPod;
  event(type: 'Normal' | 'Warning', reason: string, message: string): void;
}

export interface ContainerOptions {
  /** Distinguishes this container's lots from others'. */
  readonly id: string;
  /** Runs before others and ends. */
  readonly init: boolean;
  readonly restart: 'Always' | 'OnFailure' | 'Never';
  /** Reason shown until it has started. */
  readonly waiting: 'ContainerCreating' | 'PodInitializing';
  /** As the kubelet with which the control plane was recorded: no probes, no ids. */
  readonly standIn: boolean;
}

export interface LogLine {
  /** Virtual ms. */
  readonly at: number;
  readonly text: string;
}
