import { labJsonSchema } from '../../simulator/lab/index.ts';
import type { Schema } from '../model/schema-complete.ts';

export const labSchema = (): Schema => labJsonSchema();
