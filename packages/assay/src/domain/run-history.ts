import type { RunChange, RunSummary } from './history.ts';
import type { RuleSeries } from './report-data.ts';
import { inOrderLetters, openLetters } from './status-letters.ts';

const mostNamed = 20;

const named = (rules: readonly string[]): RunChange['failing'] => ({
  count: rules.length,
  rules: rules.slice(0, mostNamed),
});

const scopeOf = ({ scope, scopeAsWritten }: RunSummary): string | undefined => scopeAsWritten ?? scope;

/** The run before one, oldest first, that decided and whose scope was written alike. */
const earlierOf = (runs: readonly RunSummary[], at: number): number =>
  runs.findLastIndex(
    (run, index) => index < at && run.decision !== null && scopeOf(run) === scopeOf(runs[at] ?? run),
  );

/**
 * What each of some runs found otherwise than the one before it, as far as that is among them. `runs` and the letters of `series` are
 * in the same order, oldest first.
 */
export const runChanges = (
  runs: readonly RunSummary[],
  series: Readonly<Record<string, RuleSeries>>,
): readonly RunChange[] =>
  runs.flatMap(({ id, decision }, at) => {
    const earlier = earlierOf(runs, at);
    if (decision === null || earlier === -1) return [];
    const moved = (to: (now: string, before: string) => boolean): readonly string[] =>
      Object.entries(series).flatMap(([rule, { statuses }]) =>
        to(statuses[at] ?? '', statuses[earlier] ?? '') ? [rule] : [],
      );
    const failing = moved((now, before) => openLetters.includes(now) && !openLetters.includes(before));
    const mended = moved((now, before) => inOrderLetters.includes(now) && openLetters.includes(before));
    return failing.length + mended.length === 0
      ? []
      : [{ run: id, failing: named(failing), mended: named(mended) }];
  });
