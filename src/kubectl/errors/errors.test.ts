import { expect, it } from 'vitest';
import { StatusError } from '../../engine/index.ts';
import { aggregate, errorLines, withSource } from './errors.ts';

const notFound = new StatusError('NotFound', 'pods "web-9" not found');

// Recorded from kubectl v1.36.4 against a v1.36.2 API server, as are the texts in testing/refusals.json.
it('names the reason of the API server', () => {
  expect(errorLines([notFound])).toEqual(['Error from server (NotFound): pods "web-9" not found']);
  expect(errorLines(['no objects passed to apply'])).toEqual(['error: no objects passed to apply']);
  const cause = {
    type: 'FieldValueInvalid',
    field: 'patch',
    message: 'Invalid value: "map[]": unrecognized type: int32',
  };
  expect(errorLines([new StatusError('Invalid', '', [cause as never])])).toEqual([
    'The request is invalid: patch: Invalid value: "map[]": unrecognized type: int32',
  ]);
});

it('lists several errors without more ado', () => {
  const exists = (name: string) =>
    withSource('creating', 'web.yaml', new StatusError('AlreadyExists', `${name} already exists`));
  expect(errorLines([exists('services "nginx"'), exists('statefulsets.apps "web"')])).toEqual([
    'Error from server (AlreadyExists): error when creating "web.yaml": services "nginx" already exists',
    'Error from server (AlreadyExists): error when creating "web.yaml": statefulsets.apps "web" already exists',
  ]);
});

it('says nothing when nothing is wrong', () => {
  expect(errorLines([])).toEqual([]);
});

it('counts some errors as one', () => {
  expect([aggregate([]), aggregate(['a']), aggregate(['a', 'b', 'a'])]).toEqual([[], ['a'], ['[a, b]']]);
});
