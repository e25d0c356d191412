/** The web server of the nginx images: its pages are files below its document root. */
import type { FileView } from '../kubelet/files/container-files.ts';
import type { HttpAnswer } from './program-host.ts';

interface Site {
  readonly root: string;
  readonly server: string;
}

export function answerPage(files: FileView, { root, server }: Site, target: string): HttpAnswer {
  const path = normal(decoded(target.split(/[?#]/)[0]!));
  const file = root + (path === '/' ? '' : path);
  if (files.list(file) !== undefined) {
    if (path !== '/' && !target.endsWith('/')) return page(301, 'Moved Permanently', server);
    const index = files.read(`${file}/index.html`);
    return index === undefined ? page(403, 'Forbidden', server) : found(`${file}/index.html`, index, server);
  }
  const content = files.read(file);
  return content === undefined ? page(404, 'Not Found', server) : found(file, content, server);
}

function found(file: string, body: string, server: string): HttpAnswer {
  const type = /\.html?$/.test(file)
    ? 'text/html'
    : /\.(txt|md)$/.test(file)
      ? 'text/plain'
      : 'application/octet-stream';
  return answer(200, 'OK', server, type, body);
}

/** nginx's default page for a status. */
function page(status: number, statusText: string, server: string): HttpAnswer {
  const title = `${status} ${statusText}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>${server}</center>\r\n</body>\r\n</html>\r\n`;
  return answer(status, statusText, server, 'text/html', body);
}

function answer(status: number, statusText: string, server: string, type: string, body: string): HttpAnswer {
  const length = bytesOf(body);
  const headers = { Server: server, 'Content-Type': type, 'Content-Length': String(length), Connection: 'keep-alive' };
  return { status, statusText, headers, body };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Returns the length of a text in UTF-8 bytes. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
