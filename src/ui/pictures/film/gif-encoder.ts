import { startWorker } from '../../kit/browser/worker.ts';
import type { Encoder } from './encoder.ts';
import type { GifAnswer, GifRequest } from './gif.worker.ts';
import gifWorker from './gif.worker.ts?worker&url';

export async function gifEncoder(canvas: OffscreenCanvas): Promise<Encoder> {
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const worker = startWorker(gifWorker);

  /** Sends one request and waits for its answer. */
  function ask(request: GifRequest, transfer: Transferable[] = []): Promise<GifAnswer> {
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<GifAnswer>) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(request, transfer);
    });
  }

  await ask({ type: 'begin', width, height });
  return {
    async add(delay) {
      const pixels = context.getImageData(0, 0, width, height).data.buffer;
      const answer = await ask({ type: 'add', pixels, delay }, [pixels]);
      return answer.type === 'size' ? answer.bytes : 0;
    },
    async finish() {
      const answer = await ask({ type: 'finish' });
      return new Blob(answer.type === 'done' ? [answer.file] : [], { type: 'image/gif' });
    },
    dispose: () => worker.terminate(),
  };
}
