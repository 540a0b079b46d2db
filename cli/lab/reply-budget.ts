import { ETHERTYPE, PROTOCOL, u8, u16 } from '../../engine/packet/index.ts';

/** Sees to it that a host never speaks first, and never more than it is spoken to. */
export interface ReplyBudget {
  received(): void;
  /** Whether one more frame may go out; counts it if so. */
  maySend(): boolean;
}

/** How many answers may be owed: those that wait for ARP. What is beyond is forgotten, so that no burst can be saved up. */
const MOST_OWED = 256;

/** One frame out for each frame in, ARP and retransmissions included. */
export function createReplyBudget(): ReplyBudget {
  let owed = 0;
  return {
    received() {
      owed = Math.min(owed + 1, MOST_OWED);
    },
    maySend() {
      if (owed === 0) return false;
      owed -= 1;
      return true;
    },
  };
}

/** UDP answers a second; two services that answer each other's answers would otherwise never end. */
const MOST_UDP_ANSWERS = 5_000;
const SECOND_IN_MS = 1_000;

/** Whether one more UDP answer may go out in this second; counts it if so. `now`: monotonic milliseconds. */
export function createUdpCap(now: () => number = () => performance.now()): () => boolean {
  let began = Number.NEGATIVE_INFINITY;
  let sent = 0;
  return () => {
    const at = now();
    if (at - began >= SECOND_IN_MS) {
      began = at;
      sent = 0;
    }
    sent += 1;
    return sent <= MOST_UDP_ANSWERS;
  };
}

/** Whether an Ethernet frame carries UDP over IPv4. */
export const isUdp = (frame: Uint8Array): boolean =>
  frame.length > 23 && u16(frame, 12) === ETHERTYPE.IPV4 && u8(frame, 23) === PROTOCOL.UDP;
