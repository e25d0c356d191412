import { describe, expect, it } from 'vitest';
import { testShell } from './testing.ts';

describe('a line', () => {
  it.each([
    ['for i in 0 1; do echo "web-$i"; done', 'web-0\nweb-1\n'],
    ['echo a b | tr a-z A-Z', 'A B\n'],
    ['printf "%s\\n" 中文 | cat', '中文\n'],
    ['x=$(echo hi); echo "[$x]"', '[hi]\n'],
    ['cat <<EOF\na $((1 + 1))\nEOF', 'a 2\n'],
    ['f() { echo "f $1"; }; y=$(f 1); f 2; echo "$y"', 'f 2\nf 1\n'],
    ['{ echo b; echo a; } | sort', 'a\nb\n'],
    ['echo out > /tmp/f; echo err >&2; cat /tmp/f', 'err\nout\n'],
    ['set -o noclobber; echo one; echo two', 'one\ntwo\n'],
    ['nosuch', 'bash: nosuch: command not found\n'],
    ['false || echo $?', '1\n'],
    ['echo "$USER $HOME"; pwd', 'lab /home/lab\n/home/lab\n'],
    ['ls', 'manifest.yaml\nweb-parallel.yaml\nweb.yaml\n'],
    ['ls web*', 'web-parallel.yaml\nweb.yaml\n'],
    ['mkdir d e; touch d/x e/y; ls d e', 'd:\nx\n\ne:\ny\n'],
    ['k version --client | head -1', 'Client Version: v1.36.2\n'],
  ])('%s', async (line, printed) => {
    expect(await testShell('kind: X\n').type(line)).toBe(printed);
  });

  it('leaves its variables, arrays, functions, aliases, directory and exit code to the next', async () => {
    const { type, shell } = testShell();
    await type(`x=1; a=(p 'q r'); f() { echo "f $1"; }; alias g='f 3'; mkdir d; cd d; export Z=9; false`);
    expect(await type('echo $? $x "${a[1]}" $PWD; f 2; g; env | grep Z=')).toBe('1 1 q r /home/lab/d\nf 2\nf 3\nZ=9\n');
    expect(shell.prompt).toBe('~/d $ ');
  });

  it('is asked for until it is complete', async () => {
    const { type, shell } = testShell();
    expect(await type('for i in 1 2; do')).toBe('');
    expect(shell.prompt).toBe('> ');
    await type('echo $i');
    expect(await type('done')).toBe('1\n2\n');
    expect(await type('echo "a')).toBe('');
    expect(await type('b"')).toBe('a\nb\n');
    expect(await type('cat <<E')).toBe('');
    expect(await type('# kept')).toBe('');
    expect(await type('E')).toBe('# kept\n');
  });

  it('is in the history', async () => {
    const { type } = testShell();
    await type('echo a');
    await type('for i in 1; do');
    await type('echo $i; done');
    expect(await type('history')).toBe('    1  echo a\n    2  for i in 1; do\necho $i; done\n    3  history\n');
  });

  it('may end the shell, which starts over', async () => {
    const { type } = testShell();
    await type('x=1');
    await type('exit');
    expect(await type('echo "[$x]"')).toBe('[]\n');
  });
});

describe('the editor’s text', () => {
  it('is manifest.yaml', async () => {
    const { type, editor } = testShell('kind: A\n');
    expect(await type('cat manifest.yaml')).toBe('kind: A\n');
    editor.text = 'kind: B\n';
    expect(await type('wc -c < manifest.yaml; cat manifest.yaml')).toBe('8\nkind: B\n');
  });

  it.each([
    ['sed -i s/A/C/ manifest.yaml', 'kind: C\n'],
    ['echo "# more" >> manifest.yaml', 'kind: A\n# more\n'],
    ['echo x > y; cp y manifest.yaml', 'x\n'],
    ['echo x > y; mv y manifest.yaml', 'x\n'],
    ['rm manifest.yaml', 'kind: A\n'],
  ])('%s', async (line, text) => {
    const { type, editor } = testShell('kind: A\n');
    await type(line);
    expect(editor.text).toBe(text);
  });
});

