import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const start = async () => {
  const lab = testShell();
  await lab.type('kubectl create cm a --from-literal=level=debug');
  const level = () => lab.cluster.api.get('configmaps', 'a', 'default')?.data as { level?: string } | undefined;
  return { ...lab, level: () => level()?.level };
};

describe('the editor of kubectl', () => {
  it('is any command that KUBE_EDITOR names', async () => {
    const { type, level } = await start();
    expect(await type('KUBE_EDITOR="sed -i s/debug/warn/" kubectl edit cm a')).toBe('configmap/a edited\n');
    expect(level()).toBe('warn');
  });

  it('is left to the shell when it has quotes', async () => {
    const { type, level } = await start();
    await type(`KUBE_EDITOR="sed -i 's/level: debug/level: two words/'" kubectl edit cm a`);
    expect(level()).toBe('two words');
  });

  it('may be a script, which finds the variables that are exported', async () => {
    const { type, level } = await start();
    await type(`printf '#!/bin/bash\\nsed -i "s/debug/$LEVEL/" "$1"\\n' > edit.sh; chmod +x edit.sh`);
    await type('export KUBE_EDITOR=./edit.sh LEVEL=error; kubectl edit cm/a');
    expect(level()).toBe('error');
  });

  it('is EDITOR when KUBE_EDITOR is not set, and the editor of the page when neither is', async () => {
    const { type, level, editor } = await start();
    await type('EDITOR="sed -i s/debug/warn/" kubectl edit cm a');
    expect(level()).toBe('warn');
    editor.edit = (text) => text.replace('warn', 'info');
    expect(await type('kubectl edit cm a')).toBe('configmap/a edited\n');
    expect(await type('unset EDITOR; kubectl edit cm a')).toBe('Edit cancelled, no changes made.\n');
    expect(level()).toBe('info');
  });

  it('prints where kubectl prints', async () => {
    const { type } = await start();
    expect(await type('KUBE_EDITOR=cat kubectl edit cm a 2> /dev/null | grep -c ^#')).toBe('4\n');
  });

  it('leaves a file behind only when the text could not be saved', async () => {
    const { type } = await start();
    await type('KUBE_EDITOR="sed -i s/debug/warn/" kubectl edit cm a; KUBE_EDITOR=true kubectl edit cm a');
    expect(await type('ls /tmp')).toBe('');
    const output = await type('KUBE_EDITOR="sed -i s/kind:/kind/" kubectl edit cm a');
    const [, path = ''] =
      /A copy of your changes has been stored to "(\/tmp\/kubectl-edit-\d+\.yaml)"\n/.exec(output) ?? [];
    expect(await type(`grep kind ${path}`)).toBe('kind ConfigMap\n');
  });

  it.each([
    ['false', 'there was a problem with the editor "false"'],
    ['nope -w', 'unable to launch the editor "nope -w"'],
    ['./nope.sh', 'there was a problem with the editor "./nope.sh"'],
    ["sed -i 's/a'", `there was a problem with the editor "/bin/bash -c sed -i 's/a'"`],
    ['rm', 'open /tmp/kubectl-edit-'],
  ])('fails: %s', async (editor, message) => {
    const { type } = await start();
    expect(await type(`KUBE_EDITOR="${editor}" kubectl edit cm a; echo $?`)).toMatch(/\n1\n$/);
    expect(await type(`KUBE_EDITOR="${editor}" kubectl edit cm a 2>&1 | tail -n 1`)).toContain(`error: ${message}`);
  });

  it('does not edit for ever when it calls kubectl edit itself', async () => {
    const { type } = await start();
    await type(`printf '#!/bin/bash\\nkubectl edit cm a\\n' > again.sh; chmod +x again.sh`);
    expect(await type('export KUBE_EDITOR=./again.sh; kubectl edit cm a')).toContain(
      'there was a problem with the editor',
    );
  });
});
