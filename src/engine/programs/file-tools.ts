/** Programs that read and change files in a container. */
import { hasOnlyBusybox } from '../kubelet/containers/images.ts';
import { isDirectory, isThere, namesIn, resolvePath } from './paths.ts';
import { options } from './options.ts';
import { isTrue } from './sh/condition.ts';
import { NotUnderstood } from './sh/lexer.ts';
import { type Call, type ProgramOutcome, outcome, type ProgramHost, type Tool } from './program-host.ts';

/** Returns a program's error for a file that it cannot read. */
export function readFailure(name: string, file: string, path: string, host: ProgramHost): string {
  const busybox = hasOnlyBusybox(host.image);
  if (isDirectory(host.files(), path)) return `${name}: ${busybox ? 'read error' : file}: Is a directory\n`;
  if (!busybox || name === 'grep') return `${name}: ${file}: No such file or directory\n`;
  return `${name}: can't open '${file}': No such file or directory\n`;
}

type OnFile = (path: string, given: ReadonlyMap<string, string>, host: ProgramHost) => string | undefined;

/** A program that changes each given file; `change` returns the reason of a failure. */
const each =
  (name: string, change: OnFile): Tool =>
  (args, host, { cwd }) => {
    const { given, words } = options(args, '');
    const problems = words.flatMap((word) => {
      const problem = change(resolvePath(cwd, word), given, host);
      return problem === undefined ? [] : `${name}: ${problem.replaceAll('%', word)}\n`;
    });
    return outcome('', problems.length > 0 ? 1 : 0, problems.join(''));
  };

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';
const because = (problem: string | undefined): string | undefined => problem && `%: ${problem}`;
const noSuch = '%: No such file or directory';

const touch = each('touch', (path, _, host) => {
  if (isThere(host.files(), path)) return undefined;
  return isDirectory(host.files(), parentOf(path)) ? because(host.change({ op: 'write', path, content: '' })) : noSuch;
});

const mkdir = each('mkdir', (path, given, host) => {
  const files = host.files();
  if (isThere(files, path)) return given.has('p') ? undefined : "can't create directory '%': File exists";
  if (!given.has('p') && !isDirectory(files, parentOf(path)))
    return "can't create directory '%': No such file or directory";
  return because(host.change({ op: 'makeDirectory', path }));
});

const rm = each('rm', (path, given, host) => {
  const files = host.files();
  if (!isThere(files, path)) return given.has('f') ? undefined : `can't remove '%': No such file or directory`;
  if (isDirectory(files, path) && !/[rR]/.test([...given.keys()].join(''))) return "'%' is a directory";
  return because(host.change({ op: 'remove', path }));
});

function copy(from: string, to: string, host: ProgramHost): string | undefined {
  const files = host.files();
  const text = files.read(from);
  if (text !== undefined) return host.change({ op: 'write', path: to, content: text });
  host.change({ op: 'makeDirectory', path: to });
  for (const name of files.list(from) ?? []) {
    const problem = copy(`${from}/${name}`, `${to}/${name}`, host);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const transfer =
  (name: 'cp' | 'mv'): Tool =>
  (args, host, { cwd }) => {
    const { given, words } = options(args, '');
    const to = resolvePath(cwd, words.at(-1) ?? '');
    const inside = isDirectory(host.files(), to);
    const problems = words.slice(0, -1).flatMap((word) => {
      const from = resolvePath(cwd, word);
      if (!isThere(host.files(), from)) return `${name}: can't stat '${word}': No such file or directory\n`;
      const deep = name === 'mv' || /[rRa]/.test([...given.keys()].join(''));
      if (!deep && isDirectory(host.files(), from)) return `${name}: omitting directory '${word}'\n`;
      const target = inside && !word.endsWith('/.') ? `${to}/${from.slice(from.lastIndexOf('/') + 1)}` : to;
      const problem = copy(from, target, host);
      if (problem !== undefined) return `${name}: can't create '${target}': ${problem}\n`;
      if (name === 'mv') host.change({ op: 'remove', path: from });
      return [];
    });
    return outcome('', problems.length > 0 ? 1 : 0, problems.join(''));
  };

function ls(args: readonly string[], host: ProgramHost, { cwd }: Call): ProgramOutcome {
  const { given, words } = options(args, '');
  const files = host.files();
  const busybox = hasOnlyBusybox(host.image);
  const named = words.length === 0 ? ['.'] : words;
  const there = named.filter((word) => isThere(files, resolvePath(cwd, word)));
  const problems = named
    .filter((word) => !there.includes(word))
    .map((word) => {
      return `ls: ${busybox ? word : `cannot access '${word}'`}: No such file or directory\n`;
    });
  const line = (name: string, path: string): string => {
    if (!given.has('l')) return `${name}\n`;
    const directory = isDirectory(files, path);
    const size = directory ? 4096 : (files.read(path) ?? '').length;
    return `${directory ? 'drwxr-xr-x    2' : '-rw-r--r--    1'} root     root ${String(size).padStart(13)} Jan  1 08:00 ${name}\n`;
  };
  const isPlain = (word: string): boolean => given.has('d') || !isDirectory(files, resolvePath(cwd, word));
  const listed = there
    .filter((word) => !isPlain(word))
    .map((word) => {
      const path = resolvePath(cwd, word);
      const names = namesIn(files, path).filter((name) => given.has('a') || given.has('A') || !name.startsWith('.'));
      const total = given.has('l') ? `total ${names.length * 4}\n` : '';
      return `${named.length > 1 ? `${word}:\n` : ''}${total}${names.map((name) => line(name, `${path}/${name}`)).join('')}`;
    });
  const plain = there.filter(isPlain).map((word) => line(word, resolvePath(cwd, word)));
  const blocks = [...(plain.length > 0 ? [plain.join('')] : []), ...listed];
  return outcome(blocks.join('\n'), problems.length > 0 ? (busybox ? 1 : 2) : 0, problems.join(''));
}

const test: Tool = (words, host, { cwd }) => {
  try {
    const holds = isTrue(words, { files: host.files(), path: (word) => resolvePath(cwd, word) });
    return outcome('', holds ? 0 : 1);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return outcome('', 2, `sh: ${words[0] ?? ''}: unknown operand\n`);
  }
};

const done: Tool = () => outcome('');

export const fileTools: Readonly<Record<string, Tool>> = {
  '[': (args, host, call) => test(args.slice(0, -1), host, call),
  chgrp: done,
  chmod: done,
  chown: done,
  cp: transfer('cp'),
  ls,
  mkdir,
  mv: transfer('mv'),
  rm,
  rmdir: each('rmdir', (path, _, host) => {
    if (!isDirectory(host.files(), path)) return noSuch;
    return because(
      (host.files().list(path) ?? []).length > 0 ? 'Directory not empty' : host.change({ op: 'remove', path }),
    );
  }),
  test,
  touch,
};
