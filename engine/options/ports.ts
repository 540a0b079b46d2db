import { type Complaint, complain, ok, type Result } from '../base/result.ts';
import { isListed, matchServiceMask } from '../technique/index.ts';
import { PortSet } from './port-set.ts';

export type PortProtocol = 'tcp' | 'udp';

/** Ports to scan, ascending and each once, with what nmap would warn of. */
export interface PortSelection {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
  readonly notices: readonly string[];
}

/**
 * Reads nmap's port list: `22`, `1-1024`, `-100`, `60000-`, `-`, `T:80,U:53`, `http*`, `[1-1024]` (only listed
 * ports), parted by commas. What has no `T:` or `U:` before it goes for each of `protocols`.
 *
 * Follows nmap 7.93 item by item, its leniency too: one comma at the end, blanks around numbers, a missing `]`.
 */
export function parsePorts(text: string, protocols: readonly PortProtocol[]): Result<PortSelection> {
  const reader = new PortListReader(text, protocols);
  const complaint = reader.readList(protocols, false);
  if (complaint) return { ok: false, error: complaint };
  if (!reader.named) return complain('No ports are named.', { remedy: 'To scan no ports at all, use -sn.' });
  return ok(reader.selection());
}

/** A port list that `parsePorts` reads back as the same ports. Empty for no ports at all. */
export function printPorts(
  ports: { readonly tcp: readonly number[]; readonly udp: readonly number[] },
  protocols: readonly PortProtocol[],
): string {
  const tcp = printRanges(ports.tcp);
  const udp = printRanges(ports.udp);
  if (protocols.length === 1) return protocols[0] === 'tcp' ? tcp : udp;
  if (tcp === udp) return tcp;
  return [tcp && `T:${tcp}`, udp && `U:${udp}`].filter(Boolean).join(',');
}

function printRanges(ports: readonly number[]): string {
  const ranges: string[] = [];
  for (let i = 0; i < ports.length; i++) {
    const first = i;
    while (ports[i + 1] === (ports[i] ?? 0) + 1) i++;
    ranges.push(first === i ? `${ports[first]}` : `${ports[first]}-${ports[i]}`);
  }
  return ranges.join(',');
}

/** `T`, `U`, and two more that nmap knows and that name nothing here. */
const SPECIFIERS: Readonly<Record<string, { readonly protocol?: PortProtocol; readonly needs: string }>> = {
  T: { protocol: 'tcp', needs: 'a TCP scan' },
  U: { protocol: 'udp', needs: '-sU' },
  S: { needs: 'an SCTP scan (-sY, -sZ), which is not modelled' },
  P: { needs: 'the IP protocol scan (-sO), which is not modelled' },
};

class PortListReader {
  /** Whether any port was named, be it of a protocol that is not scanned. */
  named = false;
  readonly #text: string;
  readonly #scanned: readonly PortProtocol[];
  readonly #chosen = { tcp: new PortSet(), udp: new PortSet() };
  readonly #notices = new Set<string>();
  #at = 0;

  constructor(text: string, scanned: readonly PortProtocol[]) {
    this.#text = text;
    this.#scanned = scanned;
  }

  selection(): PortSelection {
    return {
      tcp: this.#scanned.includes('tcp') ? this.#chosen.tcp.ascending() : [],
      udp: this.#scanned.includes('udp') ? this.#chosen.udp.ascending() : [],
      notices: [...this.#notices],
    };
  }

  /** Reads items up to the end, or (`bracketed`) up to the closing bracket. Gives back what is wrong. */
  readList(scope: readonly PortProtocol[], bracketed: boolean): Complaint | undefined {
    let protocols = scope;
    do {
      this.#skipBlanks();
      const next = this.#text[this.#at];
      if (next === ']') {
        if (!bracketed) return this.#wrong('There is a ] without a [ before it.', 1);
        this.#at++;
        return undefined;
      }
      let complaint: Complaint | undefined;
      if (next === '[') complaint = this.#readBracket(protocols, bracketed);
      else if (this.#text[this.#at + 1] === ':') {
        const read = this.#readSpecifier();
        if (!read.ok) return read.error;
        protocols = read.value;
        continue;
      } else if (next !== undefined && /[a-z*?]/.test(next)) complaint = this.#readMask(protocols);
      else complaint = this.#readRange(protocols, bracketed);
      if (complaint) return complaint;
    } while (this.#at < this.#text.length);
    return undefined;
  }

  #readBracket(protocols: readonly PortProtocol[], bracketed: boolean): Complaint | undefined {
    if (bracketed) return this.#wrong('Brackets cannot stand inside brackets.', 1);
    this.#at++;
    const complaint = this.readList(protocols, true);
    if (!complaint) this.#skipComma();
    return complaint;
  }

  #readSpecifier(): Result<readonly PortProtocol[]> {
    const letter = this.#text[this.#at] ?? '';
    const specifier = SPECIFIERS[letter];
    if (!specifier) {
      return complain(`There is no protocol "${letter}:".`, {
        remedy: 'T: stands before TCP ports, U: before UDP ports, in upper case.',
        column: this.#at + 1,
        length: 2,
      });
    }
    const { protocol, needs } = specifier;
    if (!protocol || !this.#scanned.includes(protocol)) {
      this.#notices.add(`The ports include "${letter}:", but that needs ${needs}.`);
    }
    this.#at += 2;
    return ok(protocol ? [protocol] : []);
  }

