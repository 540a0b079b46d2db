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
