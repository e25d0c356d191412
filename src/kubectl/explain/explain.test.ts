import { expect, it } from 'vitest';
import { newSession, script } from '../testing/session.ts';
import type { FieldDocs } from './field-docs.ts';
import { wrapWords } from './wrap-words.ts';

const docs: FieldDocs = {
  'v1/Pod': {
    doc: 'Pod runs.',
    fields: {
      apiVersion: ['string', 'The version.'],
      kind: ['string', 'The kind.'],
      metadata: ['@v1/ObjectMeta', 'Metadata.'],
      spec: ['@v1/PodSpec', ''],
    },
  },
  'v1/ObjectMeta': { doc: 'Its names.', fields: { created: ['@v1/Time', ''] } },
  'v1/Time': { doc: 'A time.', json: 'string' },
  'v1/PodSpec': {
    doc: '',
    fields: {
      inner: ['[]@v1/PodSpec', ''],
      limits: ['map[string]@v1/Quantity', 'Limits.'],
      mode: ['string', '', 1, ['', 'A', 'B', 'C', 'D']],
    },
  },
  'v1/Quantity': { doc: '' },
};

const session = () => newSession({}, { answer: () => ({ docs }) });

const explained = (what: string) => {
  const { stdout, stderr } = session().run(`explain ${what}`);
  return stderr === '' ? stdout.replace(/\n$/, '').replace(/ +$/gm, '').replaceAll('\t', ' ') : stderr;
};

it('lists fields recursively: a time as a string, the first values of an enumeration, no type within itself', () => {
  expect(explained('pods.spec --recursive')).toBe(script`
    KIND:       Pod
    VERSION:    v1

    FIELD: spec <PodSpec>


    DESCRIPTION:
        <empty>
    FIELDS:
      inner <[]PodSpec>
      limits <map[string]Quantity>
      mode <string> -required-
      enum: "", A, B, C, ....

    `);
  expect(explained('pods.metadata --recursive')).toContain('  created <string>\n');
});

it('shows every value of an enumeration on the page of its field', () => {
  expect(explained('po.spec.inner.mode')).toContain(
    'FIELD: mode <string>\nENUM:\n    ""\n    A\n    B\n    C\n    D\n\n',
  );
});

it('takes the group for part of the name only after the plural name', () => {
  const apps = newSession({}, { answer: () => ({ docs: { 'apps/v1/StatefulSet': { doc: 'A set.', fields: {} } } }) });
  expect(apps.run('explain statefulsets.apps').stdout).toContain('A set.');
  expect(apps.run('explain sts.apps').stderr).toBe('error: field "apps" does not exist\n');
});

it('complains of the last name of a path, after the header', () => {
  const { stdout, stderr } = session().run('explain pod.nope.never');
  expect(stdout).toBe('KIND:       Pod\nVERSION:    v1\n\n');
  expect(stderr).toBe('error: field "never" does not exist\n');
});

it.each([
  ['POD --api-version=v2', `error: couldn't find resource for "/v2, Resource=pods"\n`],
  ['pod --api-version=apps/v1', 'error: GVR (apps/v1, Resource=pods) not found in OpenAPI schema\n'],
  ['pod --api-version=a/b/c', 'error: unexpected GroupVersion string: a/b/c\n'],
  ['PO', `the server doesn't have a resource type "PO"\n`],
  ['pods.spec.inner[0]', 'error: invalid jsonpath syntax, first node must be field node\n'],
  ['po.spec.inner[*].mode', 'error: invalid jsonpath syntax, first node must be field node\n'],
  ['po.spec.inner[0] --api-version=v1', 'error: invalid jsonpath syntax, all nodes must be field nodes\n'],
  ['.pods', 'error: invalid jsonpath syntax, first node must be field node\n'],
  ['.', 'error: a resource must be present, got: /, Resource=\n'],
  ['po,svc', "error: unrecognized character in action: U+002C ','\n"],
  ['po}x', 'error: must pass in 1 jsonpath string\n'],
  ['pod sts', 'error: We accept only this format: explain RESOURCE\n'],
  ['pod -o json', 'error: unrecognized format: json\n'],
  ['pod.nope.x -o plaintext-openapiv2', 'error: field "nope" does not exist\n'],
])('refuses: explain %s', (what, message) => {
  expect(explained(what)).toBe(message);
});

it('writes the older format with objects that have no name', () => {
  expect(explained('pods.spec --output=plaintext-openapiv2')).toBe(script`
    KIND:     Pod
    VERSION:  v1

    RESOURCE: spec <Object>

    DESCRIPTION:
         <empty>

    FIELDS:
       inner <[]Object>

       limits <map[string]string>
         Limits.

       mode <string> -required-

    `);
  expect(explained('pods.kind --output=plaintext-openapiv2')).toContain(
    'FIELD:    kind <string>\n\nDESCRIPTION:\n     The kind.',
  );
});

it('describes a custom resource by the schema of its definition', () => {
  const { run, files } = session();
  const schema = {
    description: 'A backup.',
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        required: ['schedule'],
        properties: {
          schedule: { type: 'string', description: 'When.' },
          targets: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        },
      },
    },
  };
  files['crd.json'] = JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Backup', plural: 'backups', singular: 'backup' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  });
  run('apply -f crd.json');
  expect(run('explain backups').stdout).toContain(
    'GROUP:      example.com\nKIND:       Backup\nVERSION:    v1\n\nDESCRIPTION:\n    A backup.\n',
  );
  expect(run('explain backups').stdout).toContain('  metadata\t<ObjectMeta>\n    Metadata.\n');
  expect(run('explain backup.spec --recursive').stdout).toContain(
    'FIELDS:\n  schedule\t<string> -required-\n  targets\t<[]Object>\n    name\t<string>\n',
  );
});

it.each([
  ['breaks between words', 'one two three', 7, 'one two\nthree'],
  ['counts two spaces within a line, and drops them at a break', 'one  two.  six', 9, 'one  two.\nsix'],
  ['keeps line breaks and what stands before a line', 'a:\n  - b\n\nc', 5, 'a:\n  - b\n\nc'],
  ['moves a long word to a line of its own', 'at https://example.com/', 10, 'at\nhttps://example.com/'],
])('%s', (_, text, max, lines) => {
  expect(wrapWords(text, max)).toBe(lines);
});
