/** The lists of `set -o`, `set +o` and `shopt`, which just-bash shortens. */
import { type Command, defineCommand } from 'just-bash/browser';
import { givenInput } from './input.ts';
import { hidden, traceVariable } from '../language/hidden.ts';

const setOptions =
  'allexport braceexpand emacs errexit errtrace functrace hashall histexpand history ignoreeof interactive-comments keyword monitor noclobber noexec noglob nolog notify nounset onecmd physical pipefail posix privileged verbose vi xtrace'.split(
    ' ',
  );
const shellOptions =
  'autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo'.split(
    ' ',
  );
/** Options that are on in every shell, and those of a terminal. */
const usual = new Set(
  'braceexpand hashall interactive-comments checkwinsize cmdhist complete_fullquote extquote force_fignore globasciiranges globskipdots hostcomplete interactive_comments patsub_replacement progcomp promptvars sourcepath'.split(
    ' ',
  ),
);
const interactively = new Set(['emacs', 'histexpand', 'history', 'monitor', 'expand_aliases']);

/** Arguments: `-o`, `+o` or `shopt`, and the names that are asked for. Its input is the list of just-bash. */
export const optionLists = (interactive: boolean): Command =>
  defineCommand(hidden.options, async ([kind = '', ...names], context) => {
    const set = new Set<string>();
    for (const [, name] of givenInput(context).matchAll(/^(\S+)\s+on$/gm)) set.add(name!);
    for (const name of usual) set.add(name);
    if (interactive) interactively.forEach((name) => set.add(name));
    else set.delete('expand_aliases');
    if (context.env.get(traceVariable)) set.add('xtrace');
    const all = kind === 'shopt' ? shellOptions : setOptions;
    const [known, unknown] = [names.filter((name) => all.includes(name)), names.filter((name) => !all.includes(name))];
    const line = (name: string): string =>
      kind === '+o'
        ? `set ${set.has(name) ? '-' : '+'}o ${name}\n`
        : `${name.padEnd(15)}\t${set.has(name) ? 'on' : 'off'}\n`;
    return {
      stdout: (names.length === 0 ? all : known).map(line).join(''),
      stderr: unknown
        .map((name) => `bash: shopt: ${name}: invalid ${kind === 'shopt' ? 'shell ' : ''}option name\n`)
        .join(''),
      exitCode: unknown.length > 0 || known.some((name) => !set.has(name)) ? 1 : 0,
    };
  });
