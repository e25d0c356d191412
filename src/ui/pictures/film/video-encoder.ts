/** Encodes video with the browser's encoder (WebCodecs), as fast as it can, not in real time. */
import {
  BufferTarget,
  canEncodeVideo,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  QUALITY_HIGH,
  type VideoCodec,
  WebMOutputFormat,
} from 'mediabunny';
import type { Encoder, Format, Size } from './encoder.ts';

type VideoFormat = Exclude<Format, 'gif'>;

const codecs: Readonly<Record<VideoFormat, readonly VideoCodec[]>> = { webm: ['vp9', 'vp8'], mp4: ['avc'] };

/** Returns the first codec for a format that this browser can encode; null if there is none. */
export async function codecFor(format: VideoFormat, size: Size): Promise<VideoCodec | null> {
  if (!('VideoEncoder' in globalThis)) return null;
  for (const codec of codecs[format]) {
    if (await canEncodeVideo(codec, { ...size, quality: QUALITY_HIGH })) return codec;
  }
  return null;
}

/** @throws Error when the browser cannot encode the format. */
export async function videoEncoder(canvas: OffscreenCanvas, format: VideoFormat, rate: number): Promise<Encoder> {
  const codec = await codecFor(format, canvas);
  if (codec === null) throw new Error(`No encoder for ${format}`);
  const target = new BufferTarget();
  const container = format === 'webm' ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' });
  const output = new Output({ format: container, target });
  let bytes = 0;
  let time = 0;
  const source = new CanvasSource(canvas, {
    codec,
    quality: QUALITY_HIGH,
    keyFrameInterval: 5,
    onEncodedPacket: (packet) => (bytes += packet.byteLength),
  });
  output.addVideoTrack(source, { frameRate: rate });
  await output.start();
  return {
    async add(duration) {
      await source.add(time / 1000, duration / 1000);
      time += duration;
      return bytes;
    },
    async finish() {
      await output.finalize();
      return new Blob([target.buffer!], { type: container.mimeType });
    },
    dispose: () => {
      if (output.state !== 'finalized') void output.cancel();
    },
  };
}
