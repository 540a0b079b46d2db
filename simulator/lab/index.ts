export { isLabAddress, isLabNetwork } from './address-space.ts';
export { SCANNER } from './build.ts';
export { type LabFacts, labFacts } from './facts.ts';
export { labJsonSchema } from './json-schema.ts';
export { LIMIT } from './limits.ts';
export { loadLab } from './load.ts';
export type * from './model.ts';
export { nearest } from './nearest.ts';
export { parseYaml } from './yaml-tree.ts';
