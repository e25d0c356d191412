// Writes src/kubectl/generated/field-docs.json, which `kubectl explain` loads when it is first asked.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isMain, root } from '../setup.mjs';

const output = join(root, 'src', 'kubectl', 'generated', 'field-docs.json');
const modules = join(root, 'node_modules');

/** @returns {string} What the descriptions follow from. */
function origin() {
  const hash = createHash('sha256');
  for (const file of ['build.mjs', 'read-types.mjs'])
    hash.update(readFileSync(join(root, 'tooling', 'field-docs', file)));
  for (const name of ['kubernetes-models', '@kubernetes-models/apimachinery']) {
    hash.update(readFileSync(join(modules, name, 'package.json')));
  }
  return hash.digest('hex').slice(0, 16);
}

/** @returns {string[]} The files of the kinds of stable versions: `apps/v1/StatefulSet.d.ts`. */
function kindFiles() {
  const models = join(modules, 'kubernetes-models');
  return readdirSync(models, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /(^|[/\\])v\d+[/\\][A-Z]\w*\.d\.ts$/.test(path) && !path.startsWith('_') && !/List\.d\.ts$/.test(path),
    )
    .map((path) => join(models, path))
    .filter((file) => /interface I\w+ extends TypeMeta/.test(readFileSync(file, 'utf8')))
    .sort();
}

/** @returns {Promise<Record<string, import('./read-types.mjs').TypeDoc>>} Types by name. */
export async function readFieldDocs() {
  const { TypeReader } = await import('./read-types.mjs');
  const reader = new TypeReader(modules);
  for (const file of kindFiles()) reader.read(file);
  return reader.types;
}

/** Writes the descriptions, unless they are there and up to date. */
export async function buildFieldDocs() {
  const start = `{"origin":${JSON.stringify(origin())},`;
  if (existsSync(output) && readFileSync(output, 'utf8').startsWith(start)) return;
  const types = await readFieldDocs();
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${start}"types":${JSON.stringify(types)}}`);
}

if (isMain(import.meta.url)) await buildFieldDocs();
