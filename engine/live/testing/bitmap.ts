/**
 * An oracle of the guard that shares no code with it: one bit for each of 2^32 addresses, set and cleared one
 * address (or one whole byte) at a time. 512 MiB; only pages that are touched cost memory.
 */
export class Bitmap {
  readonly #bits = new Uint8Array(2 ** 29);

  fill(first: number, last: number, value: 0 | 1): void {
    let address = first;
    while (address <= last) {
      if (address % 8 === 0 && address + 7 <= last) {
        const wholeBytes = Math.floor((last - address + 1) / 8);
        this.#bits.fill(value === 1 ? 0xff : 0, address / 8, address / 8 + wholeBytes);
        address += wholeBytes * 8;
      } else {
        const mask = 1 << (address % 8);
        const at = Math.floor(address / 8);
        const byte = this.#bits[at] ?? 0;
        this.#bits[at] = value === 1 ? byte | mask : byte & ~mask;
        address++;
      }
    }
  }

  has(address: number): boolean {
    return ((this.#bits[Math.floor(address / 8)] ?? 0) & (1 << (address % 8))) !== 0;
  }
}
