/** Matches that iptables has and this firewall does not: named, so that the message can tell the two cases apart. */
export const REAL_MATCHES: ReadonlySet<string> = new Set(
  (
    'addrtype ah bpf cgroup cluster connbytes connlabel connmark cpu dccp devgroup dscp dst ecn esp eui64 frag hbh ' +
    'helper hl icmp6 ipv6header ipvs iprange ipcomp mac mark mh nfacct osf owner physdev pkttype policy quota ' +
    'rateest realm rpfilter rt sctp set socket srh string tcpmss time tos udplite u32 unclean'
  ).split(' '),
);

/** The same for targets. */
export const REAL_TARGETS: ReadonlySet<string> = new Set(
  (
    'AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK CONNSECMARK DNAT DNPT DSCP ECN HL HMARK IDLETIMER LED MARK ' +
    'MASQUERADE NETMAP NFLOG NFQUEUE QUEUE RATEEST SECMARK SET SNAT SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS ' +
    'TPROXY TRACE TTL ULOG'
  ).split(' '),
);
