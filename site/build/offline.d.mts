/** The part of an Astro integration that writes the service worker over a built folder. */
export function offline(): {
  readonly name: string;
  readonly hooks: { readonly 'astro:build:done': (built: { readonly dir: URL }) => Promise<void> };
};
