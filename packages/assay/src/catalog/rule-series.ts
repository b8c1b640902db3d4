import type { RuleSeries } from '../domain/report-data.ts';
import { absentLetter, statusLetters } from '../domain/status-letters.ts';
import { statusSchema } from '../domain/verdict.ts';
import { placeholders, type Store, statement } from './store.ts';

const letterOf = (status: string): string => statusLetters[statusSchema.parse(status)];

/** A number as it was observed; what JSON writes as an object or a text is none. */
const numberIn = (observed: unknown): number | null => (typeof observed === 'number' ? observed : null);

/** Run, status, observed. */
type Found = readonly [seq: number, status: string, observed: unknown];

/** What every rule of a dataset found in the given runs, one entry a run in their order. */
export const ruleSeries = async (
  store: Store,
  name: string,
  runs: readonly string[],
): Promise<Readonly<Record<string, RuleSeries>>> => {
  if (runs.length === 0) return {};
  const known = await store.rows<{ seq: number; id: string }>(
    statement(`SELECT seq, id FROM runs WHERE id IN ${placeholders([runs])}`, ...runs),
  );
  if (known.length === 0) return {};
  const seqs = known.map(({ seq }) => seq);
  const rows = await store.rows<{ rule: string; found: string }>(
    statement(
      `SELECT rules.rule, string_agg('[' || verdicts.run || ',"' || verdicts.status || '",'
           || coalesce(verdicts.observed, 'null') || ']', ',') AS found
       FROM rules JOIN verdicts ON verdicts.rule = rules.id
       WHERE rules.name = ? AND verdicts.run IN ${placeholders([seqs])}
       GROUP BY rules.id, rules.rule ORDER BY rules.id`,
      name,
      ...seqs,
    ),
  );
  const at = new Map(known.map(({ seq, id }) => [seq, runs.indexOf(id)]));
  return Object.fromEntries(
    rows.map(({ rule, found }) => {
      const letters = runs.map((): string => absentLetter);
      const observed = runs.map((): number | null => null);
      for (const [seq, status, value] of JSON.parse(`[${found}]`) as readonly Found[]) {
        const index = at.get(seq) ?? -1;
        letters[index] = letterOf(status);
        observed[index] = numberIn(value);
      }
      const statuses = letters.join('');
      return [rule, observed.every((value) => value === null) ? { statuses } : { statuses, observed }];
    }),
  );
};
