declare const ipv4Brand: unique symbol;
declare const macBrand: unique symbol;

/** An IPv4 address as an unsigned 32-bit number: 10.0.0.1 is 0x0a000001. */
export type Ipv4 = number & { readonly [ipv4Brand]: true };

/** An Ethernet address as an unsigned 48-bit number. */
export type Mac = number & { readonly [macBrand]: true };

export const asIpv4 = (value: number): Ipv4 => (value >>> 0) as Ipv4;
export const asMac = (value: number): Mac => value as Mac;

export const BROADCAST_MAC: Mac = asMac(0xffff_ffff_ffff);
export const ZERO_MAC: Mac = asMac(0);

/**
 * Four decimal numbers and nothing else. Leading zeros are refused: inet_aton reads 010 as 8, people as 10.
 */
export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = value * 256 + Number(part);
  }
  return value as Ipv4;
}

export const formatIpv4 = (address: Ipv4): string =>
  `${address >>> 24}.${(address >>> 16) & 0xff}.${(address >>> 8) & 0xff}.${address & 0xff}`;

/** Six pairs of hexadecimal digits between colons, `de:ad:00:00:be:ef`; either case. */
export function parseMac(text: string): Mac | undefined {
  if (!/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$/.test(text)) return undefined;
  return asMac(Number.parseInt(text.replaceAll(':', ''), 16));
}

export function formatMac(mac: Mac): string {
  const digits = mac.toString(16).padStart(12, '0');
  return digits.replace(/..(?=.)/g, '$&:');
}

/** The lowest bit of the first byte marks an address of many: broadcast or multicast (IEEE 802). */
export const isGroupMac = (mac: Mac): boolean => (Math.floor(mac / 0x100_0000_0000) & 1) === 1;

/** 224.0.0.0/4 (RFC 5771). */
export const isMulticast = (address: Ipv4): boolean => address >>> 28 === 0xe;
