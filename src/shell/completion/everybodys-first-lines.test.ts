import { expect, test } from 'vitest';
import { testShell } from '../testing.ts';

test("everybody's first lines work, and aliases are completed as what they stand for", async () => {
  const { type, shell } = testShell();
  expect(await type('source <(kubectl completion bash)')).toBe('');
  expect(await type('alias k=kubectl; complete -o default -F __start_kubectl k')).toBe('');
  expect(await type("echo 'source <(kubectl completion bash)' >> ~/.bashrc")).toBe('');
  expect(await type("alias kd='kubectl -n kube-system describe'")).toBe('');
  const labels = (text: string): readonly string[] =>
    shell.complete(text, text.length).candidates.map(({ label }) => label);
  expect(labels('k rollout hi')).toEqual(['history']);
  expect(labels('kd namesp')).toEqual(['namespaces']);
  expect(labels('k completi')).toEqual(['completion']);
});

test.each([
  ['', "error: Shell not specified.\nSee 'kubectl completion -h' for help and examples\n"],
  ['ksh', 'error: Unsupported shell type "ksh".\nSee \'kubectl completion -h\' for help and examples\n'],
  [
    'bash zsh',
    "error: Too many arguments. Expected only the shell type.\nSee 'kubectl completion -h' for help and examples\n",
  ],
])('kubectl completion %s is refused', async (words, error) => {
  expect(await testShell().type(`kubectl completion ${words}`)).toBe(error);
});

// How each shell's script begins in github.com/spf13/cobra.
test.each([
  ['bash', '# bash completion V2 for kubectl                              -*- shell-script -*-'],
  ['fish', '# fish completion for kubectl                              -*- shell-script -*-'],
  ['powershell', '# powershell completion for kubectl                              -*- shell-script -*-'],
  ['zsh', '#compdef kubectl'],
])('kubectl completion %s prints a script for that shell', async (shell, first) => {
  const lines = (await testShell().type(`kubectl completion ${shell}`)).split('\n');
  expect(lines[0]).toBe(first);
  if (shell !== 'bash') expect(lines.join('\n')).toContain('rollout');
});
