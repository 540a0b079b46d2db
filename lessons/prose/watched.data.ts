// A data table.
/** Words of the field, in small letters. Prose uses them only if the glossary explains them. */
const FIELD_WORDS =
  'backlog bandwidth bit bitmask blackhole bridge broadcast buffer bug byte capability checksum client conntrack ' +
  'cookie daemon datagram decoy docker endpoint ephemeral exploit fingerprint firewall fragment frame gateway ' +
  'handshake header hop hypervisor interface jitter kernel latency libpcap listener loopback malware middlebox ' +
  'multicast multiplex namespace netfilter netmask netstat nftables nonce octet overhead packet parser payload pcap ' +
  'ping port probe promiscuous protocol proxy ratelimit retransmission retry router scanner server service socket ' +
  'spoof stateful stateless subnet switch syscall tcpdump throughput timeout timestamp traceroute tunnel ufw unicast ' +
  'wireshark zombie';

/** Each with an `s` or without. */
export const WATCHED = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${FIELD_WORDS.split(' ').join('|')})s?(?![\\p{L}\\p{N}-])`,
  'giu',
);
