import type { MermaidConfig } from 'mermaid';

/** Texts of labs stand in these pictures: strict, and no HTML in labels. */
function configFor(looks: CSSStyleDeclaration): MermaidConfig {
  const token = (name: string): string => looks.getPropertyValue(`--ho-${name}`).trim();
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    sequence: { useMaxWidth: false, mirrorActors: false, showSequenceNumbers: true },
    state: { useMaxWidth: false },
    fontFamily: token('sans'),
    theme: 'base',
    themeVariables: {
      background: token('surface'),
      primaryColor: token('surface-2'),
      primaryTextColor: token('ink'),
      primaryBorderColor: token('line-strong'),
      secondaryColor: token('surface-3'),
      tertiaryColor: token('surface-1'),
      lineColor: token('ink-2'),
      textColor: token('ink'),
      noteBkgColor: token('surface-3'),
      noteTextColor: token('ink'),
      noteBorderColor: token('line-strong'),
      actorBkg: token('surface-2'),
      actorTextColor: token('ink'),
      actorBorder: token('line-strong'),
      actorLineColor: token('line-strong'),
      signalColor: token('ink-2'),
      signalTextColor: token('ink'),
      sequenceNumberColor: token('surface'),
      transitionColor: token('ink-2'),
      transitionLabelColor: token('ink'),
      stateBkg: token('surface-2'),
      stateLabelColor: token('ink'),
      labelBackgroundColor: token('surface'),
      edgeLabelBackground: token('surface'),
    },
  };
}

let drawn = 0;

/** A text of Mermaid as a picture. Mermaid is large, and so fetched by the first. Throws where it does not understand. */
export async function drawMermaid(text: string, looks: CSSStyleDeclaration): Promise<SVGSVGElement> {
  const { default: mermaid } = await import('mermaid');
  mermaid.initialize(configFor(looks));
  const { svg } = await mermaid.render(`mermaid-${++drawn}`, text);
  return inert(svg);
}

/** Read as XML, with nothing in it that could run or be HTML: no name of a lab becomes markup, whatever Mermaid does. */
function inert(svg: string): SVGSVGElement {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  if (!(documentElement instanceof SVGSVGElement)) throw new Error('Mermaid drew no picture.');
  for (const element of documentElement.querySelectorAll('script, foreignObject, a')) element.remove();
  for (const element of documentElement.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (/^on/i.test(name)) element.removeAttribute(name);
  }
  // One picture to a screen reader, not a heap of words; what it says in order is its text.
  documentElement.removeAttribute('aria-roledescription');
  documentElement.setAttribute('role', 'img');
  documentElement.setAttribute('aria-label', 'Diagram, to be read with the button As text');
  return document.importNode(documentElement, true);
}
