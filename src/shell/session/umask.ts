/** `umask`: the permissions that new files do not get. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { CommandResult } from '../commands/terminal-output.ts';

export const usualMask = 0o022;

const result = (stdout: string, stderr = ''): CommandResult => ({ stdout, stderr, exitCode: stderr === '' ? 0 : 1 });
const letters = (bits: number): string => ['r', 'w', 'x'].filter((_, i) => (bits & (4 >> i)) !== 0).join('');

const symbolic = (mask: number): string =>
  ['u', 'g', 'o'].map((who, i) => `${who}=${letters((~mask >> (6 - 3 * i)) & 7)}`).join(',');

export function umaskCommand(mask: { value: number }): Command {
  return defineCommand('umask', async (args) => {
    const given = args.find((arg) => !/^-[Sp]+$/.test(arg));
    const shown = `0${mask.value.toString(8).padStart(3, '0')}`;
    if (given === undefined) {
      if (args.includes('-S')) return result(`${symbolic(mask.value)}\n`);
      return result(args.includes('-p') ? `umask ${shown}\n` : `${shown}\n`);
    }
    const changed = /^\d/.test(given) ? octal(given) : changedBy(given, mask.value);
    if (typeof changed === 'string') return result('', `bash: umask: ${changed}\n`);
    mask.value = changed;
    return result(args.includes('-S') ? `${symbolic(changed)}\n` : '');
  });
}

const octal = (text: string): number | string =>
  /^[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) & 0o777 : `${text}: octal number out of range`;

/** `u=rwx,go-w` */
function changedBy(text: string, mask: number): number | string {
  let allowed = ~mask & 0o777;
  for (const clause of text.split(',')) {
    const [whole, who = '', operator, permissions = ''] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? [];
    if (whole === undefined) return `\`${/^[ugoa]*([^-+=]?)/.exec(clause)?.[1] ?? ''}': invalid symbolic mode operator`;
    const bits = ['r', 'w', 'x'].reduce((sum, letter, i) => sum | (permissions.includes(letter) ? 4 >> i : 0), 0);
    for (const [i, place] of ['u', 'g', 'o'].entries()) {
      if (who !== '' && !who.includes('a') && !who.includes(place)) continue;
      const shift = 6 - 3 * i;
      if (operator === '=') allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else allowed = operator === '+' ? allowed | (bits << shift) : allowed & ~(bits << shift);
    }
  }
  return ~allowed & 0o777;
}
