/** A port that somebody looks at: the same in every run. */
export interface PortChoice {
  /** The host's address, `198.18.10.28`. */
  readonly address: string;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

export const isChosen = (
  choice: PortChoice | undefined,
  address: string,
  { protocol, port }: Pick<PortChoice, 'protocol' | 'port'>,
): boolean => choice?.address === address && choice.protocol === protocol && choice.port === port;
