import type { AuditEntry, AuditFindings } from '../../domain/audit.ts';

/** Clocks of several machines differ by so much. */
const toleranceMillis = 5 * 60_000;

/** Sees entries in their order, and finds those that say they are older than what was there: a clock was behind, or was put back. */
export const backInTime = () => {
  let [latest, count, first] = [Number.NEGATIVE_INFINITY, 0, 0];
  return {
    see: ({ at }: AuditEntry, entry: number): void => {
      const time = Date.parse(at);
      if (time < latest - toleranceMillis) {
        count += 1;
        if (first === 0) first = entry;
      }
      latest = Math.max(latest, time);
    },
    found: (): Pick<AuditFindings, 'backInTime'> => (count === 0 ? {} : { backInTime: { count, first } }),
  };
};
