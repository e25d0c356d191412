/**
 * The user's machine. Its shells have their own variables and jobs; they share files, ports and kubectl's
 * configuration.
 */
import type { KubeConfig } from '../../kubectl/index.ts';
import type { ShellEnvironment } from '../environment.ts';
import { TerminalFiles } from './files.ts';
import { limits } from '../session/limits.ts';
import { putBack } from './own-files.ts';
import { Ports } from './ports.ts';
import { homeFiles } from './tutorial-files.ts';

export interface Computer {
  readonly files: TerminalFiles;
  readonly config: KubeConfig;
  readonly ports: Ports;
}

export const home = '/home/lab';

/** Creates a machine with the tutorial's files and those that were saved in an earlier session. */
export function newComputer({
  readText,
  writeText,
  files: kept,
}: Pick<ShellEnvironment, 'readText' | 'writeText' | 'files'>): Computer {
  const files = new TerminalFiles({
    maxBytes: limits?.maxFileSystemBytes ?? Infinity,
    live: { path: `${home}/manifest.yaml`, read: () => readText(), write: (text) => writeText(text) },
  });
  void files.mkdir('/tmp');
  for (const [name, text] of Object.entries(homeFiles)) files.writeFileSync(`${home}/${name}`, text);
  putBack(files, home, kept());
  return { files, config: {}, ports: new Ports() };
}
