import type { Item } from './item.ts';

/**
 * Whether sources differ in how often they agree with the most frequent value of each entity, more than chance lets them: over sources and
 * columns with n claims, r of them in agreement, and p the share in agreement of all claims of the column, the sum of (r − n p)²/(n p (1 − p))
 * is above its mean by 4 of its standard deviations. Moments of time and other columns that state nothing differ by chance only.
 */
export const differInSkill = (items: readonly Item[]): boolean => {
  let spread = 0;
  let freedom = 0;
  for (const own of Map.groupBy(items, ({ column }) => column).values()) {
    const claims = new Map<number, number>();
    const right = new Map<number, number>();
    let [all, agreed] = [0, 0];
    for (const { stated } of own) {
      const most = Math.max(...stated.map(({ by }) => by.length));
      const winner = stated.find(({ by }) => by.length === most);
      for (const one of stated)
        for (const source of one.by) {
          claims.set(source, (claims.get(source) ?? 0) + 1);
          all += 1;
          if (one !== winner) continue;
          right.set(source, (right.get(source) ?? 0) + 1);
          agreed += 1;
        }
    }
    const share = agreed / all;
    if (!(share > 0 && share < 1)) continue;
    for (const [source, count] of claims)
      spread += ((right.get(source) ?? 0) - count * share) ** 2 / (count * share * (1 - share));
    freedom += claims.size - 1;
  }
  return spread > freedom + 4 * Math.sqrt(2 * freedom);
};
