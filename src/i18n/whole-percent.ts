/** A probability between 0 and 1 in whole percents, 0 to 99: no network is certain, and a reading that says so would be untrue. */
export function wholePercent(probability: number): number {
  return Math.min(99, Math.round(probability * 100));
}
