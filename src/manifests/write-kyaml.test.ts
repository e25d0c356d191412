import { expect, it } from 'vitest';
import { writeKyaml } from './write-kyaml.ts';

// The rules of https://kubernetes.io/docs/reference/encodings/kyaml.
it('KYAML has quotes around strings, bare keys where they are clear, and commas everywhere', () => {
  const object = {
    apiVersion: 'v1',
    metadata: { name: 'no', labels: { no: 'x', 'a.b/c': 'y' }, finalizers: [] },
    spec: { containers: [{ name: 'a', args: ['1', 'b'] }, { name: 'b' }], replicas: 2, ok: true, none: null },
  };
  expect(writeKyaml(object)).toBe(
    [
      '---',
      '{',
      '  apiVersion: "v1",',
      '  metadata: {',
      '    finalizers: [],',
      '    labels: {',
      '      a.b/c: "y",',
      '      "no": "x",',
      '    },',
      '    name: "no",',
      '  },',
      '  spec: {',
      '    containers: [{',
      '      args: [',
      '        "1",',
      '        "b",',
      '      ],',
      '      name: "a",',
      '    }, {',
      '      name: "b",',
      '    }],',
      '    none: null,',
      '    ok: true,',
      '    replicas: 2,',
      '  },',
      '}',
      '',
    ].join('\n'),
  );
});
