// The editor's JSON schema, made from the types of kubernetes-models, which carry Kubernetes' own field descriptions.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMain, root } from '../setup.mjs';
import { refine } from './refine.mjs';

const kinds = join(root, 'tooling', 'schema', 'kinds.ts');
const output = join(root, 'src', 'ui', 'editor', 'generated', 'kubernetes-schema.json');

/** @returns {string} What the schema follows from: the tools, the types, and the files here. */
function origin() {
  const hash = createHash('sha256');
  for (const file of ['refine.mjs', 'build.mjs', 'kinds.ts']) {
    hash.update(readFileSync(join(root, 'tooling', 'schema', file)));
  }
  for (const name of ['kubernetes-models', '@kubernetes-models/apimachinery', 'ts-json-schema-generator']) {
    hash.update(readFileSync(join(root, 'node_modules', name, 'package.json')));
  }
  return hash.digest('hex').slice(0, 16);
}

/** @returns {Promise<import('./refine.mjs').Schema>} */
export async function createSchema() {
  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({
    path: kinds,
    tsconfig: join(root, 'tsconfig.json'),
    type: 'Kinds',
    topRef: false,
    encodeRefs: false,
    jsDoc: 'extended',
    markdownDescription: true,
    // Definitions are referenced: if each were inlined, the schema would be four times as large.
    expose: 'all',
    skipTypeCheck: true,
  });
  return refine(/** @type {import('./refine.mjs').Schema} */ (generator.createSchema('Kinds')));
}

/** Writes the schema unless it exists and is up to date. */
export async function buildSchema() {
  const $comment = `From kubernetes-models, ${origin()}.`;
  const start = `{"$comment":${JSON.stringify($comment)},`;
  if (existsSync(output) && readFileSync(output, 'utf8').startsWith(start)) return;
  const schema = await createSchema();
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, JSON.stringify({ $comment, ...schema }));
}

if (isMain(import.meta.url)) await buildSchema();
