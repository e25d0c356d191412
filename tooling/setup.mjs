// Preconditions of every command: a supported Node, and the packages of the lock file. Only Node's own modules here:
// this runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Not import.meta.dirname: older versions of Node must reach the message of ensureNode.
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} url A module's `import.meta.url`.
 * @returns {boolean} Whether Node was started with this module (also by way of a symbolic link).
 */
export function isMain(url) {
  const started = process.argv[1];
  return started !== undefined && realpathSync(started) === fileURLToPath(url);
}

/** An error whose message is meant for the user: it is printed without a stack trace. */
export class PlainError extends Error {}

/**
 * Runs the body of a command; a {@link PlainError} ends it with its message alone.
 * @param {() => Promise<number | void>} body Resolves to the exit code; nothing leaves the process as it is.
 */
export async function runCommand(body) {
  try {
    const code = await body();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    console.error(error instanceof PlainError ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
}

/**
 * @param {string} version Of Node, e.g. `20.19.0`.
 * @returns {boolean} Whether Vite, Vitest and Playwright run on it: `^20.19 || >=22.12`.
 */
export function supportsNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** @throws {PlainError} On a Node that the build tools do not support. */
export function ensureNode() {
  if (supportsNode(process.versions.node)) return;
  throw new PlainError(
    `StatefulSet Lab needs Node 20.19 or newer (22.12 or newer of 22); this is ${process.versions.node}.`,
  );
}

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lock
 */

/**
 * @param {Lock} wanted package-lock.json.
 * @param {Lock} installed npm's own record of what it has put into node_modules (`.package-lock.json`).
 * @returns {string | undefined} The first package that is missing or has another version. Optional packages may be
 *   missing: they are for other platforms.
 */
export function firstDifference(wanted, installed) {
  const present = installed.packages ?? {};
  for (const [path, { version, optional, link }] of Object.entries(wanted.packages ?? {})) {
    if (path === '' || link) continue;
    const found = present[path]?.version;
    if (found !== version && !(optional && found === undefined)) return path.replace(/^.*node_modules\//, '');
  }
  return undefined;
}

/** @returns {string | undefined} Why `npm ci` must run, or undefined when it need not. */
export function whyInstall(folder = root) {
  // npm writes this file last: an interrupted installation does not have it.
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'first run';
  /** @param {string} file @returns {Lock} */
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
  const different = firstDifference(read(join(folder, 'package-lock.json')), read(record));
  return different === undefined ? undefined : `${different} is not as in package-lock.json`;
}

/** Installs the packages of the lock file unless they are installed already. */
export function ensureInstalled() {
  const reason = whyInstall();
  if (reason === undefined) return;
  console.log(`Installing packages (${reason}) …`);
  // Development packages build and test the app: they are needed even if NODE_ENV is production.
  if (npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) {
    throw new PlainError('npm ci failed (see above). It needs the npm registry, once.');
  }
}

/**
 * Runs npm: the one that started us, if one did.
 * @param {string[]} args
 * @returns {number} Exit code.
 */
function npm(args) {
  const cli = process.env.npm_execpath;
  const child = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return child.status ?? 1;
}

/** @param {string} name Package. @returns {string} Path of its command-line program. */
function programOf(name) {
  const folder = join(root, 'node_modules', name);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, (typeof bin === 'string' ? bin : Object.values(bin)[0]) ?? '');
}

/**
 * Runs the command-line program of an installed package with this Node, without npx.
 * @param {string} name Package.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in ms.
 * @returns {number} Exit code.
 */
export function runPackage(name, args, { env = process.env, timeout } = {}) {
  const child = spawnSync(process.execPath, [programOf(name), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
    ...(timeout !== undefined && { timeout }),
  });
  return child.status ?? 1;
}

/**
 * Starts the same and does not wait.
 * @param {string} name Package.
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, aside?: boolean }} [options] `aside`: it uses the time that other programs leave,
 *   and its output is printed as a whole, at its end.
 * @returns {Promise<number>} Exit code.
 */
export function startPackage(name, args, { env = process.env, aside = false } = {}) {
  const child = spawn(process.execPath, [programOf(name), ...args], {
    cwd: root,
    env,
    stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
  if (aside && child.pid !== undefined) {
    try {
      setPriority(child.pid, 5);
    } catch {
      // Without the permission it runs at normal priority.
    }
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(output));
      resolve(code ?? 1);
    });
  });
}
