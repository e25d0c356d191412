import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

function talk() {
  const lab = testShell();
  /** Enters a text and waits until the shell, or a program, requests the next line. */
  async function say(text: string): Promise<string> {
    lab.output.length = 0;
    void lab.shell.enter(text);
    // For a moment nothing runs between two lines of pasted text.
    for (let idle = 0; idle < 3; idle = lab.shell.busy ? 0 : idle + 1) await later();
    return lab.printed('stdout') + lab.printed('stderr');
  }
  async function end(): Promise<string> {
    lab.output.length = 0;
    lab.shell.leave();
    for (let idle = 0; idle < 3; idle = lab.shell.busy ? 0 : idle + 1) await later();
    return lab.printed('stdout') + lab.printed('stderr');
  }
  return { ...lab, say, end };
}

describe('read', () => {
  it('asks for a line, with a prompt if it has one', async () => {
    const { say, shell } = talk();
    await say(`read -p 'Which Pod? ' -r pod rest`);
    expect(shell.prompt).toBe('Which Pod? ');
    expect(await say('web-0 名字 \\n')).toBe('');
    expect(await say('echo "$pod|$rest|${#rest}"')).toBe('web-0|名字 \\n|5\n');
  });

  it('takes its lines from a paste, and from loops', async () => {
    const { say, end } = talk();
    expect(await say('read x\nhello\necho "[$x]"')).toBe('[hello]\n');
    await say('while read -r line; do echo "got $line"; done');
    expect(await say('one')).toBe('got one\n');
    expect(await say('# two')).toBe('got # two\n');
    expect(await end()).toBe('');
    expect(await say('echo over')).toBe('over\n');
  });

  it('is left with Ctrl-C', async () => {
    const { say, shell, type } = talk();
    await say('read x; echo never');
    shell.interrupt();
    while (shell.busy) await later();
    expect(await type('echo $?')).toBe('130\n');
  });

  it('reads what is piped or redirected', async () => {
    const { type } = talk();
    expect(await type('echo a b | { read x y; echo "$y $x"; }; read z <<< c; echo $z')).toBe('b a\nc\n');
    expect(await type('printf "1\\n2\\n" > f; while read n; do echo "n$n"; done < f')).toBe('n1\nn2\n');
  });
});

describe('a program that reads until Ctrl-D', () => {
  it('gets lines as they are, comments and empty ones too', async () => {
    const { say, end, type } = talk();
    await say('cat > page');
    await say('# 标题');
    await say('');
    await say('  two  ');
    await end();
    expect(await type('cat page')).toBe('# 标题\n\n  two  \n');
  });

  it.each([
    ['sort', 'b\na', 'a\nb\n'],
    ['grep b', 'a\nb', 'b\n'],
    ['tr a-z A-Z', 'x', 'X\n'],
    ['cat - | wc -l', 'x\ny', '2\n'],
    ['kubectl apply -f -', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a', 'configmap/a created\n'],
  ])('%s', async (command, lines, printed) => {
    const { say, end } = talk();
    await say(command);
    await say(lines);
    expect((await end()).trimStart()).toBe(printed);
  });

  it('is not there where a file is named', async () => {
    const { type } = talk();
    expect(await type('echo x > f; cat f; grep x f; sort f; wc -l f')).toBe('x\nf:x\nx\n1 f\n'.replace('f:x', 'x'));
  });

  it('reads in a container too', async () => {
    const { say, end, type } = talk();
    await type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
    await say('kubectl exec -it web-0 -- bash');
    await say('cat > /usr/share/nginx/html/index.html');
    await say('typed');
    await end();
    expect(await say('curl localhost')).toBe('typed\n');
    await say('read x');
    await say('y');
    expect(await say('echo $x')).toBe('y\n');
    await end();
  });
});
