import { expect, test } from 'vitest';
import { webYaml } from '../kubectl/testing/manifests.ts';
import { turn } from './moving-time.ts';
import { testShell } from './testing.ts';

/** Returns a shell with a running StatefulSet. */
async function started() {
  const lab = testShell(webYaml);
  await lab.type('kubectl apply -f manifest.yaml');
  lab.cluster.settle();
  await lab.type("kubectl exec web-0 -- sh -c 'echo from web-0 > /usr/share/nginx/html/index.html'");
  const said = (): string => lab.printed('stdout') + lab.printed('stderr');
  /** Runs a line and waits until it has printed the given text. */
  const until = async (line: string, text: string): Promise<void> => {
    await lab.type(line);
    for (let i = 0; i < 1000 && !said().includes(text); i++) await turn();
  };
  return { ...lab, until, said };
}

const listens = 'Forwarding from [::1]:8080';

test('a forwarded port answers as the Pod does', async () => {
  const { until, type, said } = await started();
  await until('kubectl port-forward pod/web-0 8080:80 &', listens);
  expect(said()).toBe('[1] 1001\nForwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\n');
  expect(await type('curl -s localhost:8080')).toBe('Handling connection for 8080\nfrom web-0\n');
  expect(await type('curl -s http://127.0.0.1:8080/none -o /dev/null -w "%{http_code}"')).toContain('404');
  expect(await type('wget -qO- localhost:8080 > page; cat page')).toContain('from web-0\n');
  expect(await type('curl -s localhost:8080 | tr a-z A-Z')).toContain('FROM WEB-0\n');
});

test('the port is free again when the command has ended', async () => {
  const { until, type } = await started();
  await until('kubectl port-forward web-0 8080:80 &', listens);
  expect(await type('kubectl port-forward web-1 8080:80')).toContain(
    'Unable to listen on port 8080: Listeners failed to create with the following errors: [' +
      'unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use ' +
      'unable to create listener: Error listen tcp6 [::1]:8080: bind: address already in use]\n' +
      'error: unable to listen on any of the requested ports: [{8080 80}]\n',
  );
  await type('kill %1');
  expect(await type('curl localhost:8080')).toBe(
    'curl: (7) Failed to connect to localhost port 8080: Connection refused\n',
  );
  await until('kubectl port-forward web-1 8080:80 &', listens);
  expect(await type('curl -sI localhost:8080')).toContain('HTTP/1.1 403 Forbidden\r\n');
});

test('in the foreground it goes on until Ctrl-C', async () => {
  const { shell, said } = await started();
  const over = shell.enter('kubectl port-forward svc/nginx :80');
  for (let i = 0; i < 1000 && !said().includes('[::1]'); i++) await turn();
  expect(said()).toMatch(/Forwarding from 127\.0\.0\.1:(\d+) -> 80\nForwarding from \[::1\]:\1 -> 80\n$/);
  expect(shell.busy).toBe(true);
  shell.interrupt();
  await over;
  expect(shell.busy).toBe(false);
});

test('it ends with the Pod', async () => {
  const { until, type, said, shell } = await started();
  await until('kubectl port-forward sts/web 8080:80 &', listens);
  await until('kubectl delete pod web-0', 'lost connection');
  expect(said()).toContain('error: lost connection to pod\n');
  expect(await type('curl -sS localhost:8080')).toContain('Connection refused\n');
  expect(shell.exit).toBe(7);
});

test('it ends with a connection that the Pod refuses', async () => {
  const { until, said } = await started();
  await until('kubectl port-forward web-0 8080:81 &', listens);
  await until('curl localhost:8080', 'lost connection');
  expect(said()).toContain('Handling connection for 8080\n');
  expect(said()).toContain('curl: (52) Empty reply from server\n');
  expect(said()).toContain('connect: connection refused');
  expect(said()).toContain('error: lost connection to pod\n');
});

test('the addresses to listen on', async () => {
  const { until, type, said } = await started();
  await until('kubectl port-forward --address 0.0.0.0 web-0 8080:80 &', 'Forwarding');
  expect(said()).toContain('Forwarding from 0.0.0.0:8080 -> 80\n');
  expect(await type('curl -s localhost:8080')).toContain('from web-0\n');
  expect(await type('kubectl port-forward --address here web-0 8081:80')).toBe('error: here is not a valid IP\n');
  expect(await type('kubectl port-forward web-0 80')).toContain('bind: permission denied');
});

test.each([
  [
    'web-0',
    "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
  ],
  ['nope 80', 'Error from server (NotFound): pods "nope" not found\n'],
  ['web-0 8080:http', "error: Pod 'web-0' does not have a named port 'http'\n"],
  ['svc/nginx 8080:http', "error: Service 'nginx' does not have a named port 'http'\n"],
  ['svc/nginx 8080:8080', 'error: Service nginx does not have a service port 8080\n'],
  ['web-0 8080:', 'error: remote port cannot be empty\n'],
  ['web-0 8080:0', 'error: remote port must be > 0\n'],
  ['web-0 a:80', `error: error parsing local port 'a': strconv.ParseUint: parsing "a": invalid syntax\n`],
  [
    'web-0 99999:80',
    `error: error parsing local port '99999': strconv.ParseUint: parsing "99999": value out of range\n`,
  ],
])('port-forward %s is refused', async (words, error) => {
  const { type } = await started();
  expect(await type(`kubectl port-forward ${words}`)).toBe(error);
});

test('a Pod that does not run yet', async () => {
  const { type } = await started();
  await type('kubectl run slow --image=nginx:broken');
  expect(await type('kubectl port-forward slow 8080:80')).toBe(
    'error: unable to forward port because pod is not running. Current status=Pending\n',
  );
});
