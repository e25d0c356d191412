/** Getting a container's image onto the node, again and again until it is there. */
// Models kubernetes/pkg/kubelet/images/image_manager.go
import type { Container } from '../api/types.ts';
import { latency } from '../controllers/latencies.ts';
import { BackOff } from './back-off.ts';
import type { ContainerHost } from './container-host.ts';
import { goDuration } from './go-duration.ts';
import { imageBehaviour, pullError } from './images.ts';

export class ImagePull {
  #phase: 'none' | 'Pulling' | 'ErrImagePull' | 'ImagePullBackOff' = 'none';
  #due = 0;
  #began = 0;
  #failed = 0;
  readonly #backOff = new BackOff();

  constructor(
    private readonly container: Container,
    private readonly id: string,
  ) {}

  get due(): { readonly at: number; readonly retry: boolean } {
    return { at: this.#due, retry: this.#phase === 'ImagePullBackOff' };
  }

  /** What has failed last; nothing while it is tried. */
  get waiting(): { readonly reason: string; readonly message: string } | undefined {
    const error = pullError(this.container.image!);
    if (this.#phase === 'ErrImagePull') return { reason: this.#phase, message: error };
    if (this.#phase !== 'ImagePullBackOff') return undefined;
    return { reason: this.#phase, message: `Back-off pulling image "${this.container.image}": ErrImagePull: ${error}` };
  }

  /** Begins to pull, unless the image need not be. @returns true when it is there. */
  begin(host: ContainerHost): boolean {
    const { image, imagePullPolicy } = this.container;
    // An image that is never pulled has been put on the node by someone.
    if (imagePullPolicy === 'Never' || (imagePullPolicy !== 'Always' && host.hasImage(image!))) {
      const message = `Container image "${image}" already present on machine and can be accessed by the pod`;
      host.event('Normal', 'Pulled', message);
      return true;
    }
    host.event('Normal', 'Pulling', `Pulling image "${image}"`);
    this.#began = host.now;
    const [min, max] = latency.pull;
    const missing = imageBehaviour(image!) === 'missing';
    const takes = missing ? latency.pullFailure : host.between(min, max, `pull ${this.id}`);
    this.#go('Pulling', host.now + takes);
    return false;
  }

  /** Goes on with what is due. @returns true when the image is there. */
  advance(host: ContainerHost): boolean {
    const image = this.container.image!;
    const { now } = host;
    if (this.#phase === 'ErrImagePull') {
      host.event('Normal', 'BackOff', `Back-off pulling image "${image}"`);
      host.event('Warning', 'Failed', 'Error: ImagePullBackOff');
      this.#go('ImagePullBackOff', this.#failed + this.#backOff.delay);
      return false;
    }
    if (this.#phase === 'ImagePullBackOff') return this.begin(host);
    if (imageBehaviour(image) === 'missing') {
      host.event('Warning', 'Failed', `Failed to pull image "${image}": ${pullError(image)}`);
      host.event('Warning', 'Failed', 'Error: ErrImagePull');
      this.#backOff.next(now, now);
      this.#failed = now;
      this.#go('ErrImagePull', now + latency.pullFailure);
      return false;
    }
    host.keepImage(image);
    const took = goDuration(now - this.#began);
    const size = Math.floor(host.between(5_000_000, 200_000_000, `size ${image}`));
    const message = `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: ${size} bytes.`;
    host.event('Normal', 'Pulled', message);
    this.#phase = 'none';
    return true;
  }

  #go(phase: 'Pulling' | 'ErrImagePull' | 'ImagePullBackOff', due: number): void {
    this.#phase = phase;
    this.#due = due;
  }
}
