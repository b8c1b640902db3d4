import { numberOf } from '../domain/cell.ts';
import type { PastValue, PastValues } from '../domain/past-run.ts';
import { clock } from './clock.ts';
import { present } from './present.ts';
import { observedIn, ruleVerdicts } from './rule-verdicts.ts';
import type { Store } from './store.ts';

interface ValueRow {
  readonly id: string;
  readonly at: string;
  readonly status: string;
  readonly decision: string;
  readonly observed: string;
  readonly series: string;
  readonly input: string | null;
}

/** A run that was blocked is no baseline; of its failed rules it says that there was an anomaly. */
const kindOf = ({ status, decision }: ValueRow): PastValue['kind'] | undefined => {
  if (decision === 'block') return status === 'fail' ? 'refused' : undefined;
  return status === 'fail' ? 'anomaly' : 'usual';
};

const numberIn = (row: ValueRow): readonly PastValue[] => {
  const kind = kindOf(row);
  const value = numberOf(observedIn(row.observed));
  return kind === undefined || value === undefined || !Number.isFinite(value)
    ? []
    : [{ run: row.id, at: row.at, value, series: row.series, kind, ...present('input', row.input) }];
};

const pastOf = async (
  store: Store,
  name: string,
  rule: string,
  limit: number,
): Promise<readonly PastValue[]> => {
  const rows = await ruleVerdicts<ValueRow>(store, name, rule, limit, {
    columns: `runs.id, ${clock} AS at, runs.decision, runs.input,
      verdicts.status, verdicts.observed, verdicts.series`,
    only: 'verdicts.series IS NOT NULL AND verdicts.observed IS NOT NULL AND runs.decision IS NOT NULL',
  });
  return rows.toReversed().flatMap(numberIn);
};

/** What rules observed in the last runs that were let in, and where they failed; which of them compare, their series tells. */
export const pastValues = async (
  store: Store,
  name: string,
  rules: readonly string[],
  limit: number,
): Promise<PastValues> => {
  const found = new Map<string, readonly PastValue[]>();
  for (const rule of rules) found.set(rule, await pastOf(store, name, rule, limit));
  return found;
};
