/** `-o custom-columns=NAME:.metadata.name,…` */
// Models kubectl/pkg/cmd/get/customcolumn.go
import { failure } from '../errors/failure.ts';
import { type GoValue, printValue } from './go-value.ts';
import { JsonPath, relaxed } from './json-path.ts';

export interface CustomColumn {
  readonly header: string;
  readonly path: JsonPath;
}

export function parseCustomColumns(spec: string): readonly CustomColumn[] {
  if (spec === '') throw failure('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    const [header, path] = [part.slice(0, colon), part.slice(colon + 1)];
    if (colon < 0 || (part.indexOf(':', colon + 1) >= 0 && !/[[{(]/.test(path))) {
      throw failure(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`);
    }
    return { header, path: new JsonPath(relaxed(path)) };
  });
}

/** A file has headers in its first line and paths in its second. */
export function parseColumnsFile(text: string): readonly CustomColumn[] {
  const [headers = '', paths = ''] = text.split('\n');
  const [names, specs] = [headers, paths].map((line) => line.split(/\s+/).filter((word) => word !== '')) as [
    string[],
    string[],
  ];
  if (names.length !== specs.length) {
    throw failure(`number of headers (${names.length}) and field specifications (${specs.length}) don't match`);
  }
  return names.map((header, i) => ({ header, path: new JsonPath(relaxed(specs[i]!)) }));
}

export const customRow = (columns: readonly CustomColumn[], object: unknown): string =>
  columns
    .map(({ path }) => {
      const values = path.find(object).flat();
      return values.length === 0 ? '<none>' : values.map((value) => printValue(value as GoValue)).join(',');
    })
    .join('\t');
