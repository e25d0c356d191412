// Finds the browser that the tests use, or installs one.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError, runPackage } from './setup.mjs';

/**
 * Where Chromium and Chrome usually are.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `${name}.app/Contents/MacOS/${name}`);
    return ['/Applications', join(env.HOME ?? '', 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, app)),
    );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((path) => path !== undefined);
    const apps = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    return [...roots, 'C:/Program Files'].flatMap((folder) =>
      [...apps, 'Microsoft/Edge/Application/msedge.exe'].map((app) => join(folder, app)),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = [...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const found = names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)));
  return [...new Set([...found, '/opt/google/chrome/chrome'])];
}

/**
 * Reports if the program exists and starts: Ubuntu's `chromium-browser` may be a stub that only names the snap.
 * @param {string} path
 */
export function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows Chrome ignores --version and opens a window.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

/** @returns {Promise<string | undefined>} Playwright's own browser, when it has been downloaded and starts. */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return starts(path) ? path : undefined;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} Path of a browser that starts.
 * @throws {PlainError} When CHROMIUM_PATH names none.
 */
export async function findBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) {
    if (starts(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new PlainError(`CHROMIUM_PATH is set to ${env.CHROMIUM_PATH}, but no browser starts there.`);
  }
  return usualPlaces(process.platform, env).find(starts) ?? (await playwrightsOwn());
}

export const canInstallPackages = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** @param {string} name Of a package of the distribution. */
export function installPackage(name) {
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['-q', ...args], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  }
}

/** The Chinese font of the pictures that the page is compared with; the page itself takes any. */
const chineseFont = 'Noto Sans CJK SC';

/** @returns {boolean} Whether Chinese text looks as in the pictures that were taken. */
export function hasChineseFont() {
  if (process.platform !== 'linux') return false;
  const { stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return (stdout ?? '').includes(chineseFont);
}

/** Installs the font if possible. Otherwise, tests that need it are skipped with a message. */
export function ensureChineseFont() {
  if (hasChineseFont() || !canInstallPackages()) return;
  console.log(`There is no ${chineseFont}, in which Chinese is compared: installing the package fonts-noto-cjk …`);
  installPackage('fonts-noto-cjk');
}

/**
 * Finds a browser, or gets one: Playwright's own, else (as root, where there is apt-get) the distribution's package.
 * @returns {Promise<string>} Its path.
 * @throws {PlainError} That says what to do, when there is none to be had.
 */
export async function ensureBrowser() {
  const present = await findBrowser();
  if (present !== undefined) return present;

  console.log('No Chromium or Chrome found: downloading Playwright’s …');
  runPackage('playwright', ['install', 'chromium'], { timeout: 600_000 });
  const downloaded = await playwrightsOwn();
  if (downloaded !== undefined) return downloaded;

  if (canInstallPackages()) {
    console.log('That gave no browser that starts: installing the package chromium …');
    installPackage('chromium');
    const installed = await findBrowser();
    if (installed !== undefined) return installed;
  }
  throw new PlainError(
    'The browser tests need Chromium or Chrome, and none could be found or installed.\n' +
      'Install one, or set CHROMIUM_PATH to its program, and run the command again.',
  );
}
