#!/usr/bin/env python3
"""Records what Linux's connection tracking says of TCP segments that pass a router, for conntrack.recorded.txt.

Run in a namespace of its own, as root of it, with iproute2 and iptables:
    unshare -rnm python3 record-conntrack.py SEED SEQUENCES > conntrack.recorded.txt
Three namespaces are made inside: a and c, with a router b between them that marks each segment (DSCP) with
its --ctstate. Segments are injected at a and c; whatever comes out at the other end is read back.
"""
import ctypes, os, random, socket, struct, subprocess, sys

STATES = {1: 'NEW', 2: 'ESTABLISHED', 3: 'RELATED', 4: 'INVALID'}
FLAGS = {'F': 1, 'S': 2, 'R': 4, 'P': 8, 'A': 16, 'U': 32}
A, C = '198.18.10.2', '198.18.20.2'


def sh(*commands):
    for command in commands:
        subprocess.run(command.split(), check=True, stdout=subprocess.DEVNULL)


def build():
    sh('mount -t tmpfs none /run')
    os.makedirs('/run/netns')
    sh('ip netns add a', 'ip netns add b', 'ip netns add c',
       'ip link add x netns a type veth peer name lan netns b', 'ip link add x netns c type veth peer name dmz netns b')
    for name, link, address in (('a', 'x', A), ('b', 'lan', '198.18.10.1'), ('b', 'dmz', '198.18.20.1'), ('c', 'x', C)):
        sh(f'ip -n {name} addr add {address}/24 dev {link}', f'ip -n {name} link set {link} up')
    sh('ip netns exec b sysctl -qw net.ipv4.ip_forward=1', 'ip -n a neigh add 198.18.10.1 lladdr 02:00:00:00:00:01 dev x')
    for link, mac in (('lan', '02:00:00:00:00:01'), ('dmz', '02:00:00:00:00:02')):
        sh(f'ip -n b link set {link} address {mac}')
    sh(f'ip -n b neigh replace {A} lladdr 02:00:00:00:00:0a dev lan', f'ip -n b neigh replace {C} lladdr 02:00:00:00:00:0c dev dmz')
    for name in 'ac':
        sh(f'ip netns exec {name} iptables -t raw -A PREROUTING -j DROP')
    for dscp, state in STATES.items():
        sh(f'ip netns exec b iptables -t mangle -A FORWARD -m conntrack --ctstate {state} -j DSCP --set-dscp {dscp}')


def enter(name):
    with open(f'/run/netns/{name}') as handle:
        if ctypes.CDLL(None, use_errno=True).setns(handle.fileno(), 0x40000000):
            raise OSError(ctypes.get_errno())


def raw_socket(name):
    enter(name)
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0800))
    end.bind(('x', 0))
    end.settimeout(0.3)
    return end


def checksum(data):
    data += b'\0' * (len(data) % 2)
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    total = (total & 0xffff) + (total >> 16)
    return ~((total & 0xffff) + (total >> 16)) & 0xffff


