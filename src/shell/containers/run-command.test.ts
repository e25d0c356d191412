import { expect, test } from 'vitest';
import { webYaml } from '../../kubectl/testing/manifests.ts';
import { testShell } from '../testing.ts';

test.each([
  ['nslookup web-0.nginx', 'Name:      web-0.nginx\n', 0],
  ['nslookup nope', "can't resolve 'nope'\n", 1],
  ['hostname', 'dns\n', 0],
  ['echo hi', 'hi\n', 0],
  ['wget -qO- web-0.nginx', 'wget: server returned error: HTTP/1.1 403 Forbidden', 1],
  ['false', 'terminated (Error)', 1],
])('kubectl run -i --rm -- %s prints what the command prints, and ends with it', async (command, text, exit) => {
  const { type, cluster, shell } = testShell(webYaml);
  await type('kubectl apply -f manifest.yaml');
  cluster.settle();
  const printed = await type(`kubectl run -i --rm dns --image=busybox:1.28 --restart=Never -- ${command}`);
  expect(printed).toContain(text);
  expect(printed).toContain('pod "dns" deleted from default namespace\n');
  expect(shell.exit).toBe(exit);
});
