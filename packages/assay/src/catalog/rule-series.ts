import type { Kysely } from 'kysely';
import type { RuleSeries } from '../domain/report-data.ts';
import { absentLetter, statusLetters } from '../domain/status-letters.ts';
import { statusSchema } from '../domain/verdict.ts';
import type { Tables } from './tables.ts';

const letterOf = (status: string): string => statusLetters[statusSchema.parse(status)];

/** A number as it was observed; what JSON writes as an object or a text is none. */
const numberIn = (observed: unknown): number | null => (typeof observed === 'number' ? observed : null);

interface Found {
  readonly run: string;
  readonly status: string;
  readonly observed: unknown;
}

/** What every rule of a dataset found in the given runs, one entry a run in their order. */
export const ruleSeries = async (
  db: Kysely<Tables>,
  name: string,
  runs: readonly string[],
): Promise<Readonly<Record<string, RuleSeries>>> => {
  if (runs.length === 0) return {};
  const { sql } = await import('kysely');
  const rows = await db
    .selectFrom('verdicts')
    .innerJoin('rules', 'rules.id', 'verdicts.rule')
    .innerJoin('runs', 'runs.seq', 'verdicts.run')
    .select([
      'rules.rule',
      sql<string>`json_group_array(json_object('run', runs.id, 'status', verdicts.status, 'observed', json(verdicts.observed)))`.as(
        'found',
      ),
    ])
    .where('rules.name', '=', name)
    .where('runs.id', 'in', runs)
    .groupBy('rules.id')
    .execute();
  const at = new Map(runs.map((id, index) => [id, index]));
  return Object.fromEntries(
    rows.map(({ rule, found }) => {
      const letters = runs.map((): string => absentLetter);
      const observed = runs.map((): number | null => null);
      for (const one of JSON.parse(found) as Found[]) {
        const index = at.get(one.run) ?? -1;
        letters[index] = letterOf(one.status);
        observed[index] = numberIn(one.observed);
      }
      const statuses = letters.join('');
      return [rule, observed.every((value) => value === null) ? { statuses } : { statuses, observed }];
    }),
  );
};