def frame(source, sport, target, dport, flags, seq, ack, window, length, options, number):
    packed = b''
    if 'w' in options:
        packed += bytes((1, 3, 3, 7))
    if 's' in options:
        packed += bytes((1, 1, 4, 2))
    bits = sum(FLAGS[letter] for letter in flags if letter in FLAGS)
    ends = socket.inet_aton(source) + socket.inet_aton(target)
    def tcp(total):
        head = struct.pack('>HHIIBBHHH', sport, dport, seq, ack, (5 + len(packed) // 4) << 4, bits, window, total, 0)
        return head + packed + b'x' * length
    body = tcp(checksum(ends + struct.pack('>BBH', 0, 6, 20 + len(packed) + length) + tcp(0)))
    def ip(total):
        return struct.pack('>BBHHHBBH', 0x45, 0, 20 + len(body), number, 0x4000, 64, 6, total) + ends
    mac = bytes.fromhex('020000000001' if source == A else '020000000002')
    return mac + b'\2\0\0\0\0\xff' + b'\x08\x00' + ip(checksum(ip(0))) + body


def pick(rng, memory):
    """A segment that mostly makes sense: numbers near those sent before, flags of every kind."""
    direction = rng.choice('ooorrr')
    me, you = memory[direction], memory['r' if direction == 'o' else 'o']
    flags = rng.choice(['S', 'S', 'SA', 'SA', 'A', 'A', 'A', 'A', 'PA', 'FA', 'FA', 'R', 'RA', 'F', '-', 'FPU', 'SF', 'SU'])
    jump = lambda: rng.choice([0, 0, 0, 0, 0, 0, 0, 0, 1, -1, 500, 70000, -70000, 200000])
    seq = (me['next'] + jump()) % 2**32
    ack = (you['next'] + jump()) % 2**32 if 'A' in flags else rng.choice([0, 0, you['next']])
    if flags == 'RA' and rng.random() < 0.5:
        seq = 0
    length = rng.choice([0, 0, 0, 10, 1000]) if 'S' not in flags and 'R' not in flags else 0
    options = rng.choice(['', 'w', 's', 'ws']) if 'S' in flags else ''
    if 'R' not in flags and rng.random() < 0.95:
        me['next'] = (seq + length + ('S' in flags) + ('F' in flags)) % 2**32
    return direction, flags, seq, ack, rng.choice([0, 1024, 1024, 5840, 65535]), length, options


HANDSHAKE = [('o', 'S'), ('r', 'SA'), ('o', 'A')]


def sequence(rng):
    memory = {'o': {'next': rng.randrange(2**32)}, 'r': {'next': rng.randrange(2**32)}}
    steps = []
    for direction, flags in HANDSHAKE[:rng.choice([0, 1, 2, 3, 3, 3])]:
        me, you = memory[direction], memory['r' if direction == 'o' else 'o']
        steps.append((direction, flags, me['next'], you['next'] if 'A' in flags else 0, 5840, 0, 'ws' if 'S' in flags else ''))
        me['next'] = (me['next'] + ('S' in flags)) % 2**32
    return steps + [pick(rng, memory) for _ in range(rng.randint(2, 6))]


S, R = 4294967000, 1308863956
SHAKEN = [('o', 'S', S, 0, 5840, 0, 'ws'), ('r', 'SA', R, S + 1, 5840, 0, 'ws'), ('o', 'A', S + 1, R + 1, 5840, 0, '')]
SCRIPTED = [
    # Simultaneous open
    [('o','S',S,0,5840,0,'ws'),('r','S',R,0,5840,0,'ws'),('o','SA',S,R+1,5840,0,'ws'),('r','A',R+1,S+1,5840,0,''),('o','A',S+1,R+1,5840,0,'')],
    # Simultaneous open, both SYN/ACKs seen
    [('o','S',S,0,5840,0,'ws'),('r','S',R,0,5840,0,'ws'),('r','SA',R,S+1,5840,0,'ws'),('o','SA',S,R+1,5840,0,'ws'),('r','A',R+1,S+1,5840,0,''),('o','A',S+1,R+1,5840,0,'')],
    # A SYN in LAST_ACK may be answered by a challenge ACK
    SHAKEN + [('o','FA',S+1,R+1,5840,0,''),('r','FA',R+1,S+2,5840,0,''),('o','S',S+70000,0,5840,0,'ws'),('r','A',R+2,S+2,5840,0,''),('r','A',R+2,S+2,5840,0,''),('o','A',S+2,R+2,5840,0,'')],
    # Reopened from TIME_WAIT
    SHAKEN + [('o','FA',S+1,R+1,5840,0,''),('r','A',R+1,S+2,5840,0,''),('r','FA',R+1,S+2,5840,0,''),('o','A',S+2,R+2,5840,0,''),('o','S',S+70000,0,5840,0,'ws'),('r','SA',R+90000,S+70001,5840,0,'ws')],
    # Reopened from TIME_WAIT by the other end
    SHAKEN + [('o','FA',S+1,R+1,5840,0,''),('r','FA',R+1,S+2,5840,0,''),('o','A',S+2,R+2,5840,0,''),('r','S',R+70000,0,5840,0,'ws'),('o','SA',S+90000,R+70001,5840,0,'ws')],
    # Reset by the beginner, then begun anew
    SHAKEN + [('o','R',S+1,0,0,0,''),('o','S',S+70000,0,5840,0,'ws')],
    # Reset by the other end, then begun anew
    SHAKEN + [('r','R',R+1,0,0,0,''),('o','S',S+70000,0,5840,0,'ws'),('r','SA',R+9,S+70001,5840,0,''),('o','A',S+70001,R+10,5840,0,'')],
    # A SYN the tracker thought wrong turns out right
    SHAKEN + [('o','S',S+70000,0,5840,0,'ws'),('r','SA',R+90000,S+70001,5840,0,'ws'),('o','A',S+70001,R+90001,5840,0,''),('o','PA',S+70001,R+90001,5840,100,''),('r','A',R+90001,S+70101,5840,0,'')],
    # A stale flow, challenged and reset
    SHAKEN + [('o','S',S+70000,0,5840,0,'ws'),('r','A',R+1,S+1,5840,0,''),('o','R',S+1,0,0,0,''),('o','S',S+70000,0,5840,0,'ws')],
    # A SYN scan of an open port
    [('o','S',S,0,1024,0,''),('r','SA',R,S+1,64240,0,''),('o','R',S+1,0,0,0,''),('o','S',S,0,1024,0,'')],
    # A SYN scan of a closed port
    [('o','S',S,0,1024,0,''),('r','RA',0,S+1,0,0,''),('o','S',S,0,1024,0,'')],
    # SYNs again, one with another number
    [('o','S',S,0,1024,0,''),('o','S',S,0,1024,0,''),('o','S',S+1,0,1024,0,'')],
    # An ACK scan
    [('o','A',0,R,1024,0,''),('r','R',R,0,0,0,''),('o','A',0,R,1024,0,'')],
    # An ACK sent twice, and its reset
    [('o','A',0,R,1024,0,''),('o','A',0,R,1024,0,''),('r','R',R,0,0,0,'')],
    # A FIN alone, then a SYN refused
    [('o','FA',S,R,1024,0,''),('o','S',S,0,1024,0,''),('r','RA',0,S+1,0,0,'')],
    # A SYN/ACK out of nowhere
    [('r','SA',R,S,1024,0,''),('o','R',S,0,0,0,'')],
    # The same ACK six times
    SHAKEN + [('r','A',R+1,S+1,5840,0,'')]*6+[('r','A',R+1,S+1,5841,0,'')],
    # Resets with a wrong and the right number
    SHAKEN + [('r','R',R+100,0,0,0,''),('o','A',S+1,R+1,5840,0,''),('r','R',R+1,0,0,0,'')],
    # Resets below the window
    SHAKEN + [('r','R',R,0,0,0,''),('r','RA',0,S+1,0,0,'')],
    # A reset behind data
    SHAKEN + [('r','PA',R+1,S+1,5840,19,''),('r','RA',R+20,S+1,0,0,'')],
    # A window of 0
    SHAKEN + [('o','PA',S+1,R+1,5840,1000,''),('r','A',R+1,S+1001,5840,0,''),('o','A',S+1001,R+1,0,0,''),('r','A',R+1,S+1001,5840,0,'')],
    # FINs out of the window
    SHAKEN + [('r','FA',R+90000,S+1,5840,0,''),('o','FA',S+2000000,R+1,5840,0,'')],
]


def wrapped(steps):
    return [(way, flags, seq % 2**32, ack % 2**32, *rest) for way, flags, seq, ack, *rest in steps]


def table():
    with open('/proc/net/nf_conntrack') as lines:
        for line in lines:
            words = line.split()
            if words[2] == 'tcp' and f'src={A}' in words[:8]:
                return f"{words[5]}{'' if '[UNREPLIED]' in words else '+'}{'!' if '[ASSURED]' in words else ''} {words[4]}"
            if words[2] == 'tcp':
                return f"~{words[5]}{'' if '[UNREPLIED]' in words else '+'}{'!' if '[ASSURED]' in words else ''} {words[4]}"
    return '-'


def main():
    rng = random.Random(int(sys.argv[1]))
    build()
    ends = {'o': raw_socket('a'), 'r': raw_socket('c')}
    enter('b')
    release = os.uname().release.split('-')[0]
    print(f'# Linux {release}: direction flags seq ack window length options -> ctstate, entry (+ answered, ! assured, ~ begun by r), seconds')
    sequences = [wrapped(steps) for steps in SCRIPTED] + [sequence(rng) for _ in range(int(sys.argv[2]))]
    for number, steps in enumerate(sequences):
        print(f'= {number}')
        subprocess.run(['conntrack', '-F'], stderr=subprocess.DEVNULL, check=True)
        for index, step in enumerate(steps):
            direction, flags, *rest = step
            there, back = (A, 40000, C, 80), (C, 80, A, 40000)
            sender, receiver = ends[direction], ends['r' if direction == 'o' else 'o']
            sender.send(frame(*(there if direction == 'o' else back), flags, *rest, index + 1))
            state = 'LOST'
            try:
                while True:
                    seen = receiver.recv(2000)
                    if seen[18:20] == struct.pack('>H', index + 1) and seen[23] == 6 and seen[6:12] != b'\2\0\0\0\0\xff':
                        state = STATES.get(seen[15] >> 2, '?')
                        break
            except socket.timeout:
                pass
            print(direction, flags, *(value if value != '' else '-' for value in rest), '->', state, table())


main()
