/** The ten ways of scanning that the matrix runs, as nmap options. */
export const MATRIX_TECHNIQUES = {
  syn: ['-sS'],
  connect: ['-sT'],
  ack: ['-sA'],
  window: ['-sW'],
  maimon: ['-sM'],
  null: ['-sN'],
  fin: ['-sF'],
  xmas: ['-sX'],
  // SYN+FIN slips past `--syn` rules, is INVALID to connection tracking, and Linux listeners drop it.
  scanflags: ['-sS', '--scanflags', 'SYNFIN'],
  udp: ['-sU'],
} as const satisfies Record<string, readonly string[]>;

export type MatrixTechnique = keyof typeof MATRIX_TECHNIQUES;

export const MATRIX_NAMES = Object.keys(MATRIX_TECHNIQUES) as MatrixTechnique[];
