import { useDeferredValue, useMemo, useState } from 'react';
import type { ShownProfile } from '../../../../packages/assay/src/domain/report-data.ts';
import { shortElement } from '../../../../packages/assay/src/domain/short-element.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { ColumnCard } from './column-card.tsx';
import { columnCount, factsOf } from './column-facts.ts';
import { MoreButton } from './more-button.tsx';
import { count } from './words.ts';

interface ColumnsProps {
  readonly profile: ShownProfile;
  readonly earlier: ShownProfile | undefined;
  readonly verdicts: readonly Verdict[];
}

const step = 24;
const none: readonly Verdict[] = [];

const failuresByColumn = (verdicts: readonly Verdict[]): ReadonlyMap<string, readonly Verdict[]> =>
  Map.groupBy(
    verdicts.filter(({ status, waived }) => status === 'fail' && waived === undefined),
    shortElement,
  );

/** A card a column: those that break rules first, then those with gaps, then as the table has them. */
export const ColumnsSection = ({ profile, earlier, verdicts }: ColumnsProps) => {
  const [typed, type] = useState('');
  const [most, allow] = useState(step);
  const wanted = useDeferredValue(typed.trim().toLowerCase());
  const failures = useMemo(() => failuresByColumn(verdicts), [verdicts]);
  const before = useMemo(() => new Map(earlier?.columns.map((column) => [column.name, column])), [earlier]);
  const ranked = useMemo(() => {
    const weight = new Map(
      profile.columns.map((column) => {
        const { nulls = 0, rows = 0 } = factsOf(column);
        return [column.name, (failures.get(column.name)?.length ?? 0) * 10 + (rows === 0 ? 0 : nulls / rows)];
      }),
    );
    return profile.columns.toSorted(
      (left, right) => (weight.get(right.name) ?? 0) - (weight.get(left.name) ?? 0),
    );
  }, [profile, failures]);
  const shown = ranked.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <section aria-labelledby="columns">
      <h2 id="columns">
        Columns <span className="quiet">{count(columnCount(profile))}</span>
      </h2>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Search columns <input type="search" value={typed} onChange={(event) => type(event.target.value)} />
        </label>
        <output aria-live="polite">{count(shown.length)} found</output>
      </form>
      {earlier !== undefined && (
        <p className="quiet beside">Outlines, and what is in brackets with “was”, are of the earlier one.</p>
      )}
      <ul className="columns">
        {shown.slice(0, most).map((column) => (
          <ColumnCard
            key={column.name}
            column={column}
            earlier={before.get(column.name)}
            failed={failures.get(column.name) ?? none}
          />
        ))}
      </ul>
      <MoreButton left={shown.length - most} noun="column" onMore={() => allow(most + 10 * step)} />
    </section>
  );
};
