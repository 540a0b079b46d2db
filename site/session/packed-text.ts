/** A text as it stands in an address: deflated, in letters that need no escape. */
export async function packed(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return toBase64Url(
    (await through(bytes, new CompressionStream('deflate-raw'), Number.POSITIVE_INFINITY)) ??
      new Uint8Array(),
  );
}

/** Undefined where it was cut off or changed, is no text, or would be longer than `most` bytes. */
export async function unpacked(address: string, most: number): Promise<string | undefined> {
  const bytes = fromBase64Url(address);
  if (bytes === undefined) return undefined;
  try {
    const plain = await through(bytes, new DecompressionStream('deflate-raw'), most);
    return plain && new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}

/** Undefined where more than `most` bytes come out: a small link must not fill the memory. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
