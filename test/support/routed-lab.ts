/** A lab of so many hosts, scanner and router among them, on two networks; each other host has two services and a rule. */
export function routedLab(hosts: number): string {
  const targets = Array.from({ length: hosts - 2 }, (_, i) => {
    const address = `198.18.${i % 2 === 0 ? 20 : 10}.${i + 10}`;
    const services = '[ { port: tcp/22, banner: "hello\\r\\n" }, { port: udp/53, reply: hello } ]';
    const rule = '"iptables -A INPUT -p tcp --dport 139 -j DROP"';
    return `  h${i}: { address: ${address}, services: ${services}, firewall: ${rule} }\n`;
  });
  return `lab: routed
networks:
  lan: { subnet: 198.18.10.0/24 }
  dmz: { subnet: 198.18.20.0/24 }
scanner: { address: 198.18.10.2 }
hosts:
  gateway: { interfaces: { lan: 198.18.10.1, dmz: 198.18.20.1 }, forward: true }
${targets.join('')}`;
}