  #readMask(protocols: readonly PortProtocol[]): Complaint | undefined {
    const start = this.#at;
    const end = this.#text.slice(start).search(/[\s,\]]/);
    const mask = this.#text.slice(start, end < 0 ? undefined : start + end);
    let found = false;
    for (const protocol of protocols) {
      for (const port of matchServiceMask(protocol, mask)) {
        this.#chosen[protocol].add(port);
        this.named = true;
        found = true;
      }
    }
    if (!found) {
      const among = protocols.map((protocol) => protocol.toUpperCase()).join(' and ');
      return this.#wrong(`No service name matches "${mask}"${among && ` for ${among}`}.`, mask.length);
    }
    this.#at = start + mask.length;
    this.#skipComma();
    return undefined;
  }

  #readRange(protocols: readonly PortProtocol[], listedOnly: boolean): Complaint | undefined {
    const start = this.#at;
    let first = 1;
    if (this.#text[start] !== '-') {
      const number = this.#readNumber();
      if (number === undefined) return this.#illegal('Here a port, a range or a service name should begin.');
      if (number > 65535) return this.#tooLarge(start);
      first = number;
      this.#skipBlanks();
    }
    let last = first;
    const ranged = this.#text[this.#at] === '-';
    if (ranged) {
      this.#at++;
      const secondAt = this.#at;
      last = this.#readNumber() ?? 65535;
      if (this.#at === secondAt && !this.#isItemEnd()) {
        return this.#illegal('After "-" a port or nothing should follow.');
      }
      if (last > 65535) return this.#tooLarge(secondAt);
    } else if (!this.#isItemEnd())
      return this.#illegal('After a port a comma, "-" or nothing should follow.');
    if (first > last) return this.#backwards(start, first, last);
    this.#choose(protocols, first, last, listedOnly);
    this.#skipBlanks();
    if (!this.#isItemEnd()) return this.#illegal('After a range a comma or nothing should follow.');
    this.#skipComma();
    return undefined;
  }

  #choose(protocols: readonly PortProtocol[], first: number, last: number, listedOnly: boolean): void {
    if (protocols.length === 0) this.named = true;
    for (const protocol of protocols) {
      const chosen = this.#chosen[protocol];
      for (let port = first; port <= last; port++) {
        if (listedOnly && !isListed(protocol, port)) continue;
        if (!chosen.add(port))
          this.#notices.add('Some ports are given more than once; each is scanned once.');
        this.named = true;
      }
    }
  }

  #readNumber(): number | undefined {
    const digits = /^[0-9]+/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0];
    if (digits === undefined) return undefined;
    this.#at += digits.length;
    return Number(digits);
  }

  #skipBlanks(): void {
    while (/[ \t\n\v\f\r]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #skipComma(): void {
    if (this.#text[this.#at] === ',') this.#at++;
  }

  #isItemEnd(): boolean {
    const next = this.#text[this.#at];
    return next === undefined || next === ',' || next === ']';
  }

  #illegal(message: string): Complaint {
    const remedy = 'Well-formed is for example: 22,80,1000-2000 or T:80,U:53 or -100 or http* or -';
    return { ...this.#wrong(message, 1), remedy };
  }

  #tooLarge(from: number): Complaint {
    const length = Math.max(1, this.#at - from);
    return { message: 'Ports are numbers from 0 to 65535.', column: from + 1, length };
  }

  #backwards(from: number, first: number, last: number): Complaint {
    return {
      message: `The port range ${first}-${last} runs backwards.`,
      remedy: `Write ${last}-${first}.`,
      column: from + 1,
      length: this.#at - from,
    };
  }

  #wrong(message: string, length: number): Complaint {
    return { message, column: this.#at + 1, length: Math.max(1, length) };
  }
}
