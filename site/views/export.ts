/** Pictures as files: what is drawn, with its looks inside, so that it looks the same anywhere. */

/** What decides how an element of SVG looks; the rest of a computed style means nothing in a file. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'stroke-opacity',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'visibility',
  'display',
] as const;

export type Picture = SVGSVGElement | HTMLCanvasElement;

/** A picture of SVG as a file of its own: every element with its looks, on the background that it has here. */
export function svgText(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [index, original] of originals.entries()) {
    const own = copies[index];
    if (own !== undefined) bringLooks(original, own);
  }
  const { width, height } = picture.getBoundingClientRect();
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(Math.round(width)));
  copy.setAttribute('height', String(Math.round(height)));
  copy.style.background = backgroundOf(picture);
  return new XMLSerializer().serializeToString(copy);
}

function bringLooks(original: Element, copy: Element): void {
  const looks = getComputedStyle(original);
  copy.removeAttribute('class');
  const style = LOOKS.map((look) => `${look}:${looks.getPropertyValue(look)}`).join(';');
  copy.setAttribute('style', style);
}

/** The nearest background that is one. */
function backgroundOf(element: Element): string {
  for (let next: Element | null = element; next !== null; next = next.parentElement) {
    const { backgroundColor } = getComputedStyle(next);
    if (!/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return 'transparent';
}

/** Twice as many points as the screen has, for slides and print. */
const SHARPNESS = 2;

export async function pngOf(picture: Picture): Promise<Blob> {
  return picture instanceof HTMLCanvasElement ? blobOf(picture) : blobOf(await painted(picture));
}

async function painted(picture: SVGSVGElement): Promise<HTMLCanvasElement> {
  const { width, height } = picture.getBoundingClientRect();
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * SHARPNESS);
  canvas.height = Math.round(height * SHARPNESS);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser does not draw on a canvas.');
  context.fillStyle = backgroundOf(picture);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The picture is too large.')) : resolve(blob))),
  );

/** A name that every file system takes: `six-states nmap -sS target` becomes `six-states-nmap-sS-target`. */
export const fileName = (name: string): string =>
  name
    .replaceAll(/[^A-Za-z0-9.]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80) || 'picture';
