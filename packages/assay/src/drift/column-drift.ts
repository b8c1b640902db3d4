import type { ColumnReference } from '../domain/drift-reference.ts';
import type { ColumnDrift, Effect, EffectWord } from '../domain/drift-report.ts';
import { isAtLeast } from './effect.ts';
import type { Presence } from './missing-drift.ts';
import type { Judged } from './numbers-drift.ts';

/** All that is known of one column once all columns were judged. */
export interface Known {
  readonly reference: ColumnReference;
  readonly current: Presence;
  readonly judged: Judged;
  /** Over all columns. */
  readonly corrected: number;
  readonly effect: Effect | null;
  readonly changes: readonly string[];
  /** What the tests say that were asked for; empty where none were. */
  readonly tests: NonNullable<ColumnDrift['tests']>;
}

/** What a column's drift comes to: beyond chance at the stated rate, and as large as was asked. */
export const columnDrift = (
  { reference, current, judged, corrected, effect, changes, tests }: Known,
  falseAlarms: number,
  minEffect: EffectWord,
): ColumnDrift => {
  const isBeyondChance = corrected <= falseAlarms;
  const isLarge = effect === null || isAtLeast(effect.word, minEffect);
  const isJudged = judged.parts.length > 0;
  const isCompared = isJudged && judged.why === undefined;
  return {
    column: reference.name,
    kind: reference.kind,
    status: isJudged && isBeyondChance ? (isLarge ? 'drifted' : 'small') : isCompared ? 'stable' : 'unknown',
    ...(judged.why === undefined ? {} : { why: judged.why }),
    parts: [...judged.parts],
    ...(tests.length === 0 ? {} : { tests: [...tests] }),
    p: isJudged ? judged.p : null,
    corrected: isJudged ? corrected : null,
    effect,
    changes: [...changes],
    reference: { present: reference.present, missing: reference.missing },
    current: { present: current.present, missing: current.missing },
  };
};
