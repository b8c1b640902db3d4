import type { OpenSince, RuleOfLine } from '../domain/lately.ts';
import { inOrderLetters } from '../domain/status-letters.ts';
import { clock, scopeAsWritten } from './clock.ts';
import { letter } from './rules-lately.ts';
import { type Store, statement } from './store.ts';

interface PastRow {
  readonly run: number;
  readonly scope: string | null;
  readonly at: string;
  readonly letter: string;
}

/** So many verdicts are looked at in one step, the newest first; */
const atOnce = 200;
/** and so many steps are taken at most. */
const mostSteps = 100;

const before = (store: Store, { id }: RuleOfLine, run: number): Promise<readonly PastRow[]> =>
  store.rows<PastRow>(
    statement(
      `SELECT verdicts.run, ${scopeAsWritten} AS scope, ${clock} AS at, ${letter} AS letter
       FROM verdicts JOIN runs ON runs.seq = verdicts.run
       WHERE verdicts.rule = ? AND verdicts.run < ? ORDER BY verdicts.run DESC LIMIT ?`,
      id,
      run,
      atOnce,
    ),
  );

const sinceOf = async (store: Store, rule: RuleOfLine, to: string): Promise<readonly OpenSince[]> => {
  let run = Number.MAX_SAFE_INTEGER;
  let since: string | undefined;
  const told = (orLonger: boolean): readonly OpenSince[] =>
    since === undefined ? [] : [{ ...rule, at: since, orLonger }];
  for (let step = 0; step < mostSteps; step += 1) {
    const rows = await before(store, rule, run);
    for (const row of rows) {
      if (row.at > to || (row.scope ?? undefined) !== rule.scope) continue;
      if (inOrderLetters.includes(row.letter)) return told(false);
      since = since === undefined || row.at < since ? row.at : since;
    }
    if (rows.length < atOnce) return told(false);
    run = rows.at(-1)?.run ?? 0;
  }
  return told(true);
};

/**
 * Since when each of these rules has been failing or not judged, without a run in which it was in order. Runs are looked at backwards in the
 * order in which they were stored, no further than that, and at most 20,000 of a rule: beyond it may be longer.
 */
export const openSince = async (
  store: Store,
  rules: readonly RuleOfLine[],
  to: string,
): Promise<readonly OpenSince[]> => {
  const found: OpenSince[] = [];
  for (const { id, name, scope } of rules)
    found.push(...(await sinceOf(store, { id, name, ...(scope === undefined ? {} : { scope }) }, to)));
  return found;
};
