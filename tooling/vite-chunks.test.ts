import { expect, it } from 'vitest';
import { clusterChunk } from './vite-chunks.ts';

const modules: Readonly<Record<string, { code: string; importedIds: string[] }>> = {
  '/src/page.ts': {
    code: 'import { time } from "./engine/index.ts";\nimport { draw } from "./draw.ts";',
    importedIds: ['/src/engine/index.ts', '/src/draw.ts'],
  },
  '/src/draw.ts': { code: 'export const draw = 1;', importedIds: [] },
  '/src/cluster.ts': {
    code: 'import { run } from "./engine/index.ts";\nimport { draw } from "./draw.ts";',
    importedIds: ['/src/engine/index.ts', '/src/draw.ts'],
  },
  '/src/engine/index.ts': {
    code: 'export { time, clock as now } from "./time.ts";\nexport { run } from "./run.ts";',
    importedIds: ['/src/engine/time.ts', '/src/engine/run.ts'],
  },
  '/src/engine/time.ts': { code: 'export const time = 1, clock = 2;', importedIds: [] },
  '/src/engine/run.ts': { code: 'import "./yaml.ts"; export const run = 1;', importedIds: ['/src/engine/yaml.ts'] },
  '/src/engine/yaml.ts': { code: 'export {};', importedIds: [] },
  '/src/lazy.ts': { code: 'import "./engine/yaml.ts";', importedIds: ['/src/engine/yaml.ts'] },
};

it('has one chunk for the page and one for the cluster beside it, through a door only what is named', () => {
  const chunk = clusterChunk('/page.ts', '/cluster.ts');
  const ids = Object.keys(modules).filter((id) => chunk.test(id));
  const graph = { getModuleInfo: (id: string) => modules[id] ?? null };
  expect(ids.filter((id) => chunk.name(id, graph) === 'cluster')).toEqual([
    '/src/cluster.ts',
    '/src/engine/run.ts',
    '/src/engine/yaml.ts',
  ]);
  expect(ids.filter((id) => chunk.name(id, graph) === 'page')).toEqual(['/src/draw.ts', '/src/engine/time.ts']);
  expect(chunk.name('/page.ts', graph)).toBeNull();
});

it('leaves with the page what a part loaded beside both shares with the cluster', () => {
  const chunk = clusterChunk('/page.ts', '/cluster.ts', '/lazy.ts');
  const ids = Object.keys(modules).filter((id) => chunk.test(id));
  const graph = { getModuleInfo: (id: string) => modules[id] ?? null };
  expect(ids.filter((id) => chunk.name(id, graph) === 'page')).toContain('/src/engine/yaml.ts');
  expect(chunk.name('/src/lazy.ts', graph)).toBeNull();
});
