// Writes a compressed variant next to each text file of dist/, for servers that can send it (nginx, Caddy, our own).
import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const text = /\.(css|html|m?js|json|svg|txt|ttf|wasm|webmanifest|woff|yaml|md)$/;
/** Bytes below which a compressed file saves no network packet. */
const least = 1024;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Brotli's best level takes a second for a megabyte; two files are compressed at a time on the thread pool. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

/**
 * @param {string} folder
 * @returns {Promise<{ files: number, bytes: number, gzip: number, br: number }>} Sums of the files that have variants.
 */
export async function precompress(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => text.test(name) && !name.startsWith('.'))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).size >= least);
  const sums = { files: files.length, bytes: 0, gzip: 0, br: 0 };
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(file);
      const [small, smaller] = await Promise.all([
        zip(content, { level: 9 }),
        brotli(content, { params: { ...quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
      ]);
      await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)]);
      sums.bytes += content.length;
      sums.gzip += small.length;
      sums.br += smaller.length;
    }),
  );
  return sums;
}
