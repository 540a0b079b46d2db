const KEY = 'halfopen-lines';

/** The lines typed in this tab before it was loaded anew; none where the browser keeps nothing. */
export function storedLines(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}

export function storeLines(lines: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(lines));
  } catch {
    // A browser that keeps nothing forgets the lines with the page; nothing else is lost.
  }
}
