import { PORT_STATES } from '../../../engine/technique/index.ts';
import type { Colour, Palette } from '../../model/port-map.ts';

const TOKENS = PORT_STATES.map((state) => `--ho-${state.replace('|', '-')}`);

/** The colours of the theme in force, as a canvas keeps them. */
export function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const wordOf = colourReader();
  return {
    notScanned: wordOf(style.getPropertyValue('--ho-surface')),
    notKnown: wordOf(style.getPropertyValue('--ho-surface-3')),
    states: TOKENS.map((token) => wordOf(style.getPropertyValue(token))),
  };
}

/** Any CSS colour as the four bytes that a canvas makes of it. */
function colourReader(): (colour: string) => Colour {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (colour) => {
    if (context === null) return 0;
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
  };
}
