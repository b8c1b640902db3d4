import type { ColumnProfile } from '../../../../packages/assay/src/domain/profile.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { type ColumnFacts, factsOf } from './column-facts.ts';
import { type Bars, Histogram } from './histogram.tsx';
import { cellWords, count, figure, percent, plural } from './words.ts';

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

/** The quantiles a card has room for. */
const shownQuantiles = ['p5', 'p50', 'p95'];

/** A value beside the earlier one, where there is one and it differs. */
const moved = (now: string, then: string | undefined): string =>
  then === undefined || then === now ? now : `${now} (was ${then})`;

/** What a column holds: gaps, spread, shape, frequent values, and the rules it breaks. */
export const ColumnCard = ({ column, earlier, failed }: ColumnCardProps) => {
  const facts = factsOf(column);
  const before = earlier === undefined ? undefined : factsOf(earlier);
  const { rows, nulls, distinct, extent, mean, deviation, lengths, bars, top, shapes, quantiles } = facts;
  const share = nulls !== undefined && rows ? nulls / rows : 0;
  const shown: readonly (readonly [string, string])[] = [
    ...(nulls === undefined
      ? []
      : [
          [
            'missing',
            moved(
              nulls === 0 ? 'none' : `${count(nulls)} (${percent(share)})`,
              before?.nulls === undefined ? undefined : before.nulls === 0 ? 'none' : count(before.nulls),
            ),
          ] as const,
        ]),
    ...(distinct === undefined
      ? []
      : [
          [
            'distinct',
            moved(count(distinct), before?.distinct === undefined ? undefined : count(before.distinct)),
          ] as const,
        ]),
    ...(extent === undefined
      ? []
      : [['range', `${cellWords(extent[0])} to ${cellWords(extent[1])}`] as const]),
    ...(mean === undefined
      ? []
      : [
          [
            'mean',
            moved(
              `${figure(mean)}${deviation === undefined ? '' : ` ± ${figure(deviation)}`}`,
              before?.mean === undefined
                ? undefined
                : `${figure(before.mean)}${before.deviation === undefined ? '' : ` ± ${figure(before.deviation)}`}`,
            ),
          ] as const,
        ]),
    ...(lengths === undefined
      ? []
      : [
          [
            'length',
            lengths[0] === lengths[1] ? count(lengths[0]) : `${count(lengths[0])} to ${count(lengths[1])}`,
          ] as const,
        ]),
  ];
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
      {bars.length === 0 && frequent && rows !== undefined && (
        <ul className="frequent">
          {top.slice(0, 5).map(({ value, count: times }) => (
            <li key={cellWords(value)}>
              <span className="bar" aria-hidden="true">
                <span style={{ width: `${(times / rows) * 100}%` }} />
              </span>
              <span className="value">{cellWords(value)}</span>{' '}
              <span className="quiet">{percent(times / rows)}</span>
            </li>
          ))}
        </ul>
      )}
      <dl>
        {shown.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        {quantiles.length > 0 && (
          <div>
            <dt>quantiles</dt>
            <dd>
              {quantiles
                .filter(([name]) => shownQuantiles.includes(name))
                .map(([name, value]) => `${name} ${figure(value)}`)
                .join(', ')}
            </dd>
          </div>
        )}
        {shapes.length > 0 && (
          <div>
            <dt>shapes</dt>
            <dd>
              {shapes
                .slice(0, 3)
                .map(({ shape }) => shape)
                .join(', ')}
            </dd>
          </div>
        )}
      </dl>
      {failed.length > 0 && (
        <p className="broken">
          Breaks {plural(failed.length, 'rule')}: {failed.map(({ check, name }) => name ?? check).join(', ')}
        </p>
      )}
    </li>
  );
};