describe('pasted text', () => {
  it('runs line by line, without comments and empty lines', async () => {
    const { type, output } = testShell();
    expect(await type('# first\n\necho a\n  # indented\necho b \\\n  c\n')).toBe('a\nb c\n');
    expect(output.filter(({ kind }) => kind === 'command')).toHaveLength(3);
  });

  it('with prompts leaves out what is sample output', async () => {
    expect(
      await testShell().type('$ echo a\na\n$ cat <<EOF\nhi\nEOF\nhi\n$ for i in 1; do\n> echo $i\n> done\n1\n'),
    ).toBe('a\nhi\n1\n');
  });
});

describe('a pasted block in which a prompt was forgotten', () => {
  it('runs that command too, and no output', async () => {
    const pasted = '# 注释\n$ echo a\na\n\n# again\nkubectl get pods -n team\nNAME    READY\nweb-0   1/1\n';
    expect(await testShell().type(pasted)).toBe('a\nNo resources found in team namespace.\n');
  });
});

describe('what goes on and on', () => {
  it.each([
    'while true; do :; done',
    ...(process.env.BREADTH ? ['until false; do x=1; done', 'for ((;;)); do :; done'] : []),
    'f() { f; }; f',
    'x=x; while true; do x=$x$x; done',
    'echo {1..1000000}',
  ])('%s is stopped', async (line) => {
    const { type, output, shell } = testShell();
    await type(line);
    expect(output.at(-1)).toMatchObject({ kind: 'hint', hint: 'Bounded' });
    expect(shell.busy).toBe(false);
    expect(await type('echo alive')).toBe('alive\n');
  });

  it('can be interrupted, and what waited behind it is forgotten', async () => {
    const { shell, type, printed } = testShell();
    const done = shell.enter('while true; do :; done\necho never');
    await new Promise((resolve) => setTimeout(resolve, 100));
    shell.interrupt();
    await done;
    expect(printed('stdout')).toBe('^C\n');
    expect(await type('echo $?')).toBe('130\n');
  });
});

describe('time', () => {
  it('of sleep is that of the cluster', async () => {
    const { cluster, type } = testShell();
    const before = cluster.now();
    await type('sleep 90');
    expect(cluster.now()).toBe(before + 90_000);
  });

  it('of watch too; each screen takes the place of the last', async () => {
    const { cluster, shell, output } = testShell();
    const before = cluster.now();
    const done = shell.enter("watch -n 5 'echo a | tr a b'");
    while (cluster.now() < before + 12_000) await new Promise((resolve) => setTimeout(resolve));
    shell.interrupt();
    await done;
    const screens = output.filter(({ kind }) => kind === 'screen');
    expect(screens.slice(0, 3)).toEqual(Array(3).fill({ kind: 'screen', text: 'Every 5.0s: echo a | tr a b\n\nb\n' }));
  });
});

describe('the network', () => {
  it.each([
    [
      'nslookup web-0.nginx',
      "Server:\t\t127.0.0.53\nAddress:\t127.0.0.53#53\n\n** server can't find web-0.nginx: NXDOMAIN\n\n",
      '1',
    ],
    ['host nginx', 'Host nginx not found: 3(NXDOMAIN)\n', '1'],
    ['curl -v http://nginx.default:80/x', 'curl: (6) Could not resolve host: nginx.default\n', '6'],
    ['curl -s nginx', '', '6'],
    ['wget -qO- nginx', '', '4'],
    ['dig +short nginx', '', '0'],
  ])('%s fails as it does outside of a cluster', async (line, printed, exit) => {
    const { type, output } = testShell();
    expect(await type(line)).toBe(printed);
    expect(output.at(-1)).toMatchObject({ kind: 'hint', hint: 'ClusterDns' });
    expect(await type('echo $?')).toBe(`${exit}\n`);
  });

  it('does not route to Pods', async () => {
    const { type, output } = testShell();
    expect(await type('curl 10.244.1.2')).toContain('curl: (7) Failed to connect to 10.244.1.2 port 80');
    expect(output.at(-1)).toMatchObject({ kind: 'hint', hint: 'PodNetwork' });
  });

  it('has the tutorial’s files', async () => {
    const { type } = testShell();
    await type('curl -sLO https://k8s.io/examples/application/web/web-parallel.yaml; rm web.yaml');
    await type('wget -q https://k8s.io/examples/application/web/web.yaml');
    expect(await type('grep -h Policy web*.yaml; ls')).toBe(
      '  podManagementPolicy: "Parallel"\nmanifest.yaml\nweb-parallel.yaml\nweb.yaml\n',
    );
  });
});
