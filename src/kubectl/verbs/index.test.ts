import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { commands } from './index.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);

const withSubcommands = (command: Command): readonly Command[] => [
  command,
  ...(command.subcommands ?? []).flatMap(withSubcommands),
];

const isCommand = (value: unknown): value is Command =>
  typeof value === 'object' && value !== null && 'name' in value && 'short' in value && !('build' in value);

describe('the index of commands', () => {
  const registered = new Set(commands.flatMap(withSubcommands));

  it('names each command once', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('holds each command that a file exports, itself or as a subcommand', async () => {
    const exported = await Promise.all(
      files.map(async (file) => {
        const module: Record<string, unknown> = await import(/* @vite-ignore */ `${folder}${file}`);
        return Object.values(module).filter(isCommand);
      }),
    );
    const found = exported.flat();
    expect(found.length).toBeGreaterThan(commands.length);
    expect(found.filter((command) => !registered.has(command)).map(({ name }) => name)).toEqual([]);
  });
});
