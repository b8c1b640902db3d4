import { type Statement, statement } from './store.ts';

/** The time that a run is of: the clock it was judged against, which a replay sets. Text of ISO 8601 in UTC. */
export const clock = 'coalesce(runs.now, runs.started_at)';

/** One text for all runs of a dataset whose `where` holds a variable, whatever it was filled with. */
export const scopeAsWritten = 'coalesce(runs.scope_as_written, runs.scope)';

/** From when until when, both included. */
interface Between {
  readonly from: string;
  readonly to: string;
}

/** Some of the runs of a time: `SELECT columns FROM runs WHERE …`. */
export const runsBetween = (
  columns: string,
  { from, to }: Between,
  names: readonly string[] = [],
): Statement =>
  statement(
    `SELECT ${columns} FROM runs WHERE ${clock} >= ? AND ${clock} <= ?${
      names.length === 0 ? '' : ` AND runs.name IN (${names.map(() => '?').join(', ')})`
    }`,
    from,
    to,
    ...names,
  );
