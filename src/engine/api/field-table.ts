/** Reads the table of `fields.ts`. */

export interface Field {
  readonly name: string;
  /** The type without the marks of lists and maps. */
  readonly type: string;
  readonly container: '' | '[' | '{';
  /** True if zero values are kept. */
  readonly keepsZero: boolean;
  readonly flag: '' | '*' | '!';
  /** The part after `~`, if there is one. */
  readonly merge?: string;
  /** The name of the type in Go, if it differs from `type`. */
  readonly goType?: string;
  /** The embedded struct in Go that contains the field. */
  readonly embedded: string;
}
export type Struct = ReadonlyMap<string, Field>;

/** @param struct The name of the struct that contains the field. */
function parseField(text: string, struct: string, embedded: string): Field {
  const [, name = '', container = '', type = 's', flag, merge, goType] =
    /^([^:*!~=]+)(?::([[{]?)(\*|[-+\w]+))?([*!]?)(?:~([\w,-]*))?(?:=(.+))?$/.exec(text)!;
  const capital = name[0]!.toUpperCase() + name.slice(1);
  const full = (short: string): string =>
    short.replace('+', container === '[' ? capital.replace(/s$/, '') : capital).replace('-', struct + capital);
  return {
    name,
    type: full(type),
    container: container as Field['container'],
    keepsZero: flag !== '',
    flag: flag as Field['flag'],
    ...(merge !== undefined && { merge }),
    ...(goType !== undefined && { goType: full(goType) }),
    embedded,
  };
}

function parseFields(name: string, fields: readonly string[]): Struct {
  const struct = new Map<string, Field>();
  let embedded = '';
  for (const text of fields) {
    if (text.startsWith('@')) embedded = text.slice(1);
    else {
      const field = parseField(text, name, embedded);
      struct.set(field.name, field);
    }
  }
  return struct;
}

/** The structs of a table by name, and the names of those that server-side apply replaces as a whole. */
export function parseTable(table: string): {
  readonly structs: ReadonlyMap<string, Struct>;
  readonly atomic: ReadonlySet<string>;
} {
  const structs = new Map<string, Struct>();
  const atomic = new Set<string>();
  for (const line of table.trim().split('\n')) {
    const [marked, ...fields] = line.split(' ');
    const name = marked!.replace('~', '');
    if (name !== marked) atomic.add(name);
    structs.set(name, parseFields(name, fields));
  }
  return { structs, atomic };
}
