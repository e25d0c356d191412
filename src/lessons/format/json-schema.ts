/** The format of lesson files as a JSON schema, in one language: for the editor, and for the pages about the format. */
import type * as v from 'valibot';
import type { ByKey, Described } from './described.ts';
import { lessonSchema } from './schema.ts';
import type { TextLanguage } from './text.ts';

/** The part of JSON Schema that the format uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly [limit: `${'min' | 'max'}${string}`]: number;
}

/** A schema or an action of valibot, with the parts that describe it. */
type Part = { readonly type: string } & Partial<Record<string, unknown>>;

/** Returns the JSON schema of a lesson file. */
export const lessonJsonSchema = (language: TextLanguage): JsonSchema => of(lessonSchema, language);

function of(schema: v.GenericSchema, language: TextLanguage): JsonSchema {
  const part = schema as unknown as Part;
  if (Array.isArray(part['pipe'])) {
    const [first, ...actions] = part['pipe'] as [v.GenericSchema, ...Part[]];
    const base = of(first, language);
    return Object.assign({}, base, ...actions.map((action) => limitOf(action, base, language))) as JsonSchema;
  }
  const inner = (name: string): JsonSchema => of(part[name] as v.GenericSchema, language);
  const all = (schemas: readonly v.GenericSchema[]): JsonSchema[] => schemas.map((one) => of(one, language));
  switch (part.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: part.type };
    case 'literal':
      return { const: part['literal'] };
    case 'picklist':
      return { enum: part['options'] as readonly unknown[] };
    case 'array':
      return { type: 'array', items: inner('item') };
    case 'optional':
      return inner('wrapped');
    case 'union':
    case 'variant':
      return { anyOf: all(part['options'] as readonly v.GenericSchema[]) };
    case 'strict_object': {
      const entries = Object.entries(part['entries'] as Record<string, v.GenericSchema>);
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, value]) => [key, of(value, language)])),
        required: entries.flatMap(([key, value]) => (isOptional(value) ? [] : [key])),
        additionalProperties: false,
      };
    }
    case 'lazy': {
      const { kinds, line } = schema as unknown as ByKey;
      return { anyOf: all([...(line === undefined ? [] : [line]), ...Object.values(kinds)]) };
    }
    default:
      throw new Error(`no JSON schema for ${part.type}`);
  }
}

/** Returns the part of a JSON schema for an action of a pipe. */
function limitOf(action: Part, { type }: JsonSchema, language: TextLanguage): JsonSchema {
  const requirement = action['requirement'] as number;
  const unit = type === 'array' ? 'Items' : 'Length';
  switch (action.type) {
    case 'metadata': {
      const metadata = action['metadata'] as Described;
      const { example } = metadata;
      return { description: metadata[language], ...(example !== undefined && { examples: [example] }) };
    }
    case 'min_length':
      return { [`min${unit}`]: requirement };
    case 'max_length':
      return { [`max${unit}`]: requirement };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'integer':
      return { type: 'integer' };
    case 'regex':
      return {
        pattern: (action['requirement'] as unknown as RegExp).source,
        patternErrorMessage: String(action['message']),
      };
    case 'starts_with':
      return { pattern: `^${String(requirement)}` };
    // JSON Schema cannot express these; the checker reports them.
    case 'trim':
    case 'check':
      return {};
    default:
      throw new Error(`no JSON schema for ${action.type}`);
  }
}

/** Returns true if a field is optional; the description may wrap it. */
function isOptional(schema: v.GenericSchema): boolean {
  const { type, pipe } = schema as unknown as Part;
  return type === 'optional' || (Array.isArray(pipe) && pipe[0] !== schema && isOptional(pipe[0] as v.GenericSchema));
}
