// Makes the first mention of each glossary word in a lesson a link, and lists the words met at the lesson's end.
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finder, languageOf } from '../../lessons/glossary/finder.mjs';

const LIST = fileURLToPath(new URL('../components/TermsUsed.astro', import.meta.url));
const HEADINGS = { en: 'Words used here', de: 'Wörter dieser Lektion' };

/** What is not prose, or is a link or control already. */
const NO_PROSE = new Set(['heading', 'link', 'linkReference', 'definition', 'code', 'inlineCode', 'html']);
const NO_PROSE_TAGS = /^(?:a|button|label|summary|option|code|pre|kbd|samp|script|style|h[1-6])$/;

const isProse = (node) => !NO_PROSE.has(node.type) && !NO_PROSE_TAGS.test(node.name ?? '');
const isStressed = (node) => node.type === 'strong' || node.type === 'emphasis';

const text = (value) => ({ type: 'text', value });
const link = (id, children) => ({
  type: 'link',
  url: `/glossary/#${id}`,
  children,
  data: { hProperties: { className: ['ho-term'], dataTerm: id, ariaDescribedby: `word-${id}` } },
});

/** The nodes of a text with each word not met before as a link; `met` learns the new ones. */
function linked(value, find, met) {
  const nodes = [];
  let from = 0;
  for (const { id, index, length } of find(value)) {
    if (met.has(id)) continue;
    met.add(id);
    if (index > from) nodes.push(text(value.slice(from, index)));
    nodes.push(link(id, [text(value.slice(index, index + length))]));
    from = index + length;
  }
  return from === 0 ? [text(value)] : [...nodes, ...(from < value.length ? [text(value.slice(from))] : [])];
}

function withLinks(node, words, met) {
  if (node.type === 'text') return linked(node.value, words.find, met);
  if (!isProse(node) || node.children === undefined) return [node];
  const only = node.children.length === 1 ? node.children[0] : undefined;
  const named = isStressed(node) && only?.type === 'text' ? words.stressed(only.value) : undefined;
  if (named !== undefined && !met.has(named)) {
    met.add(named);
    return [link(named, [node])];
  }
  node.children = node.children.flatMap((child) => withLinks(child, words, met));
  return [node];
}

/** `import TermsUsed from '...'`, as MDX wants it: a syntax tree beside the text. */
const importOf = (source) => ({
  type: 'mdxjsEsm',
  value: '',
  data: {
    estree: {
      type: 'Program',
      sourceType: 'module',
      body: [
        {
          type: 'ImportDeclaration',
          attributes: [],
          specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name: 'TermsUsed' } }],
          source: { type: 'Literal', value: source, raw: JSON.stringify(source) },
        },
      ],
    },
  },
});

const attribute = (name, value) => ({ type: 'mdxJsxAttribute', name, value });

export function glossary() {
  return (tree, file) => {
    const path = String(file.path ?? '').replaceAll('\\', '/');
    if (!/\/lessons\/course\/.*\.mdx$/.test(path)) return;
    const language = languageOf(path);
    const met = new Set();
    withLinks(tree, finder(language), met);
    if (met.size === 0) return;
    tree.children.unshift(importOf(relative(dirname(path), LIST).replaceAll('\\', '/')));
    tree.children.push(
      { type: 'heading', depth: 2, children: [text(HEADINGS[language])] },
      {
        type: 'mdxJsxFlowElement',
        name: 'TermsUsed',
        attributes: [attribute('ids', [...met].join(' ')), attribute('language', language)],
        children: [],
      },
    );
  };
}
