import { describe, expect, it } from 'vitest';
import { testShell } from '../testing.ts';

const later = () => new Promise((resolve) => setTimeout(resolve));

async function tutorial() {
  const lab = testShell();
  await lab.type('kubectl apply -f web.yaml; kubectl rollout status sts/web');
  return {
    ...lab,
    /** Enters a text and waits until the shell, or a program, requests the next line. */
    async say(text: string) {
      lab.output.length = 0;
      void lab.shell.enter(text);
      do await later();
      while (lab.shell.busy);
      return lab.printed('stdout') + lab.printed('stderr');
    },
  };
}

describe('kubectl exec', () => {
  it('does what the tutorial does', async () => {
    const { type } = await tutorial();
    expect(await type(`for i in 0 1; do kubectl exec "web-$i" -- sh -c 'hostname'; done`)).toBe('web-0\nweb-1\n');
    await type(
      `for i in 0 1; do kubectl exec "web-$i" -- sh -c 'echo "$(hostname)" > /usr/share/nginx/html/index.html'; done`,
    );
    expect(await type('for i in 0 1; do kubectl exec -i -t "web-$i" -- curl http://localhost/; done')).toBe(
      'web-0\nweb-1\n',
    );
    await type('kubectl delete pod -l app=nginx; kubectl rollout status sts/web');
    expect(await type('kubectl exec web-1 -- curl -s web-0.nginx')).toBe('web-0\n');
  });

  it('keeps what is in the claim, and nothing else', async () => {
    const { type } = await tutorial();
    await type(`kubectl exec web-1 -- sh -c 'echo a > /tmp/a; echo b > /usr/share/nginx/html/b'`);
    expect(await type('kubectl exec web-1 -- cat /tmp/a /usr/share/nginx/html/b')).toBe('a\nb\n');
    await type('kubectl scale sts web --replicas=1; kubectl wait --for=delete pod/web-1');
    await type('kubectl scale sts web --replicas=2; kubectl rollout status sts/web');
    expect(await type('kubectl exec web-1 -- ls /tmp /usr/share/nginx/html')).toContain('b\n');
    expect(await type('kubectl exec web-1 -- cat /tmp/a')).toContain('/tmp/a: No such file or directory');
  });

  it.each([
    ['kubectl exec web-0 -- false; echo $?', 'command terminated with exit code 1\n1\n'],
    [`kubectl exec web-0 -- sh -c 'exit 3' ; echo $?`, 'command terminated with exit code 3\n3\n'],
    ['echo in | kubectl exec -i web-0 -- cat', 'in\n'],
    ['kubectl exec web-0 -- env | grep HOSTNAME', 'HOSTNAME=web-0\n'],
    [`kubectl exec web-0 -- sh -c 'echo $1' name one`, 'one\n'],
    ['kubectl exec web-0 -- cat /etc/hostname', 'web-0\n'],
    ['kubectl exec web-0 -- curl -s -o /dev/null -w "%{http_code}" localhost', '403'],
    ['kubectl exec web-0 -- hostname -f', 'web-0.nginx.default.svc.cluster.local\n'],
    ['kubectl exec web-0 -- pwd', '/\n'],
  ])('%s', async (line, printed) => {
    const { type } = await tutorial();
    const said = await type(line);
    expect(said).toBe(printed);
  });

  it('says as the runtime does that there is no such program', async () => {
    const { type } = await tutorial();
    expect(await type('kubectl exec web-0 -- frobnicate')).toContain(
      'exec: "frobnicate": executable file not found in $PATH',
    );
  });
});

describe('a shell in a container', () => {
  it('asks, runs, and is left', async () => {
    const { say, shell } = await tutorial();
    await say('kubectl exec -it web-0 -- bash');
    expect(shell.prompt).toBe('root@web-0:/# ');
    expect(await say('cd /usr/share/nginx/html; echo hi > index.html; x=1')).toBe('');
    expect(shell.prompt).toBe('root@web-0:/usr/share/nginx/html# ');
    expect(await say('curl localhost; echo $x')).toBe('hi\n1\n');
    await say('for i in 1 2; do\necho $i');
    expect(shell.prompt).toBe('> ');
    expect(await say('done')).toBe('1\n2\n');
    expect(await say('exit')).toBe('');
    expect(shell.prompt).toBe('~ $ ');
  });

  it('ends with the container', async () => {
    const { say, shell, cluster, type } = await tutorial();
    await say('kubectl exec -it web-0 -- sh');
    cluster.api.delete('pods', 'web-0', 'default', { name: 'user', reason: 'delete' });
    for (let n = 0; n < 100 && (shell.busy || shell.prompt !== '~ $ '); n++) await later();
    expect(await type('echo $?')).toBe('137\n');
  });

  it('gives Ctrl-C to what runs in it', async () => {
    const { say, shell } = await tutorial();
    await say('kubectl exec -it web-0 -- sh');
    void shell.enter('while true; do :; done');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(shell.busy).toBe(true);
    shell.interrupt();
    while (shell.busy) await later();
    expect(await say('echo $?')).toBe('130\n');
    shell.interrupt('half');
    await later();
    expect(shell.prompt).toBe('root@web-0:/# ');
    shell.leave();
    while (shell.prompt !== '~ $ ') await later();
  });
});

describe('kubectl run', () => {
  it('opens the tutorial’s DNS shell, and tidies up after it', async () => {
    const { say, shell, type } = await tutorial();
    await say('kubectl run -i --tty --image busybox:1.28 dns-test --restart=Never --rm');
    expect(shell.prompt).toBe('/ # ');
    expect(await say('nslookup web-0.nginx')).toMatch(
      /^Server: {4}10\.96\.0\.10\nAddress 1: 10\.96\.0\.10 kube-dns\.kube-system\.svc\.cluster\.local\n\nName: {6}web-0\.nginx\nAddress 1: 10\.244\.\d+\.\d+ web-0\.nginx\.default\.svc\.cluster\.local\n$/,
    );
    expect(await say('nslookup web-7.nginx; echo $?')).toContain("nslookup: can't resolve 'web-7.nginx'\n");
    expect(await say('wget -qO- web-0.nginx')).toContain('403 Forbidden');
    expect(await say('exit')).toContain('pod "dns-test" deleted from default namespace\n');
    expect(await type('kubectl get pod dns-test')).toContain('NotFound');
  });
});

describe('kubectl cp', () => {
  it('copies files and directories both ways', async () => {
    const { type } = await tutorial();
    await type('echo hi > page; kubectl cp page web-0:/usr/share/nginx/html/index.html');
    expect(await type('kubectl exec web-0 -- curl -s localhost')).toBe('hi\n');
    await type('kubectl cp web-0:/usr/share/nginx/html copied');
    expect(await type('cat copied/index.html')).toBe('hi\n');
  });
});

describe('kubectl edit', () => {
  it('is one of several ways into the editor', async () => {
    const { type, editor } = testShell();
    editor.edit = (text) => `${text}more\n`;
    expect(await type('vi notes; nano notes; cat notes')).toBe('more\nmore\n');
  });

  it('applies what was made of the text', async () => {
    const { type, editor, cluster } = await tutorial();
    editor.edit = (text) => text.replace('replicas: 2', 'replicas: 4');
    expect(await type('kubectl edit sts web')).toBe('statefulset.apps/web edited\n');
    expect(cluster.api.get('statefulsets', 'web', 'default')?.spec.replicas).toBe(4);
  });
});
