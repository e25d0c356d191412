/** Options of the kubelets: those of the recordings, and those of a real node. */
import type { ImageBehaviour } from './containers/images.ts';
import { latency } from '../controllers/latencies.ts';

export interface KubeletOptions {
  /**
   * `sandbox`, as in a real kubelet: when the Pod's network is set up, before images are pulled. `running`: with the
   * first running container, as in the stand-in kubelet of the recordings.
   */
  readonly podAddress: 'sandbox' | 'running';
  /** Virtual ms from SIGTERM to the end of a Pod whose processes handle it. */
  readonly terminate: number;
  /** `attached`, as in a real kubelet: a Pod waits for its volumes. `ignored`: it does not wait. */
  readonly volumes: 'attached' | 'ignored';
  /** `instant`: images are present and containers start at once. Readiness still takes time. */
  readonly start?: 'instant';
  /** Behaviours of images without a word in their tags. */
  readonly images?: Readonly<Record<string, ImageBehaviour>>;
  /** Virtual ms from start to Ready, for images that differ from the usual time. */
  readonly readyAfter?: Readonly<Record<string, number>>;
}

/** A real node. */
export const realistic: KubeletOptions = { podAddress: 'sandbox', terminate: latency.terminate, volumes: 'attached' };
