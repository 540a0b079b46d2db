/** One field of a JSON Schema, flattened: `hosts.*.services[].port`. */
export interface SchemaRow {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** The fields of a schema in the order in which they are written, each with its path. */
export function schemaRows(schema: Schema, path = '', depth = 0): SchemaRow[] {
  const rows: SchemaRow[] = [];
  const required = new Set(schema.required ?? []);
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const own = path === '' ? name : `${path}.${name}`;
    rows.push(rowOf(own, field, required.has(name)), ...rowsBelow(field, own, depth));
  }
  return rows;
}

function rowsBelow(field: Schema, path: string, depth: number): SchemaRow[] {
  if (depth > MOST_DEPTH) return [];
  const below = [field, ...(field.anyOf ?? [])];
  return below.flatMap((one) => [
    ...(one === field || one.properties !== undefined ? schemaRows(one, path, depth + 1) : []),
    ...(one.items === undefined ? [] : schemaRows(one.items, `${path}[]`, depth + 1)),
    ...(typeof one.additionalProperties === 'object'
      ? [
          ...schemaRows(one.additionalProperties, `${path}.*`, depth + 1),
          ...rowsBelow(anyOf(one.additionalProperties), `${path}.*`, depth + 1),
        ]
      : []),
  ]);
}

/** Deeper than any lab file is. */
const MOST_DEPTH = 8;

const anyOf = ({ anyOf: choices = [] }: Schema): Schema => ({ anyOf: choices });

const rowOf = (path: string, field: Schema, required: boolean): SchemaRow => ({
  path,
  type: typeText(field),
  required,
  description: field.description ?? '',
});

function typeText({ type, anyOf: choices, enum: values, items, additionalProperties }: Schema): string {
  if (values !== undefined) return values.join(', ');
  if (choices !== undefined) return [...new Set(choices.map(typeText))].join(' or ');
  if (type === 'array') return `list of ${items === undefined ? 'values' : typeText(items)}`;
  if (type === 'object' && typeof additionalProperties === 'object') return 'table';
  return type === 'object' ? 'fields' : (type ?? 'value');
}
