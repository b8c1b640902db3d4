import type { ReactNode } from 'react';
import type { Cell } from '../../../../packages/assay/src/domain/cell.ts';
import type { ColumnFacts } from './column-facts.ts';
import { cellWords, count, figure, percent } from './words.ts';

/** The quantiles a card has room for. */
const shownQuantiles = ['p5', 'p50', 'p95'];
const shownShapes = 3;

const missingWords = ({ nulls, rows }: ColumnFacts): string | undefined => {
  if (nulls === undefined || nulls === 0) return nulls === undefined ? undefined : 'none';
  return rows ? `${count(nulls)} (${percent(nulls / rows)})` : count(nulls);
};

const distinctWords = ({ distinct, isAbout }: ColumnFacts): string | undefined =>
  distinct === undefined ? undefined : `${isAbout ? 'about ' : ''}${count(distinct)}`;

const meanWords = ({ mean, deviation }: ColumnFacts): string | undefined => {
  if (mean === undefined) return undefined;
  return deviation === undefined ? figure(mean) : `${figure(mean)} ± ${figure(deviation)}`;
};

const lengthWords = ({ lengths }: ColumnFacts): string | undefined => {
  if (lengths === undefined) return undefined;
  const [shortest, longest] = lengths;
  return shortest === longest ? count(shortest) : `${count(shortest)} to ${count(longest)}`;
};

/** A value beside the earlier one, where there is one and it differs. */
const moved = (now: string | undefined, then: string | undefined): string | undefined =>
  now === undefined || then === undefined || then === now ? now : `${now} (was ${then})`;

/** Not broken at the hyphens and spaces inside. */
const Whole = ({ children }: { readonly children: string }) => <span className="whole">{children}</span>;

/** To the minute, where it is a time: a card has no room for more than that. */
const Bound = ({ cell }: { readonly cell: Cell }) => {
  const words = cellWords(cell);
  return (
    <span className="whole" title={words}>
      {/^\d{4}-\d\d-\d\d \d\d:\d\d/.test(words) ? words.slice(0, 16) : words}
    </span>
  );
};

const Range = ({ extent: [low, high] }: { readonly extent: NonNullable<ColumnFacts['extent']> }) =>
  typeof low === 'string' ? (
    `${low} to ${cellWords(high)}`
  ) : (
    <>
      <Bound cell={low} /> to <Bound cell={high} />
    </>
  );

/** A quantile from a sketch may lie a little outside the values. */
const within = (value: number, extent: ColumnFacts['extent']): number => {
  const [low, high] = extent ?? [];
  return typeof low === 'number' && typeof high === 'number' ? Math.min(high, Math.max(low, value)) : value;
};

const Quantiles = ({ quantiles, extent }: ColumnFacts) =>
  quantiles
    .filter(([name]) => shownQuantiles.includes(name))
    .map(([name, value], index, { length }) => (
      <span key={name}>
        <Whole>{`${name} ${figure(within(value, extent))}${index < length - 1 ? ',' : ''}`}</Whole>{' '}
      </span>
    ));

interface MeasuresProps {
  readonly facts: ColumnFacts;
  readonly before: ColumnFacts | undefined;
}

/** What was measured of a column; beside an earlier profile, what it was. */
export const ColumnMeasures = ({ facts, before }: MeasuresProps) => {
  const { extent, quantiles, shapes } = facts;
  const told = (words: (of: ColumnFacts) => string | undefined) =>
    moved(words(facts), before && words(before));
  const measures: readonly (readonly [string, ReactNode])[] = [
    ['missing', told(missingWords)],
    ['distinct', told(distinctWords)],
    ['range', extent && <Range extent={extent} />],
    ['mean', told(meanWords)],
    ['length', lengthWords(facts)],
    ['quantiles', quantiles.length > 0 && <Quantiles {...facts} />],
    [
      'shapes',
      shapes.length > 0 &&
        shapes
          .slice(0, shownShapes)
          .map(({ shape }) => shape)
          .join(', '),
    ],
  ];
  return (
    <dl>
      {measures.map(
        ([name, words]) =>
          words !== undefined &&
          words !== false && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ),
      )}
    </dl>
  );
};
