// `npm start`: installs what is missing, builds what has changed, serves dist/ and prints the address.
// PORT and HOST say where; HOST=0.0.0.0 lets other machines in.
import { dist, ensureBuilt } from './build.mjs';
import { ensureInstalled, ensureNode, isMain, PlainError, runCommand } from './setup.mjs';
import { listen, staticHandler } from './static-server.mjs';

const defaultPort = 4173;

/**
 * @param {string | undefined} text The PORT of the environment.
 * @throws {PlainError} When it is not a port.
 */
export function portOf(text) {
  if (text === undefined || text.trim() === '') return defaultPort;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new PlainError(`PORT must be a number from 0 to 65535, not "${text}".`);
}

if (isMain(import.meta.url)) {
  await runCommand(async () => {
    const wanted = portOf(process.env.PORT);
    const host = process.env.HOST || '127.0.0.1';
    ensureNode();
    ensureInstalled();
    await ensureBuilt();
    const { server, port } = await listen(staticHandler(dist), { port: wanted, host });
    if (wanted !== 0 && port !== wanted) console.log(`Port ${wanted} is taken; using ${port} instead.`);
    const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
    console.log(`\n  StatefulSet Lab: http://${name}:${port}/\n\n  Ctrl+C stops it.`);
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.once(signal, () => {
        server.closeAllConnections();
        server.close(() => process.exit(0));
      });
    }
  });
}
