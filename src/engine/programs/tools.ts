/** The programs that the lab can run in a container. */
import { fileTools } from './file-tools.ts';
import { curl, wget } from './http-tools.ts';
import { contentsOf } from './image-contents.ts';
import { dig, host, nslookup } from './name-tools.ts';
import { nc } from './port-tools.ts';
import type { ProgramHost, Tool } from './program-host.ts';
import { systemTools } from './system-tools.ts';
import { wordTools } from './word-tools.ts';

const network: Readonly<Record<string, Tool>> = { curl, dig, host, nc, nslookup, wget };

/** Tools that a shell alone does not have. */
export function containerTools({ image }: Pick<ProgramHost, 'image'>): ReadonlyMap<string, Tool> {
  const { tools } = contentsOf(image);
  const there = Object.entries(network).filter(([name]) => tools.includes(name));
  return new Map([...Object.entries(systemTools), ...there]);
}

export function toolsOf(place: Pick<ProgramHost, 'image'>): ReadonlyMap<string, Tool> {
  return new Map([...Object.entries(wordTools), ...Object.entries(fileTools), ...containerTools(place)]);
}

/** Returns one of the tools of an image; undefined if it has none of that name. */
export function toolOf({ image }: Pick<ProgramHost, 'image'>, name: string): Tool | undefined {
  if (Object.hasOwn(network, name)) return contentsOf(image).tools.includes(name) ? network[name] : undefined;
  return [systemTools, fileTools, wordTools].find((tools) => Object.hasOwn(tools, name))?.[name];
}
