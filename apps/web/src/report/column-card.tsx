import { memo } from 'react';
import type { ColumnProfile } from '../../../../packages/assay/src/domain/profile.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { type ColumnFacts, factsOf } from './column-facts.ts';
import { ColumnMeasures } from './column-measures.tsx';
import { type Bars, Histogram } from './histogram.tsx';
import { cellWords, figure, percent, plural } from './words.ts';

interface ColumnCardProps {
  readonly column: ColumnProfile;
  readonly earlier: ColumnProfile | undefined;
  readonly failed: readonly Verdict[];
}

const barsOf = ({ bars, extent }: ColumnFacts): Bars => {
  const [low, high] = extent ?? [];
  return {
    counts: bars,
    extent: typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined,
  };
};

const shownValues = 5;

const FrequentValues = ({ top, rows }: { readonly top: ColumnFacts['top']; readonly rows: number }) => (
  <ul className="frequent">
    {top.slice(0, shownValues).map(({ value, count: times }) => (
      <li key={cellWords(value)}>
        <span className="bar" aria-hidden="true">
          <span style={{ width: `${(times / rows) * 100}%` }} />
        </span>
        <span className="value">{cellWords(value)}</span>{' '}
        <span className="quiet">{percent(times / rows)}</span>
      </li>
    ))}
  </ul>
);

/** What a column holds: gaps, spread, shape, frequent values, and the rules it breaks. */
export const ColumnCard = memo(({ column, earlier, failed }: ColumnCardProps) => {
  const facts = factsOf(column);
  const before = earlier === undefined ? undefined : factsOf(earlier);
  const { rows, distinct, bars, top, quantiles } = facts;
  const median = quantiles.find(([name]) => name === 'p50');
  const frequent = top.length > 0 && distinct !== undefined && distinct < (rows ?? 0) / 2;
  return (
    <li className={failed.length > 0 ? 'column broken' : 'column'}>
      <h3>
        {column.name} <span className="quiet">{column.sqlType.toLowerCase()}</span>
      </h3>
      {column.confidential && <p className="quiet">Confidential: values are hidden.</p>}
      {bars.length > 0 && (
        <Histogram
          bars={barsOf(facts)}
          earlier={before === undefined || before.bars.length === 0 ? undefined : barsOf(before)}
          label={`histogram of ${column.name}${median === undefined ? '' : `, median ${figure(median[1])}`}`}
        />
      )}
      {bars.length === 0 && frequent && rows !== undefined && <FrequentValues top={top} rows={rows} />}
      <ColumnMeasures facts={facts} before={before} />
      {failed.length > 0 && (
        <p className="broken">
          Breaks {plural(failed.length, 'rule')}: {failed.map(({ check, name }) => name ?? check).join(', ')}
        </p>
      )}
    </li>
  );
});
