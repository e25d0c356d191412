/** Pulls a container's image, and retries until the node has it. */
// Models kubernetes/pkg/kubelet/images/image_manager.go
import type { Container } from '../../api/types.ts';
import { latency } from '../../controllers/latencies.ts';
import { BackOff, Resync } from './back-off.ts';
import type { ContainerHost } from './container-host.ts';
import { goDuration } from './go-duration.ts';
import { referenceError } from './image-reference.ts';
import { pullError } from './images.ts';

type Phase = 'none' | 'Pulling' | 'ErrImagePull' | 'ImagePullBackOff' | 'InvalidImageName' | 'ErrImageNeverPull';

export class ImagePull {
  #phase: Phase = 'none';
  /** The reason why the image is not pulled at all. */
  #refusal = '';
  readonly #resync = new Resync();
  #due = 0;
  #began = 0;
  #failed = 0;
  readonly #backOff = new BackOff();

  constructor(
    private readonly container: Container,
    private readonly id: string,
  ) {}

  get due(): { readonly at: number; readonly retry: boolean } {
    return { at: this.#due, retry: this.#phase === 'ImagePullBackOff' || this.#isRefused };
  }

  /**
   * Notes that the image may exist now.
   * @returns false if nothing waits for it.
   */
  retrySoon(now: number): boolean {
    if (this.#phase !== 'ErrImageNeverPull') return false;
    this.#due = Math.min(this.#due, Resync.soon(now));
    return true;
  }

  get #isRefused(): boolean {
    return this.#phase === 'InvalidImageName' || this.#phase === 'ErrImageNeverPull';
  }

  /** Returns the last failure; undefined during an attempt. */
  get waiting(): { readonly reason: string; readonly message: string } | undefined {
    if (this.#isRefused) return { reason: this.#phase, message: this.#refusal };
    const error = pullError(this.container.image!);
    if (this.#phase === 'ErrImagePull') return { reason: this.#phase, message: error };
    if (this.#phase !== 'ImagePullBackOff') return undefined;
    return { reason: this.#phase, message: `Back-off pulling image "${this.container.image}": ErrImagePull: ${error}` };
  }

  /**
   * Begins to pull, if necessary.
   * @returns true if the image is ready.
   */
  begin(host: ContainerHost): boolean {
    const { image, imagePullPolicy } = this.container;
    const invalid = referenceError(image!);
    if (invalid !== undefined) {
      const why = `couldn't parse image name "${image}": ${invalid}`;
      this.#refusal = `Failed to apply default image tag "${image}": ${why}`;
      return this.#refuse(host, 'InspectFailed', 'InvalidImageName');
    }
    const never = imagePullPolicy === 'Never';
    if (imagePullPolicy !== 'Always' && host.hasImage(image!, never)) {
      const message = `Container image "${image}" already present on machine and can be accessed by the pod`;
      host.event('Normal', 'Pulled', message);
      return true;
    }
    if (never) {
      this.#refusal = `Container image "${image}" is not present with pull policy of Never`;
      host.lacks();
      return this.#refuse(host, 'ErrImageNeverPull', 'ErrImageNeverPull');
    }
    host.event('Normal', 'Pulling', `Pulling image "${image}"`);
    this.#began = host.now;
    const [min, max] = latency.pull;
    const missing = host.behaviour(image!) === 'missing';
    const takes = missing ? latency.pullFailure : host.between(min, max, `pull ${this.id}`);
    this.#go('Pulling', host.now + takes);
    return false;
  }

  /**
   * Performs the step that is due.
   * @returns true if the image is ready.
   */
  advance(host: ContainerHost): boolean {
    const image = this.container.image!;
    const { now } = host;
    if (this.#phase === 'ErrImagePull') {
      host.event('Normal', 'BackOff', `Back-off pulling image "${image}"`);
      host.event('Warning', 'Failed', 'Error: ImagePullBackOff');
      this.#go('ImagePullBackOff', this.#failed + this.#backOff.delay);
      return false;
    }
    if (this.#phase === 'ImagePullBackOff' || this.#isRefused) return this.begin(host);
    if (host.behaviour(image) === 'missing') {
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

  #refuse(host: ContainerHost, eventReason: string, phase: 'InvalidImageName' | 'ErrImageNeverPull'): false {
    host.event('Warning', eventReason, this.#refusal);
    host.event('Warning', 'Failed', `Error: ${phase}`);
    this.#go(phase, host.now + this.#resync.next(host.between, `look for ${this.id}`));
    return false;
  }

  #go(phase: Phase, due: number): void {
    this.#phase = phase;
    this.#due = due;
  }
}
