/** Runs the editor that KUBE_EDITOR or EDITOR names, which can be any command, on a temporary file. */
// Models kubectl/pkg/cmd/util/editor/editor.go
import type { Answer, Request } from '../../kubectl/index.ts';
import { commandLine } from '../language/quoting.ts';
import type { Host } from './host.ts';
import type { Call } from './kubectl-command.ts';
import type { CommandContext } from './terminal-output.ts';

type EditRequest = Request & { readonly type: 'edit' };

export interface Editing {
  readonly host: Host;
  /** Makes the name of the temporary file different each time. */
  readonly number: number;
}

/** Returns the text as the editor left it, or the reason why there is none. */
export async function editFile(request: EditRequest, call: Call, { host, number }: Editing): Promise<Answer> {
  const { context, output, stdin, signal } = call;
  const { fs } = context;
  const path = await temporaryPath(request, number, context);
  await fs.writeFile(path, request.text);
  const variables = host.exported(context);
  const editor = variables.get('KUBE_EDITOR') || variables.get('EDITOR') || 'vi';
  // kubectl lets the shell interpret quotes.
  const script = editor.includes(' ') && /["'\\]/.test(editor) ? `${editor} "${path}"` : undefined;
  const words = [...editor.split(' '), path];
  const named = script === undefined ? editor : `${variables.get('SHELL') || '/bin/bash'} -c ${editor}`;
  const process = host.spawn(context, output);
  const failed = { error: `there was a problem with the editor ${JSON.stringify(named)}` };
  if (process === undefined) return failed;
  if (script === undefined && !words[0]!.includes('/') && !(await process.has(words[0]!))) {
    return { error: `unable to launch the editor ${JSON.stringify(named)}` };
  }
  const exit = await process.run(script ?? commandLine(words), stdin, signal);
  if (exit !== 0) return failed;
  if (!(await fs.exists(path))) return { error: `open ${path}: no such file or directory` };
  return { path, text: await fs.readFile(path) };
}

/** Returns a file name that does not exist yet, such as `/tmp/kubectl-edit-2594611085.yaml`. */
async function temporaryPath({ prefix, suffix }: EditRequest, number: number, { fs }: CommandContext): Promise<string> {
  for (let tries = 1; ; tries++) {
    // Consecutive counts give numbers that are far apart, as random numbers would be.
    const path = `/tmp/${prefix}${Math.imul(Math.floor(number) + tries, 2_654_435_761) >>> 0}${suffix}`;
    if (!(await fs.exists(path))) return path;
  }
}
