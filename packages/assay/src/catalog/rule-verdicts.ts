import { type Cell, cellSchema } from '../domain/cell.ts';
import { type Store, statement } from './store.ts';

export interface RuleVerdicts {
  /** Columns of `verdicts` and `runs`, as SELECT takes them. */
  readonly columns: string;
  /** A condition on them; all without it. */
  readonly only?: string;
}

/** What is stored of one rule in the last runs of a dataset, newest first. */
export const ruleVerdicts = <R>(
  store: Store,
  name: string,
  rule: string,
  limit: number,
  { columns, only = 'TRUE' }: RuleVerdicts,
): Promise<readonly R[]> =>
  store.rows<R>(
    statement(
      `SELECT ${columns} FROM verdicts JOIN runs ON runs.seq = verdicts.run
       WHERE verdicts.rule = (SELECT id FROM rules WHERE name = ? AND rule = ?) AND ${only}
       ORDER BY verdicts.run DESC LIMIT ?`,
      name,
      rule,
      limit,
    ),
  );

/** The observed value as it is stored. */
export const observedIn = (stored: string): Cell => cellSchema.parse(JSON.parse(stored));
