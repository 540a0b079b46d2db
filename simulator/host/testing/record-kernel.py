#!/usr/bin/env python3
"""Records what the TCP/IP stack of this machine's kernel does, for the tests beside this folder.

    unshare -nmpf --mount-proc --kill-child --propagation private python3 record-kernel.py > kernel.recorded.txt

Everything happens in network namespaces of its own, over veth pairs that lead nowhere else. The host under test
is 198.18.10.28; the peer is played by a packet socket, under addresses that no kernel owns, so that nothing but
the host under test answers. Takes about three minutes.
"""
import ctypes
import errno
import os
import select
import socket
import struct
import subprocess
import time

HOST, HOST_MAC, PEER_MAC = '198.18.10.28', bytes.fromhex('020000000028'), bytes.fromhex('020000000002')
FAR = '198.18.20.5'
MSS = b'\2\4\5\xb4'
LETTERS = 'FSRPAUEC'


# --- namespaces ---------------------------------------------------------------------------------------------

def sh(*commands):
    for command in commands:
        subprocess.run(command, shell=True, check=True)


def enter(namespace):
    handle = os.open(f'/run/netns/{namespace}', os.O_RDONLY)
    ctypes.CDLL(None).setns(handle, 0x40000000)
    os.close(handle)


def build():
    sh('mount -t tmpfs none /run', 'mkdir -p /run/netns')
    for name in ('peer', 'host', 'far'):
        sh(f'ip netns add {name}', f'ip -n {name} link set lo up',
           f'ip netns exec {name} sysctl -qw net.ipv6.conf.all.disable_ipv6=1')
    sh('ip link add lan netns peer type veth peer name lan netns host',
       'ip link add dmz netns host type veth peer name dmz netns far',
       'ip -n peer link set lan address 02:00:00:00:00:02', 'ip -n host link set lan address 02:00:00:00:00:28',
       'ip -n peer addr add 198.18.10.2/24 dev lan', 'ip -n host addr add 198.18.10.28/24 dev lan',
       'ip -n host addr add 198.18.20.1/24 dev dmz', 'ip -n far addr add 198.18.20.5/24 dev dmz',
       'ip -n peer link set lan up', 'ip -n host link set lan up', 'ip -n host link set dmz up',
       'ip -n far link set dmz up', 'ip -n far route add default via 198.18.20.1',
       'ip netns exec host sysctl -qw net.ipv4.ip_forward=1')
    for last in range(60, 250):
        sh(f'ip -n host neigh replace 198.18.10.{last} lladdr 02:00:00:00:00:02 nud permanent dev lan')
    time.sleep(0.5)


SERVICES = '''
import socket, threading, time
def serve(port, banner, closes):
    listener = socket.socket(); listener.bind(('0.0.0.0', port)); listener.listen(4096)
    def talk(client):
        try:
            if banner: client.send(banner)
            while not closes and client.recv(4096): pass
        except OSError: pass
        client.close()
    while True: threading.Thread(target=talk, args=(listener.accept()[0],), daemon=True).start()
for row in ((80, b'', False), (22, b'SSH-2.0-x\\r\\n', False), (79, b'bye', True)):
    threading.Thread(target=serve, args=row, daemon=True).start()
time.sleep(1000)
'''


# --- packets ------------------------------------------------------------------------------------------------

def checksum(data):
    data += b'\0' * (len(data) % 2)
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ip(source, destination, protocol, payload, ttl=50, ident=0x1234, df=0, tos=0, options=b''):
    head = struct.pack('!BBHHHBBH', 0x45 + len(options) // 4, tos, 20 + len(options) + len(payload), ident,
                       df << 14, ttl, protocol, 0) + socket.inet_aton(source) + socket.inet_aton(destination) + options
    return head[:10] + struct.pack('!H', checksum(head)) + head[12:] + payload


def with_pseudo(source, destination, protocol, body, at):
    pseudo = socket.inet_aton(source) + socket.inet_aton(destination) + struct.pack('!BBH', 0, protocol, len(body))
    return body[:at] + struct.pack('!H', checksum(pseudo + body)) + body[at + 2:]


