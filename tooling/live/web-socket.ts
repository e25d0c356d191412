/** The server's side of a WebSocket (RFC 6455), as far as a watch needs it: it sends texts and closes. */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Returns the bytes of one frame. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.alloc(head + length);
  bytes[0] = 0x80 | opcode;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  payload.copy(bytes, head);
  return bytes;
}

export interface ServerSocket {
  send(text: string): void;
  close(): void;
}

/** Accepts the upgrade. */
export function acceptWebSocket(request: IncomingMessage, stream: Duplex): ServerSocket {
  const key = String(request.headers['sec-websocket-key']);
  const accept = createHash('sha1')
    .update(key + magic)
    .digest('base64');
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  // A client of a watch sends nothing but a close frame.
  stream.on('data', () => stream.end());
  return {
    send: (text) => void stream.write(frame(1, Buffer.from(text))),
    close() {
      const code = Buffer.alloc(2);
      code.writeUInt16BE(1000);
      stream.end(frame(8, code));
    },
  };
}
