/** What a TypeScript file knows of an Astro component: that it is one. Astro itself checks its props where it is used. */
declare module '*.astro' {
  const component: import('astro/runtime/server/index.js').AstroComponentFactory;
  export default component;
}
