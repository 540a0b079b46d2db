import type { MatrixTechnique } from '../../../engine/compare/index.ts';

/** A lab that has recordings, as the picker shows it. */
export interface RecordedLabCard {
  readonly name: string;
  readonly title: string;
  readonly techniques: readonly MatrixTechnique[];
}
