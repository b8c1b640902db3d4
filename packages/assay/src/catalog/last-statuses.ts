import { type Status, statusSchema } from '../domain/verdict.ts';
import { clock } from './clock.ts';
import { placeholders, type Store, statement } from './store.ts';

/** What a rule of a dataset found last. */
export interface LastStatus {
  readonly name: string;
  readonly rule: string;
  readonly status: Status;
}

/** What each of these rules found last, up to a time; nothing of those that no run judged. */
export const lastStatuses = async (
  store: Store,
  rules: readonly string[],
  to: string,
): Promise<readonly LastStatus[]> => {
  if (rules.length === 0) return [];
  const rows = await store.rows<{ name: string; rule: string; status: string | null }>(
    statement(
      `SELECT name, rule, (SELECT verdicts.status FROM verdicts JOIN runs ON runs.seq = verdicts.run
         WHERE verdicts.rule = rules.id AND ${clock} <= ? ORDER BY verdicts.run DESC LIMIT 1) AS status
       FROM rules WHERE rule IN ${placeholders([rules])} ORDER BY id`,
      to,
      ...rules,
    ),
  );
  return rows.flatMap(({ name, rule, status }) =>
    status === null ? [] : [{ name, rule, status: statusSchema.parse(status) }],
  );
};
