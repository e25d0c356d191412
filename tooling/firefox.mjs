// Finds the Firefox that `npm run test:firefox` uses, or installs one.
import { join } from 'node:path';
import { canInstallPackages, installPackage, starts } from './browser.mjs';
import { PlainError } from './setup.mjs';

/**
 * Where Firefox usually is.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {string[]}
 */
export function usualFirefox(platform, env) {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env.HOME ?? '', 'Applications')];
    return folders.map((folder) => join(folder, 'Firefox.app/Contents/MacOS/firefox'));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], 'C:/Program Files'].filter((path) => path !== undefined);
    return roots.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe'));
  }
  const folders = [...new Set([...(env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/usr/local/bin'])];
  return ['firefox', 'firefox-esr'].flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * Finds Firefox, or installs the distribution's package where that is possible.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} Its path; undefined where there is none to be had.
 * @throws {PlainError} When FIREFOX_PATH names none.
 */
export function ensureFirefox(env = process.env) {
  if (env.FIREFOX_PATH) {
    if (starts(env.FIREFOX_PATH)) return env.FIREFOX_PATH;
    throw new PlainError(`FIREFOX_PATH is set to ${env.FIREFOX_PATH}, but no browser starts there.`);
  }
  const find = () => usualFirefox(process.platform, env).find(starts);
  const present = find();
  if (present !== undefined || !canInstallPackages()) return present;
  console.log('No Firefox found: installing the package firefox-esr …');
  installPackage('firefox-esr');
  return find();
}
