/** Ports, each once: a flag for each of the 65,536, since lists of all of them are common. */
export class PortSet {
  readonly #has = new Uint8Array(0x1_0000);

  static of(ports: readonly number[]): PortSet {
    const set = new PortSet();
    for (const port of ports) set.add(port);
    return set;
  }

  /** Whether the port was new. */
  add(port: number): boolean {
    if (this.#has[port] === 1) return false;
    this.#has[port] = 1;
    return true;
  }

  has(port: number): boolean {
    return this.#has[port] === 1;
  }

  ascending(): number[] {
    const ports: number[] = [];
    for (let port = this.#has.indexOf(1); port >= 0; port = this.#has.indexOf(1, port + 1)) ports.push(port);
    return ports;
  }
}