def tcp(source, destination, sport, dport, seq, ack, flags, options=b'', data=b'', **more):
    body = struct.pack('!HHIIBBHHH', sport, dport, seq & 0xffffffff, ack & 0xffffffff,
                       (5 + len(options) // 4) << 4, flags, 1024, 0, 0) + options + data
    return ip(source, destination, 6, with_pseudo(source, destination, 6, body, 16), **more)


def udp(source, destination, sport, dport, data=b'', **more):
    body = struct.pack('!HHHH', sport, dport, 8 + len(data), 0) + data
    return ip(source, destination, 17, with_pseudo(source, destination, 17, body, 6), **more)


def icmp(source, destination, kind, code, rest, **more):
    body = struct.pack('!BBH', kind, code, 0) + rest
    return ip(source, destination, 1, body[:2] + struct.pack('!H', checksum(body)) + body[4:], **more)


def letters(flags):
    return ''.join(letter for bit, letter in enumerate(LETTERS) if flags >> bit & 1) or '-'


class Wire:
    def __init__(self, namespace, to, source):
        enter(namespace)
        self.header = to + source + b'\x08\0'
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.socket.bind(('lan', 3))

    def send(self, packet):
        self.socket.send(self.header + packet)

    def hear(self, seconds, keep=lambda packet: True, most=None):
        heard, until = [], time.time() + seconds
        while (left := until - time.time()) > 0 and select.select([self.socket], [], [], left)[0]:
            frame, address = self.socket.recvfrom(65535)
            if address[2] == 4 or frame[12:14] != b'\x08\0':
                continue
            packet = frame[14:14 + struct.unpack('!H', frame[16:18])[0]]
            if keep(packet):
                heard.append((time.time(), packet))
            if most and len(heard) == most:
                break
        return heard


def header(packet):
    return 'len %d id %s %s ttl %d tos %02x' % (len(packet), '0' if packet[4:6] == b'\0\0' else 'n',
                                                'DF' if packet[6] & 0x40 else '--', packet[8], packet[1])


def segment(packet, irs=0, iss=0):
    _, _, seq, ack, offset, flags, window = struct.unpack('!HHIIBBH', packet[20:36])
    rest = packet[20 + (offset >> 4) * 4:]
    options = packet[40:20 + (offset >> 4) * 4].hex()
    sign = lambda value: (value + 2**31) % 2**32 - 2**31
    ours = 'irs%+d' % sign(seq - irs) if irs and abs(sign(seq - irs)) < 5000000 else seq
    theirs = 'iss%+d' % sign(ack - iss) if irs and flags & 16 else ack
    return '%s seq %s ack %s win %d%s%s' % (letters(flags), ours, theirs, window,
                                            f' <{options}>' if options else '', f' {rest!r}' if rest else '')


# --- recordings ---------------------------------------------------------------------------------------------

def record_flags(wire):
    print('# flags: port, flags, answer to seq 1000 ack 5000')
    sport = 20000
    for port in (81, 80):
        for flags in range(64):
            sport += 1
            mine = lambda packet: struct.unpack('!H', packet[22:24])[0] == sport
            wire.send(tcp('198.18.10.77', HOST, sport, port, 1000, 5000, flags))
            answers = [segment(packet) for _, packet in wire.hear(0.03, mine)]
            if port == 80:
                answers = [text.split(' seq')[0] if text.startswith('SA') else text for text in answers]
            print(port, letters(flags), '->', ' | '.join(answers) or 'silent')
            wire.send(tcp('198.18.10.77', HOST, sport, port, 1001, 0, 4))


def record_rates(wire):
    print('# rates: probes, gap in ms, answered probes')
    for source, (count, gap) in enumerate(((40, 0), (40, 0.1), (40, 0.25), (14, 0.5), (10, 0.999), (12, 0.2))):
        began, heard = time.time(), []
        unreachable = lambda packet: packet[9] == 1
        for port in range(count):
            wire.send(udp(f'198.18.10.{60 + source}', HOST, 40000, 1000 + port))
            heard += wire.hear(max(0, began + (port + 1) * gap - time.time()), unreachable)
        heard += wire.hear(0.2, unreachable)
        ports = [struct.unpack('!H', packet[50:52])[0] - 1000 for _, packet in heard]
        print(count, round(gap * 1000), '->', *ports)


def record_errors(wire):
    print('# errors: case, answer')
    last = [100]

    def show(name, make):
        last[0] += 1
        source = f'198.18.10.{last[0]}'
        wire.send(make(source))
        answers = [f'{packet[20]}/{packet[21]} {header(packet)} from {socket.inet_ntoa(packet[12:16])}'
                   for _, packet in wire.hear(0.06, lambda packet: packet[9] == 1)]
        print(name, '->', ' | '.join(answers) or 'silent')

    for size in (0, 100, 519, 520, 521, 1000):
        show(f'udp {size} bytes', lambda source: udp(source, HOST, 4000, 1000, b'x' * size))
    for tos in (0x10, 0x03, 0xe0):
        show(f'udp tos {tos:02x} df', lambda source: udp(source, HOST, 4000, 1000, b'x', tos=tos, df=1))
    for protocol in (0, 2, 47, 50, 132, 136, 255):
        show(f'protocol {protocol}', lambda source: ip(source, HOST, protocol, b'\0' * 20))
    show('echo', lambda source: icmp(source, HOST, 8, 0, b'\0\1\0\0'))
    show('echo code 9', lambda source: icmp(source, HOST, 8, 9, b'\0\1\0\2abcdef', df=1, tos=4))
    show('timestamp', lambda source: icmp(source, HOST, 13, 0, b'\0\1\0\0' + b'\0' * 12))
    show('mask', lambda source: icmp(source, HOST, 17, 0, b'\0\1\0\0' + b'\0' * 4))
    show('forwarded, ttl 1', lambda source: tcp(source, FAR, 4000, 81, 1, 0, 2, ttl=1))
    show('no route', lambda source: tcp(source, '203.0.113.5', 4000, 81, 1, 0, 2))
    print('# dead neighbour behind the router: eight packets of one source')
    began = time.time()
    for port in range(8):
        wire.send(tcp('198.18.10.99', '198.18.20.78', 4000 + port, 81, 1, 0, 2))
    for at, packet in wire.hear(4.5, lambda packet: packet[9] == 1):
        print('%.1f s' % (at - began), f'{packet[20]}/{packet[21]}', struct.unpack('!H', packet[48:50])[0])


class Connection:
    """Half open from the start; `iss` is the peer's beginning, `irs` the host's."""
    sport = 31000

    def __init__(self, wire, port):
        Connection.sport += 1
        self.wire, self.port, self.sport, self.iss, self.next = wire, port, Connection.sport, 100000, 100001
        self.send(2, self.iss, 0, options=MSS)
        self.irs = struct.unpack('!I', self.hear()[0][1][24:28])[0]
        self.expected = self.irs + 1 & 0xffffffff

    def send(self, flags, seq, ack, **more):
        self.wire.send(tcp('198.18.10.77', HOST, self.sport, self.port, seq, ack, flags, **more))

    def hear(self, seconds=0.06):
        return self.wire.hear(seconds, lambda packet: struct.unpack('!H', packet[22:24])[0] == self.sport)

    def state(self):
        words = subprocess.run(['ip', 'netns', 'exec', 'host', 'ss', '-tanH', 'dport', '=', f':{self.sport}'],
                               capture_output=True, text=True).stdout.split()
        return words[0] if words else 'gone'


def record_states(wire):
    print('# states: state, event, answer, state afterwards')
    complete = lambda c: (c.send(16, c.next, c.expected), c.hear(0.1))
    ack = lambda c, n: (c.send(16, c.next, c.expected + n), c.hear())
    fin = lambda c, n: (c.send(17, c.next, c.expected + n), c.hear())
    in_syn_received = {
        'RST next': lambda c: c.send(4, c.next, 0), 'RST in window': lambda c: c.send(4, c.next + 1, 0),
        'RST below': lambda c: c.send(4, c.next - 1, 0), 'RST beyond': lambda c: c.send(4, c.next + 100000, 0),
        'RST+ACK wrong ack': lambda c: c.send(20, c.next, c.expected + 5),
        'same SYN': lambda c: c.send(2, c.iss, 0), 'same SYN+FIN': lambda c: c.send(3, c.iss, 0),
        'SYN in window': lambda c: c.send(2, c.iss + 10, 0), 'SYN below': lambda c: c.send(2, c.iss - 1000, 0),
        'SYN+ACK': lambda c: c.send(18, c.iss, c.expected), 'ACK': lambda c: c.send(16, c.next, c.expected),
        'ACK ack+1': lambda c: c.send(16, c.next, c.expected + 1),
        'ACK ack-1': lambda c: c.send(16, c.next, c.expected - 1),
        'ACK seq+1': lambda c: c.send(16, c.next + 1, c.expected),
        'ACK beyond': lambda c: c.send(16, c.next + 100000, c.expected),
        'ACK data': lambda c: c.send(24, c.next, c.expected, data=b'abc'),
        'FIN+ACK': lambda c: c.send(17, c.next, c.expected), 'FIN': lambda c: c.send(1, c.next, 0),
        'no flags': lambda c: c.send(0, c.next, 0)}
    in_established = {
        'RST next': lambda c: c.send(4, c.next, 0), 'RST in window': lambda c: c.send(4, c.next + 10, 0),
        'RST below': lambda c: c.send(4, c.next - 1, 0), 'SYN': lambda c: c.send(2, c.iss, 0),
        'ACK again': lambda c: c.send(16, c.next, c.expected),
        'ACK unsent': lambda c: c.send(16, c.next, c.expected + 100),
        'ACK old': lambda c: c.send(16, c.next, c.expected - 1000),
        'ACK below': lambda c: c.send(16, c.next - 1, c.expected),
        'ACK beyond': lambda c: c.send(16, c.next + 100000, c.expected), 'no flags': lambda c: c.send(0, c.next, 0),
        'data': lambda c: c.send(24, c.next, c.expected, data=b'abc'),
        'data beyond a gap': lambda c: c.send(24, c.next + 10, c.expected, data=b'abc'),
        'FIN+ACK': lambda c: c.send(17, c.next, c.expected)}
    after_own_fin = {
        'ACK of FIN': lambda c: c.send(16, c.next, c.expected + 4), 'FIN+ACK': lambda c: c.send(17, c.next, c.expected + 4),
        'FIN crossing': lambda c: c.send(17, c.next, c.expected + 3), 'RST': lambda c: c.send(4, c.next, 0),
        'data': lambda c: c.send(24, c.next, c.expected + 3, data=b'abc'), 'SYN': lambda c: c.send(2, c.iss, 0)}
    in_time_wait = {
        'FIN again': lambda c: c.send(17, c.next, c.expected + 4), 'ACK': lambda c: c.send(16, c.next + 1, c.expected + 4),
        'RST': lambda c: c.send(4, c.next + 1, 0), 'later SYN': lambda c: c.send(2, c.next + 100, 0),
        'old SYN': lambda c: c.send(2, c.iss, 0), 'data': lambda c: c.send(24, c.next + 1, c.expected + 4, data=b'abc')}
    in_last_ack = {
        'ACK of FIN': lambda c: c.send(16, c.next + 1, c.expected + 1), 'FIN again': lambda c: c.send(17, c.next, c.expected),
        'RST': lambda c: c.send(4, c.next + 1, 0), 'ACK of less': lambda c: c.send(16, c.next + 1, c.expected),
        'SYN': lambda c: c.send(2, c.iss, 0)}
    for port, prepare, events in (
            (80, [], in_syn_received), (80, [complete], in_established), (79, [complete], after_own_fin),
            (79, [complete, lambda c: ack(c, 4)], after_own_fin), (79, [complete, lambda c: fin(c, 4)], in_time_wait),
            (80, [complete, lambda c: fin(c, 0)], in_last_ack)):
        for name, event in events.items():
            connection = Connection(wire, port)
            for step in prepare:
                step(connection)
            before = connection.state()
            event(connection)
            heard = [segment(packet, connection.irs, connection.iss) for _, packet in connection.hear(0.1)]
            print(before, name, '->', ' | '.join(heard) or 'silent', '=>', connection.state())
            connection.send(4, connection.next, 0)
            connection.hear(0.02)


def record_connect():
    """Here the peer's kernel is under test, and the host's side of the wire plays the other end."""
    wire = Wire('host', PEER_MAC, HOST_MAC)
    sh('ip netns exec host sysctl -qw net.ipv4.ip_forward=0',
       'ip netns exec peer ip neigh replace 198.18.10.250 lladdr 02:00:00:00:00:28 nud permanent dev lan')
    enter('peer')
    other = '198.18.10.250'

    def attempt(port):
        client = socket.socket()
        client.setblocking(False)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        try:
            client.connect((other, port))
        except BlockingIOError:
            pass
        return client, wire.hear(0.1, lambda packet: packet[9] == 6, most=1)[0][1]

    print('# connect: ICMP type and code, errno')
    port = 6000
    for kind, codes in ((3, range(17)), (11, (0, 1)), (12, (0, 1)), (4, (0,)), (5, (1,))):
        for code in codes:
            port += 1
            client, syn = attempt(port)
            wire.send(icmp(other, '198.18.10.2', kind, code, b'\0\0\5\xdc' + syn[:60]))
            ready = select.select([], [client], [], 0.15)[1]
            number = client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) if ready else None
            print(kind, code, '->', 'pending' if number is None else errno.errorcode[number])
            client.close()
    print('# connect: its SYN, and when it is repeated')
    client, syn = attempt(7000)
    began = time.time()
    print(header(syn), segment(syn).split(' seq')[0], syn[40:].hex().replace(syn[48:52].hex(), '????????'))
    print('repeated after', *('%.0f' % (at - began) for at, _ in wire.hear(12, lambda packet: packet[9] == 6)))


build()
subprocess.Popen(['ip', 'netns', 'exec', 'host', 'python3', '-c', SERVICES])
time.sleep(1)
print('#', os.uname().sysname, os.uname().release.split('-')[0])
peer = Wire('peer', HOST_MAC, PEER_MAC)
record_flags(peer)
record_rates(peer)
record_errors(peer)
record_states(peer)
record_connect()
