export type Values = Readonly<Record<string, string | number>>;

/** Puts values where a text names them: `Port {port} is open.` A name without a value stays as it is. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(/\{([a-zA-Z][\w]*)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
