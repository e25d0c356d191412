/** Names of the commands of every shell, besides those of a machine or container. */
import { type CommandName, getCommandNames } from 'just-bash/browser';

/** Commands of just-bash that no system has, that do not work in a page, or that `tools/` replaces. */
const absent = new Set<string>(['rg', 'html-to-markdown', 'gzip', 'gunzip', 'zcat', 'diff', 'seq', 'wc']);

/** Commands of just-bash that are available. */
export const available = (getCommandNames() as CommandName[]).filter((name) => !absent.has(name));

/** Builtin commands of bash. They do not read the text after them from the terminal. */
export const builtins: ReadonlySet<string> = new Set(
  (
    '. : [ alias bg break builtin caller cd command compgen complete continue declare dirs disown echo enable eval ' +
    'exec exit export false fc fg getopts hash help history jobs kill let local logout popd printf pushd pwd readonly ' +
    'return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset until wait'
  ).split(' '),
);

/** Builtins that completion offers, and words of the language. */
export const offered =
  'alias bg cd declare eval exit export fg for if jobs kill local read return set shift source test trap type unset until wait while'.split(
    ' ',
  );

/** Builtin commands that are also programs. */
export const programsOfBuiltins = ['test', '[', 'kill', 'echo', 'printf', 'pwd', 'true', 'false'];
