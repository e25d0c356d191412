/** Names of what can be called in every shell here, beside the commands of a machine or a container. */
import { type CommandName, getCommandNames } from 'just-bash/browser';

/** Commands of just-bash that are no part of a system, do not work in a page, or have their equal in `tools/`. */
const absent = new Set<string>(['rg', 'html-to-markdown', 'gzip', 'gunzip', 'zcat', 'diff', 'seq', 'wc']);

/** Commands of just-bash that are there. */
export const available = (getCommandNames() as CommandName[]).filter((name) => !absent.has(name));

/** Commands that bash carries out itself. What follows one of them is not read from the terminal by it. */
export const builtins: ReadonlySet<string> = new Set(
  (
    '. : [ alias bg break builtin caller cd command compgen complete continue declare dirs disown echo enable eval ' +
    'exec exit export false fc fg getopts hash help history jobs kill let local logout popd printf pushd pwd readonly ' +
    'return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset until wait'
  ).split(' '),
);

/** Of those, what completion offers, and words of the language. */
export const offered =
  'alias bg cd declare eval exit export fg for if jobs kill local read return set shift source test trap type unset until wait while'.split(
    ' ',
  );

/** Builtin commands that are programs of their own as well. */
export const programsOfBuiltins = ['test', '[', 'kill', 'echo', 'printf', 'pwd', 'true', 'false'];
