/** Parameters that the shell sets itself: `$?`, `$#`, `$0` and others. */
import type { World } from './running-shell.ts';

interface Described {
  readonly name: string;
  readonly called: string | undefined;
  readonly parameters: readonly string[];
  readonly exit: number;
  readonly cwd: string;
  readonly world: Pick<World, 'now'>;
}

/** Returns `undefined` for the name of an ordinary variable. */
export function specialParameter(name: string, shell: Described): string | undefined {
  switch (name) {
    case '?':
      return String(shell.exit);
    case '#':
      return String(shell.parameters.length);
    case '@':
    case '*':
      return shell.parameters.join(' ');
    case '0':
      return shell.called ?? shell.name;
    case '$':
      return '1';
    case '!':
    case '-':
      return '';
    case 'PWD':
      return shell.cwd;
    case 'SECONDS':
      return String(Math.floor(shell.world.now() / 1000));
  }
  return undefined;
}
