import { describe, expect, it } from 'vitest';
import { JsonPath, relaxed } from './json-path.ts';

// The document, the table of functions and the examples of https://kubernetes.io/docs/reference/kubectl/jsonpath.
const nodes = {
  kind: 'List',
  items: [
    {
      kind: 'None',
      metadata: { name: '127.0.0.1', labels: { 'kubernetes.io/hostname': '127.0.0.1' } },
      status: { capacity: { cpu: '4' }, addresses: [{ type: 'LegacyHostIP', address: '127.0.0.1' }] },
    },
    {
      kind: 'None',
      metadata: { name: '127.0.0.2' },
      status: {
        capacity: { cpu: '8' },
        addresses: [
          { type: 'LegacyHostIP', address: '127.0.0.2' },
          { type: 'another', address: '127.0.0.3' },
        ],
      },
    },
  ],
  users: [
    { name: 'myself', user: {} },
    { name: 'e2e', user: { username: 'admin', password: 'secret' } },
  ],
};

describe('JSONPath templates', () => {
  it.each([
    ['kind is {.kind}', 'kind is List'],
    ['{.kind}', 'List'],
    ["{['kind']}", 'List'],
    ['{.users[0].name}', 'myself'],
    ['{..name}', '127.0.0.1 127.0.0.2 myself e2e'],
    ['{.items[*].metadata.name}', '127.0.0.1 127.0.0.2'],
    ["{.items[*]['metadata.name', 'status.capacity']}", '127.0.0.1 127.0.0.2 {"cpu":"4"} {"cpu":"8"}'],
    ["{.users[0]['name','user']}", 'myself {}'],
    ['{.users[-1].name}', 'e2e'],
    ['{.users[0:1].name}', 'myself'],
    ['{.users[:].name}', 'myself e2e'],
    ['{.users[?(@.name=="e2e")].user.password}', 'secret'],
    ['{.users[?(@.name!="e2e")].name}', 'myself'],
    ['{.users[?(@.user.password)].name}', 'e2e'],
    ['{.items[?(@.status.capacity.cpu>"4")].metadata.name}', '127.0.0.2'],
    [
      '{range .items[*]}[{.metadata.name}, {.status.capacity}] {end}',
      '[127.0.0.1, {"cpu":"4"}] [127.0.0.2, {"cpu":"8"}] ',
    ],
    ['{range .items[*]}{.metadata.name}{"\\t"}{end}', '127.0.0.1\t127.0.0.2\t'],
    ['{range .items[*]}{range .status.addresses[*]}{.address} {end}{"\\n"}{end}', '127.0.0.1 \n127.0.0.2 127.0.0.3 \n'],
    ['{.items[0].metadata.labels.kubernetes\\.io/hostname}', '127.0.0.1'],
    ['{.nope}{.users[*].nope}', ''],
    ['{$.kind} {@.kind}', 'List List'],
    ['{.users[0].name}{","}{.users[1].name}', 'myself,e2e'],
    ['{.kind', undefined],
    ['{.items[}', undefined],
    ['{end}', undefined],
    // Read to its end for each item, and then once more outside of the range.
    ['{range .users[*]}{.name}{";"}', 'myself;e2e;;'],
    ['{range .nope[*]}{.name}{end}after', 'after'],
    ['{.users[?(@.user.username=="admin")].name}', 'e2e'],
    ['{.users[0:2:2].name}', 'myself'],
    ['{.users[*].name.}', ''],
    ["{.items[0].metadata.labels['kubernetes\\.io/hostname']}", '127.0.0.1'],
    ['{.users["name"]}', undefined],
    ['{.users[?(@.name=~"e")]}', undefined],
    ['{.users[0:3].name}', undefined],
    ['{.users[?(@.name==1)].name}', undefined],
    ['{range .users[*]}{end}{end}', undefined],
    ['{nope}', undefined],
    ['{.users[x]}', undefined],
  ])('%s', (template, expected) => {
    const print = () => new JsonPath(template).print(nodes);
    if (expected === undefined) expect(print).toThrow();
    else expect(print()).toBe(expected);
  });

  it('say in kubectl’s words what is wrong with them', () => {
    expect(() => new JsonPath('{.items[}')).toThrow('unterminated array');
    expect(() => new JsonPath('{.a')).toThrow('unclosed action');
    expect(() => new JsonPath('{.users[7]}').print(nodes)).toThrow('array index out of bounds: index 7, length 2');
    expect(() => new JsonPath('{.users[0:3]}').print(nodes)).toThrow('array index out of bounds: index 2, length 2');
    expect(() => new JsonPath('{.users["name"]}')).toThrow('invalid array index "name"');
    expect(() => new JsonPath('{nope}').print(nodes)).toThrow('unrecognized identifier nope');
    expect(() => new JsonPath('{.a[?(@.b=~"c")]}')).toThrow("unrecognized character in action: U+007E '~'");
    expect(() => new JsonPath('{.users[?(@.name==1)]}').print(nodes)).toThrow('incompatible types for comparison');
    expect(() => new JsonPath('{.nope}', false).print(nodes)).toThrow('nope is not found');
  });

  it('may be written shorter where only a path can stand', () => {
    expect(['a.b', '.a.b', '{a.b}', '{.a.b}'].map(relaxed)).toEqual(Array(4).fill('{.a.b}'));
  });
});
