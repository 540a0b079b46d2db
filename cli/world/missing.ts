/** Why a half of Halfopen cannot run here, and the ways out. */
export interface Missing {
  readonly reason: string;
  readonly waysOut: readonly string[];
}

export const missingLine = ({ reason, waysOut }: Missing): string =>
  [reason, ...waysOut.map((way) => `  - ${way}`)].join('\n');
