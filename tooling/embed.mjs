// Writes the page of a figure, embed.html, beside the built lab: see vite.embed.config.ts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { embedPolicy, withPolicy } from './site/policy.mjs';
import { PlainError, root } from './setup.mjs';

/** Modes of vite.embed.config.ts: the script that the page loads, and those that it can load later. */
const modes = ['embed', 'embed-more', 'embed-lessons'];

/** Forbidden in all scripts of a figure: a frame with an opaque origin cannot do it, or only modules can. */
const forbidden =
  /(?<![.\w#])import\s*\(|\bimport\.meta\b|\bnew\s+(?:Shared)?Worker\b|(?<![.\w#])fetch\s*\(|\bXMLHttpRequest\b/;

/**
 * @param {string} name @param {string} code
 * @throws PlainError when a built script of a figure does what it cannot do in a frame without an origin.
 */
export function checkClassic(name, code) {
  const found = forbidden.exec(code);
  if (found === null) return;
  const around = code.slice(Math.max(found.index - 60, 0), found.index + 60);
  throw new PlainError(`${name} has “${found[0]}”, which a figure cannot do: … ${around} …`);
}

/**
 * Puts the styles and scripts into the page.
 * @param {string} page
 * @param {{ readonly styles: readonly string[], readonly script: string, readonly more: string, readonly lessons: string }} files Their paths
 *   beside the page.
 */
export function pageWith(page, { styles, script, more, lessons }) {
  const links = styles.map((name) => `    <link rel="stylesheet" href="./${name}" />\n`).join('');
  return page.replace(
    '  </head>',
    `${links}    <script defer src="./${script}" data-more="./${more}" data-lessons="./${lessons}"></script>\n  </head>`,
  );
}

/** @param {string} dist The folder that holds the built lab. */
export async function buildEmbed(dist) {
  const { build } = await import('vite');
  /** @type {string[]} */
  const scripts = [];
  /** @type {string[]} */
  const styles = [];
  for (const mode of modes) {
    const built = await build({ root, configFile: join(root, 'vite.embed.config.ts'), mode, logLevel: 'warn' });
    const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (Array.isArray(built) ? built[0] : built);
    for (const file of output) {
      if (file.type === 'chunk') {
        checkClassic(file.fileName, file.code);
        scripts.push(file.fileName);
      } else if (file.fileName.endsWith('.css')) {
        // The later scripts bring their own styles; those of shared modules are not needed.
        if (mode !== modes[0]) continue;
        styles.push(file.fileName);
      }
      mkdirSync(dirname(join(dist, file.fileName)), { recursive: true });
      writeFileSync(join(dist, file.fileName), file.type === 'chunk' ? file.code : file.source);
    }
  }
  const [script = '', more = '', lessons = ''] = scripts;
  const page = readFileSync(join(root, 'embed.html'), 'utf8');
  const filled = pageWith(page, { styles, script, more, lessons });
  writeFileSync(join(dist, 'embed.html'), withPolicy(filled, embedPolicy));
}
