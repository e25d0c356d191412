import { describe, expect, it } from 'vitest';
import { parseManifests, parseValue } from './parse.ts';

const messageFor = (key: string): string | undefined =>
  parseManifests(`apiVersion: v1\nkind: Pod\nx: ${key}\n`, 'a.yaml').error?.message;
const reason = (key: string): string =>
  `error parsing a.yaml: error converting YAML to JSON: yaml: invalid map key: ${key}`;

describe('a key that is a map or a list is refused as kubectl refuses it', () => {
  // The first one is recorded from kubectl v1.36; the others are Go's notation %#v of the same types.
  it.each([
    ['{{ .Values.replicas }}', 'map[interface {}]interface {}{".Values.replicas":interface {}(nil)}'],
    ['{[a, 1]: b}', '[]interface {}{"a", 1}'],
    ['{{b: yes, a: "1"}: c}', 'map[interface {}]interface {}{"a":"1", "b":true}'],
    ['\n  ? - a\n  : b', '[]interface {}{"a"}'],
  ])('%s', (key, shown) => {
    expect(messageFor(key)).toBe(reason(shown));
  });

  it('at the place of the key', () => {
    const { error } = parseManifests('a: 1\nreplicas: {{ .Values.n }}\n');
    expect(error?.position).toMatchObject({ line: 2, column: 12 });
  });

  it('also in a patch', () => {
    expect(parseValue('{{a}: b}')).toEqual({
      error: 'yaml: invalid map key: map[interface {}]interface {}{"a":interface {}(nil)}',
    });
  });
});

describe('nesting', () => {
  it('is read as deep as nobody writes it', () => {
    expect(parseValue(`${'['.repeat(900)}${']'.repeat(900)}`)).toHaveProperty('value');
  });

  it('is refused beyond that, in the words of the YAML library of kubectl', () => {
    expect(parseValue('['.repeat(100_000))).toEqual({ error: 'yaml: exceeded max depth of 1000' });
  });
});
