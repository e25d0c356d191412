/** A worker that encodes frames into a GIF. Each frame is answered, so that they do not pile up. */
import { Gif } from './gif.ts';

export type GifRequest =
  | { readonly type: 'begin'; readonly width: number; readonly height: number }
  | { readonly type: 'add'; readonly pixels: ArrayBuffer; readonly delay: number }
  | { readonly type: 'finish' };

export type GifAnswer =
  { readonly type: 'size'; readonly bytes: number } | { readonly type: 'done'; readonly file: ArrayBuffer };

let gif: Gif;

addEventListener('message', ({ data }: MessageEvent<GifRequest>) => {
  if (data.type === 'begin') gif = new Gif(data.width, data.height);
  else if (data.type === 'add') gif.add(new Uint8ClampedArray(data.pixels), data.delay);
  const answer: GifAnswer =
    data.type === 'finish'
      ? { type: 'done', file: gif.finish().buffer as ArrayBuffer }
      : { type: 'size', bytes: gif.size };
  postMessage(answer);
});
