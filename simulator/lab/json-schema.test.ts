import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labJsonSchema } from './json-schema.ts';

const file = new URL('./lab.schema.json', import.meta.url);

describe('the JSON Schema of lab files', () => {
  it('is committed as the schema is now (UPDATE_SCHEMA=1 writes it anew)', () => {
    const schema = labJsonSchema();
    if (process.env.UPDATE_SCHEMA === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(schema);
  });

  it('tells an editor the keys of a host, and that no other is allowed', () => {
    const schema = labJsonSchema() as {
      properties: { scanner: { properties: object; additionalProperties: unknown } };
    };
    expect(Object.keys(schema.properties.scanner.properties)).toContain('firewall');
    expect(schema.properties.scanner.additionalProperties).toBe(false);
  });
});
