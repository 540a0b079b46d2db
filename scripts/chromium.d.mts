export const CHROMIUM_MISSING: string;
export function findChromium(): string | undefined;
export function chromiumPath(): string;
