// The licence texts of the packages in the build: THIRD-PARTY-NOTICES.txt.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * @typedef {object} Notice
 * @property {string} name @property {string} version @property {string} licence Its SPDX expression.
 * @property {string} source Address of the source code. @property {string} text Licence, and notices of what it holds.
 */

/** Files of a package that its licence requires to keep. */
const texts = /^(licen[cs]e|copying|notice|third-?party-?notices?)\b/i;

/**
 * Allowed licences of packages in the build. All of them require their text to be included; MPL-2.0 also requires the
 * address of the source.
 */
const allowed = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
  '0BSD',
]);

/**
 * Returns the text of the MIT licence for the few packages that name it and leave it out.
 * @param {string} author
 */
const mit = (author) => `(The package names this licence and holds no text of it.)

MIT License

Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * @param {string} id Of a module, as the bundler names it.
 * @returns {string | undefined} Folder of the package that it belongs to; undefined for the lab's own and virtual modules.
 */
export function packageFolder(id) {
  const file = id.replace(/^\0+/, '').replace(/\?.*$/s, '');
  const mark = `${sep}node_modules${sep}`;
  if (!file.includes(mark)) return undefined;
  // Some packages have another package.json in a subfolder that contains only the module type of its scripts.
  for (let folder = dirname(file); folder.includes(mark.slice(0, -1)); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version !== undefined) return folder;
  }
  return undefined;
}

/**
 * @param {string} folder Of a package.
 * @returns {Notice}
 * @throws Error when it has no text of its licence, or another licence than the known ones.
 */
export function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license, repository, homepage } = manifest;
  const licence = typeof license === 'string' ? license.replace(/^\((.*)\)$/, '$1') : license?.type;
  if (
    !String(licence)
      .split(' OR ')
      .some((one) => allowed.has(one))
  )
    throw new Error(`${name} has the licence ${licence}, which the build does not know`);
  const found = readdirSync(folder)
    .filter((file) => texts.test(file) && !/\.[cm]?[jt]s$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  const author = manifest.author?.name ?? manifest.author;
  if (found.length === 0 && licence === 'MIT' && author) found.push(mit(author));
  if (found.length === 0) throw new Error(`${name} has no text of its licence`);
  const address = typeof repository === 'string' ? repository : (repository?.url ?? homepage ?? '');
  return {
    ...{ name, version, licence },
    source: String(address)
      .replace(/^git\+/, '')
      .replace(/^(git:\/\/|git@|ssh:\/\/git@)github\.com[:/]/, 'https://github.com/')
      .replace(/^github:|^(?=[\w-]+\/[\w.-]+$)/, 'https://github.com/')
      .replace(/\.git$/, ''),
    text: found.join('\n\n'),
  };
}

/**
 * @param {Iterable<string>} folders Of packages.
 * @returns {string} The file.
 */
export function noticesOf(folders) {
  const notices = [...new Set(folders)].map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = notices.map(({ name, version, licence, source, text }) => {
    const where = `The source of this version: ${source} and https://www.npmjs.com/package/${name}/v/${version}`;
    return `${'='.repeat(80)}\n${name} ${version}\n${licence}\n${source === '' ? '' : `${where}\n`}\n${text}\n`;
  });
  const head = `StatefulSet Lab holds these packages. Each keeps its own licence; the lab's own is in LICENSE.
The descriptions of the fields in the editor are those of Kubernetes (Apache-2.0, https://github.com/kubernetes/kubernetes).
No package was changed.\n`;
  return [head, ...parts].join('\n');
}
