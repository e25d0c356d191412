/** Redirects the input and output of a command. */
import { isDirectory } from '../paths.ts';
import { hasOnlyBusybox } from '../../kubelet/containers/images.ts';
import { textOf } from './expansion.ts';
import type { Redirection } from './parser.ts';
import type { Pause } from './pause.ts';
import type { RunningShell } from './running-shell.ts';
import { InputStream, type Streams } from './streams.ts';

/** `undefined` if a file cannot be opened; the shell has printed the error. */
export function* redirected(
  redirections: readonly Redirection[],
  streams: Streams,
  shell: RunningShell,
): Generator<Pause, Streams | undefined> {
  let to = streams;
  for (const { from, kind, word } of redirections) {
    const text = yield* textOf(word, shell);
    if (kind === 'text') to = { ...to, in: new InputStream(text) };
    else if (kind === '<') {
      const content = contentOf(text, shell);
      if (content === undefined) {
        shell.complain(streams, opening(shell, text, 'open', 'no such file'));
        return undefined;
      }
      to = { ...to, in: new InputStream(content) };
    } else {
      const write = kind === '>&' ? (text === '2' ? to.err : to.out) : written(text, kind === '>>', streams, shell);
      if (write === undefined) return undefined;
      to = { ...to, ...(from !== '2' && { out: write }), ...((from === '2' || from === '&') && { err: write }) };
    }
  }
  return to;
}

function contentOf(path: string, shell: RunningShell): string | undefined {
  return path === '/dev/null' ? '' : shell.world.host.files().read(shell.path(path));
}

/** Returns a function that writes to a file or to a device. */
function written(word: string, append: boolean, streams: Streams, shell: RunningShell): Streams['out'] | undefined {
  if (/^\/dev\/(?:stdout|fd\/1|termination-log)$|^\/proc\/(?:1|self)\/fd\/1$/.test(word)) return streams.out;
  if (/^\/dev\/(?:stderr|fd\/2)$|^\/proc\/(?:1|self)\/fd\/2$/.test(word)) return streams.err;
  if (word.startsWith('/dev/')) return () => {};
  const { host } = shell.world;
  const path = shell.path(word);
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const add = (text: string) => host.change({ op: 'write', path, content: (host.files().read(path) ?? '') + text });
  const problem = !isDirectory(host.files(), parent)
    ? 'nonexistent directory'
    : append
      ? add('')
      : host.change({ op: 'write', path, content: '' });
  if (problem === undefined) return add;
  shell.complain(streams, opening(shell, word, 'create', problem));
  return undefined;
}

function opening({ name, world }: RunningShell, word: string, verb: 'open' | 'create', problem: string): string {
  const usual = /^no such|^nonexistent/.test(problem) ? 'No such file or directory' : problem;
  if (name === 'bash') return `${word}: ${usual}`;
  if (hasOnlyBusybox(world.host.image)) return `can't ${verb} ${word}: ${problem}`;
  return `1: cannot ${verb} ${word}: ${problem === 'nonexistent directory' ? 'Directory nonexistent' : usual.replace(/^No such file or directory$/, 'No such file')}`;
}
