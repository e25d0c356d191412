// Field descriptions for `kubectl explain`, read from the types of kubernetes-models, which carry Kubernetes' own.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

/**
 * A type has a description, and fields or the name of the JSON type that it is written as. A field is its type, its
 * description, and, where it applies, whether it is required and its allowed values. `@` marks the name of a type.
 * @typedef {[type: string, doc: string, required?: 1 | 0, values?: string[]]} FieldDoc
 * @typedef {{ doc: string, json?: string, fields?: Record<string, FieldDoc> }} TypeDoc
 */

/** Fields that contain fractions; TypeScript's types do not distinguish them from integers. */
const fractions = ['JSONSchemaProps.maximum', 'JSONSchemaProps.minimum', 'JSONSchemaProps.multipleOf'];

/** @param {string} text A JSDoc comment. @returns {string} */
function unwrap(text) {
  return text
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
    .replace(/\\([*/])/g, '$1')
    .replaceAll('*\\/', '*/');
}

/** @param {ts.Node} node @param {ts.SourceFile} source @returns {string} */
function docOf(node, source) {
  const comments = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
  const last = comments.at(-1);
  return last === undefined ? '' : unwrap(source.text.slice(last.pos, last.end));
}

/** Reads the files of types, and of the types to which they refer. */
export class TypeReader {
  /** @type {Record<string, TypeDoc>} By name: the file's path in its package. */
  types = {};

  /** @param {string} modules node_modules */
  constructor(modules) {
    this.modules = modules;
    this.head = this.#typeMeta();
  }

  /** @returns {Record<string, FieldDoc>} What all kinds have: `apiVersion` and `kind`. */
  #typeMeta() {
    const file = join(this.modules, '@kubernetes-models', 'base', 'dist', 'meta.d.ts');
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const found = source.statements.find((s) => ts.isInterfaceDeclaration(s) && s.name.text === 'TypeMeta');
    return this.fieldsOf(/** @type {ts.InterfaceDeclaration} */ (found), source, new Map());
  }

  /** @param {string} file @returns {string} e.g. `apps/v1/StatefulSet` */
  nameOf(file) {
    const path = relative(this.modules, file).split(sep).join('/');
    return path.replace(/^(kubernetes-models|@kubernetes-models\/apimachinery)\//, '').replace(/\.d\.ts$/, '');
  }

  /** @param {string} file @returns {string} The name of the type in it. */
  read(file) {
    const name = this.nameOf(file);
    if (name in this.types) return name;
    /** @type {TypeDoc} */
    const type = { doc: '' };
    this.types[name] = type;
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const own = `I${name.slice(name.lastIndexOf('/') + 1)}`;
    const imports = this.importsOf(source, file).set(own, file);
    for (const statement of source.statements) {
      if (ts.isTypeAliasDeclaration(statement) && statement.name.text === own) {
        type.doc = docOf(statement, source);
        if (statement.type.kind === ts.SyntaxKind.StringKeyword) type.json = 'string';
      }
      if (!ts.isInterfaceDeclaration(statement)) continue;
      type.doc = docOf(statement, source);
      type.fields = this.fieldsOf(statement, source, imports);
    }
    return name;
  }

  /** @param {ts.SourceFile} source @param {string} file @returns {Map<string, string>} Files by imported name. */
  importsOf(source, file) {
    const found = new Map();
    for (const statement of source.statements) {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
      const specifier = statement.moduleSpecifier.text;
      const path = specifier.startsWith('.')
        ? join(dirname(file), specifier.replace(/\.js$/, '.d.ts'))
        : join(this.modules, `${specifier}.d.ts`);
      const bindings = statement.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings) || !existsSync(path)) continue;
      for (const { name } of bindings.elements) found.set(name.text, path);
    }
    return found;
  }

  /**
   * @param {ts.InterfaceDeclaration} declaration @param {ts.SourceFile} source @param {Map<string, string>} imports
   * @returns {Record<string, FieldDoc>}
   */
  fieldsOf(declaration, source, imports) {
    /** @type {Record<string, FieldDoc>} */
    const fields = {};
    for (const member of declaration.members) {
      if (!ts.isPropertySignature(member) || member.type === undefined) continue;
      const name = /** @type {ts.StringLiteral | ts.Identifier} */ (member.name).text;
      const doc = docOf(member, source);
      const values = valuesOf(member.type);
      // A kind's own `apiVersion` and `kind` are constants and are described together for all kinds.
      const head = doc === '' && values?.length === 1 ? this.head[name] : undefined;
      /** @type {FieldDoc} */
      const field = [this.typeOf(member.type, imports), doc];
      if (fractions.includes(`${declaration.name.text.slice(1)}.${name}`)) field[0] = 'number';
      if (member.questionToken === undefined || values) field[2] = member.questionToken === undefined ? 1 : 0;
      if (values) field[3] = values;
      fields[name] = head === undefined ? field : [head[0], head[1]];
    }
    return fields;
  }

  /** @param {ts.TypeNode} node @param {Map<string, string>} imports @returns {string} */
  typeOf(node, imports) {
    if (ts.isArrayTypeNode(node)) return `[]${this.typeOf(node.elementType, imports)}`;
    if (ts.isTypeLiteralNode(node)) {
      const index = node.members.find(ts.isIndexSignatureDeclaration);
      if (index !== undefined) return `map[string]${this.typeOf(index.type, imports)}`;
      // A kind that is written out, as in `volumeClaimTemplates`, is recognized by its spec.
      const spec = node.members.find((m) => ts.isPropertySignature(m) && m.name.getText() === '"spec"');
      const type = spec && ts.isPropertySignature(spec) ? spec.type : undefined;
      const file = type && imports.get(type.getText())?.replace(/Spec\.d\.ts$/, '.d.ts');
      return file !== undefined && existsSync(file) ? `@${this.read(file)}` : 'Object';
    }
    if (ts.isTypeReferenceNode(node)) {
      const name = node.typeName.getText();
      if (name === 'Array') return `[]${this.typeOf(/** @type {ts.TypeNode} */ (node.typeArguments?.[0]), imports)}`;
      const file = imports.get(name);
      return file === undefined ? 'Object' : `@${this.read(file)}`;
    }
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type, imports);
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
    if (node.kind === ts.SyntaxKind.NumberKeyword) return 'integer';
    return valuesOf(node) !== undefined || node.kind === ts.SyntaxKind.StringKeyword ? 'string' : 'Object';
  }
}

/** @param {ts.TypeNode} node @returns {string[] | undefined} The values of an enumeration, in order. */
function valuesOf(node) {
  const members = ts.isUnionTypeNode(node) ? [...node.types] : [node];
  const values = members.map((member) =>
    ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? member.literal.text : undefined,
  );
  return values.some((value) => value === undefined) ? undefined : /** @type {string[]} */ (values).sort();
}
