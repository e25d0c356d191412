/** `envsubst`: replaces `$NAME` and `${NAME}` in its input by the exported variables. */
import { type Command, defineCommand } from 'just-bash/browser';
import type { Host } from '../commands/host.ts';
import { textOfInput } from '../session/input.ts';

const references = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

const namesIn = (text: string): readonly string[] => [...text.matchAll(references)].map(([, a, b]) => (a ?? b)!);

export const envsubstCommand = (host: Host): Command =>
  defineCommand('envsubst', async (args, context) => {
    const failed = (stderr: string): { stdout: string; stderr: string; exitCode: number } => ({
      stdout: '',
      stderr: `envsubst: ${stderr}\n`,
      exitCode: 1,
    });
    const [first, second = '', ...others] = args;
    if (first === '-v' || first === '--variables') {
      if (args.length < 2) return failed('missing arguments');
      if (others.length > 0) return failed('too many arguments');
      return {
        stdout: namesIn(second)
          .map((name) => `${name}\n`)
          .join(''),
        stderr: '',
        exitCode: 0,
      };
    }
    if (args.length > 1) return failed('too many arguments');
    if (/^-./.test(first ?? '')) {
      return failed(`invalid option -- '${first!.replace(/^-+/, '')[0]}'\nTry 'envsubst --help' for more information.`);
    }
    const only = first === undefined ? undefined : new Set(namesIn(first));
    const variables = new Map(host.exported(context));
    const text = await textOfInput(context);
    const stdout = text.replace(references, (whole, braced: string | undefined, plain: string | undefined) => {
      const name = (braced ?? plain)!;
      return only?.has(name) === false ? whole : (variables.get(name) ?? '');
    });
    return { stdout, stderr: '', exitCode: 0 };
  });
