/** The width of a letter of the mono font, in heights of its letters. */
export const MONO_WIDTH = 0.6;

/** As much of a text as there is room for; its end is left out where there is too little. */
export function fitText(text: string, width: number, fontSize: number): string {
  const room = Math.floor(width / (fontSize * MONO_WIDTH));
  if (text.length <= room) return text;
  return room < 4 ? '' : `${text.slice(0, room - 1).trimEnd()}…`;
}
