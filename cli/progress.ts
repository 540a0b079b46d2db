/** How long the rest takes if it goes on as it went: `12 s`, `3 min`. */
export function timeLeft(beganNs: bigint, done: number, total: number): string {
  const spentSeconds = Number(process.hrtime.bigint() - beganNs) / 1e9;
  const left = Math.round((spentSeconds / done) * (total - done));
  return left < 120 ? `${left} s` : `${Math.round(left / 60)} min`;
}
