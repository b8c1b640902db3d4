import type { ColumnProfile } from '../../../../packages/assay/src/domain/profile.ts';
import { factsOf } from './column-facts.ts';
import { count, percent, plural } from './words.ts';

const perLine = 50;

/** One cell a column, the darker the more of it is missing, in the order of the table. */
export const MissingMap = ({ columns }: { readonly columns: readonly ColumnProfile[] }) => {
  const shares = columns.map((column) => {
    const { nulls = 0, rows = 0 } = factsOf(column);
    return { name: column.name, share: rows === 0 ? 0 : nulls / rows };
  });
  const gaps = shares.filter(({ share }) => share > 0);
  const most = gaps.toSorted((left, right) => right.share - left.share).slice(0, 3);
  const width = Math.min(perLine, columns.length);
  return (
    <figure className="missing">
      <svg
        role="img"
        aria-label="missing values by column"
        viewBox={`0 0 ${width * 12} ${Math.ceil(columns.length / perLine) * 12}`}
        style={{ maxWidth: `${width * 18}px` }}
      >
        {shares.map(({ name, share }, index) => (
          <rect
            key={name}
            x={(index % perLine) * 12}
            y={Math.floor(index / perLine) * 12}
            width={11}
            height={11}
            style={{ fillOpacity: share === 0 ? 0.06 : 0.25 + share * 0.75 }}
          >
            <title>
              {name}: {share === 0 ? 'complete' : `${percent(share)} missing`}
            </title>
          </rect>
        ))}
      </svg>
      <figcaption>
        {gaps.length === 0
          ? 'No column has missing values.'
          : `${plural(gaps.length, 'column')} of ${count(columns.length)} with missing values: ${most.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')}${gaps.length > most.length ? ' and more' : ''}.`}
      </figcaption>
    </figure>
  );
};
