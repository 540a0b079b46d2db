export const CHROMIUM: string | undefined;
export const CHROMIUM_MISSING: string;
