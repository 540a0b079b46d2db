/** What a lab file may ask for at most. A file beyond a limit is refused with the limit's name, never cut. */
export const LIMIT = {
  /** Size of the file, in characters. */
  fileSize: 256 * 1024,
  /** Nesting of lists and mappings, flow and block together. */
  depth: 32,
  /** Words and signs of YAML; keeps reading time of a hostile file in bounds. A plain lab has some hundreds. */
  tokens: 14_000,
  hosts: 256,
  networks: 32,
  /** Lines with a command, all firewalls of a lab together. */
  rules: 1_000,
  services: 256,
  routes: 64,
  /** Bytes that a service says or answers. */
  banner: 4 * 1024,
  /** Bytes of a UDP answer: one Ethernet frame (1500 less 20 of IPv4 and 8 of UDP). */
  reply: 1_472,
  /** Linux allows interface names of 15 characters, and an interface is called as its network is. */
  nameLength: 15,
  labNameLength: 24,
  /** Complaints given back at once. */
  complaints: 20,
} as const;
