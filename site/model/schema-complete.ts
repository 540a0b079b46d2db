import { type YamlPath, yamlPlace } from './yaml-place.ts';

/** What of JSON Schema (draft 7) a completion reads. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

export interface SchemaCompletion {
  /** Index in the text where the word begins that is completed. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

export interface Offer {
  readonly word: string;
  /** What is put in its place. */
  readonly insert: string;
  readonly detail: string;
}

/** The keys and values that a schema allows at a caret in a YAML text. Undefined where it has nothing to say. */
export function schemaCompletion(schema: Schema, text: string, caret: number): SchemaCompletion | undefined {
  const place = yamlPlace(text, caret);
  if (place === undefined || place.kind === 'text') return undefined;
  const schemas = schemasAt(schema, place.path);
  const offers =
    place.kind === 'key'
      ? schemas.flatMap(keysOf).filter(({ word }) => !place.taken.includes(word))
      : schemas.flatMap(valuesOf);
  return offers.length === 0 ? undefined : { from: caret - place.word.length, offers };
}

/** All that may stand at a path; several where the schema leaves a choice. */
export function schemasAt(schema: Schema, path: YamlPath): readonly Schema[] {
  return path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((one) => alternatives(one)).flatMap((one) => childrenOf(one, step)),
    [schema],
  );
}

const alternatives = (schema: Schema): readonly Schema[] =>
  schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(alternatives);

function childrenOf(
  { properties, additionalProperties, items }: Schema,
  step: string | number,
): readonly Schema[] {
  if (typeof step === 'number') return items === undefined ? [] : [items];
  const own = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (own !== undefined) return [own];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

const keysOf = (schema: Schema): readonly Offer[] =>
  alternatives(schema).flatMap(({ properties = {} }) =>
    Object.entries(properties).map(([word, { description = '', type = '' }]) => ({
      word,
      insert: `${word}: `,
      detail: description === '' ? type : description,
    })),
  );

const valuesOf = (schema: Schema): readonly Offer[] =>
  alternatives(schema).flatMap(({ enum: words, type, description = '' }) => {
    const values = words ?? (type === 'boolean' ? ['true', 'false'] : []);
    return values.map((word) => ({ word, insert: word, detail: description }));
  });
