// A built lesson's page, made fit for a package: without the site around it, and with addresses that begin where it is.
import { parse, parseFragment, serialize } from 'parse5';
import { sealed } from '../../site/build/policy.mjs';

/** What the site puts around a lesson, by a class or a name of an element. */
const AROUND = {
  classes: ['header', 'sidebar', 'right-sidebar-container', 'pagination-links'],
  names: [
    'mobile-starlight-toc',
    'starlight-menu-button',
    'starlight-theme-select',
    'starlight-lang-select',
    'site-search',
  ],
  ids: ['theme-icons'],
};
/** Ways to other pages that a head has. */
const HEAD_LINKS = ['canonical', 'alternate', 'sitemap'];
/** Attributes with the address of a file. The loader of islands imports two of them: it wants to see that they are paths. */
const ADDRESSES = ['src', 'href', 'component-url', 'renderer-url', 'before-hydration-url'];

/** A button that led to another page would be a word that looks like a button. */
const NO_WAY_OUT = '<style>a.ho-button:not([href]){display:none}</style>';

/** The page as text, its title, and its exercises in their order. */
export function packagedPage(html, slug) {
  const page = parse(html);
  const root = page.childNodes.find(({ nodeName }) => nodeName === 'html');
  for (const node of all(page)) if (isAround(node)) remove(node);
  const nodes = all(page);
  for (const node of nodes) mend(node, nodes);
  const exercises = nodes.flatMap((node) => attribute(node, 'data-exercise') ?? []);
  set(root, 'data-site-root', './');
  set(root, 'data-lesson-slug', slug);
  set(root, 'data-lesson-exercises', exercises.join(' '));
  unset(root, 'data-has-sidebar');
  unset(root, 'data-has-toc');
  // No room for a bar that is not there.
  set(root, 'style', '--sl-nav-height:0px;--sl-mobile-toc-height:0px');
  const heading = only(nodes, 'h1');
  const title = textOf(heading);
  put(only(nodes, 'head'), 0, `<script src="scorm.js"></script>${NO_WAY_OUT}`);
  const { parentNode: panel } = heading;
  put(panel, panel.childNodes.indexOf(heading) + 1, '<p id="scorm-note" class="ho-hint" role="status"></p>');
  // Only the search of the site, which is not here, runs WebAssembly.
  return { html: sealed(serialize(page), { runsWasm: false }), title, exercises };
}

function isAround(node) {
  const classes = (attribute(node, 'class') ?? '').split(/\s+/);
  return (
    AROUND.names.includes(node.nodeName) ||
    AROUND.ids.includes(attribute(node, 'id')) ||
    AROUND.classes.some((name) => classes.includes(name)) ||
    (node.nodeName === 'link' && HEAD_LINKS.includes(attribute(node, 'rel'))) ||
    // The policy is written anew, for the scripts that are left.
    (node.nodeName === 'meta' && attribute(node, 'http-equiv') === 'content-security-policy') ||
    (node.nodeName === 'meta' && attribute(node, 'charset') !== undefined) ||
    (node.nodeName === 'script' &&
      /serviceWorker|StarlightThemeProvider\.updatePickers\(\)|starlight__sidebar/.test(own(node)))
  );
}

function mend(node, nodes) {
  if (node.nodeName === 'a') return mendLink(node, nodes);
  if (node.nodeName === 'style')
    for (const text of node.childNodes) text.value = text.value.replaceAll('url(/_astro/', 'url(_astro/');
  for (const name of ADDRESSES) {
    const address = attribute(node, name);
    if (address?.startsWith('/')) set(node, name, `.${address}`);
  }
}

/** A link to another page of the site becomes plain text; a word of the glossary leads to where this page explains it. */
function mendLink(node, nodes) {
  const address = attribute(node, 'href');
  if (address?.startsWith('/')) {
    const word = `word-${attribute(node, 'data-term')}`;
    if (nodes.some((other) => attribute(other, 'id') === word)) set(node, 'href', `#${word}`);
    else unset(node, 'href');
  } else if (/^https?:/.test(address ?? '')) {
    // The frame that an LMS shows the lesson in is no place for somebody else's page.
    set(node, 'target', '_blank');
    set(node, 'rel', 'noopener');
  }
}

/** Every element, in the order of the page, those in templates too. */
function all(node) {
  const below = [...(node.childNodes ?? []), ...(node.content?.childNodes ?? [])];
  return below.flatMap((child) => (child.tagName === undefined ? [] : [child, ...all(child)]));
}

const attribute = (node, name) => node?.attrs?.find((one) => one.name === name)?.value;

function set(node, name, value) {
  unset(node, name);
  node.attrs.push({ name, value });
}

function unset(node, name) {
  node.attrs = node.attrs.filter((one) => one.name !== name);
}

function remove(node) {
  node.parentNode.childNodes = node.parentNode.childNodes.filter((child) => child !== node);
}

function only(nodes, name) {
  const [found, ...others] = nodes.filter((node) => node.nodeName === name);
  if (found === undefined || others.length > 0) throw new Error(`The page has not one ${name}.`);
  return found;
}

function put(parentNode, at, html) {
  const added = parseFragment(html).childNodes.map((node) => Object.assign(node, { parentNode }));
  parentNode.childNodes.splice(at, 0, ...added);
}

const own = (node) => node.childNodes.map(({ value = '' }) => value).join('');

const textOf = (node) =>
  node.childNodes
    .map((child) => child.value ?? textOf(child))
    .join('')
    .trim();
