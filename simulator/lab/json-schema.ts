import * as z from 'zod/mini';
import { labFile } from './schema.ts';

/** The JSON Schema (draft 7, which editors know best) of lab files; `lab.schema.json` is this, printed. */
export function labJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(labFile, { target: 'draft-7', io: 'input' });
  return { ...schema, title: 'Halfopen lab file, format 1' };
}
