/** Options of the kubelets: what the recordings were made with, and what a real node does. */
import type { ImageBehaviour } from './containers/images.ts';
import { latency } from '../controllers/latencies.ts';

export interface KubeletOptions {
  /**
   * `sandbox`, as a real kubelet: as soon as the Pod's network is set up, before any image is pulled. `running`: with
   * the first container that runs, as the stand-in kubelet did with which the control plane was recorded.
   */
  readonly podAddress: 'sandbox' | 'running';
  /** Virtual ms from SIGTERM to the end of a Pod whose processes behave. */
  readonly terminate: number;
  /** `attached`, as a real kubelet: a Pod waits for its volumes. `ignored`: volumes need not be attached. */
  readonly volumes: 'attached' | 'ignored';
  /** `instant`: images are there and containers start at once. Readiness takes its time all the same. */
  readonly start?: 'instant';
  /** Behaviours of images whose tags do not say it. */
  readonly images?: Readonly<Record<string, ImageBehaviour>>;
  /** Virtual ms from the start to Ready, of images that take another time than usual. */
  readonly readyAfter?: Readonly<Record<string, number>>;
}

/** A real node. */
export const realistic: KubeletOptions = { podAddress: 'sandbox', terminate: latency.terminate, volumes: 'attached' };
