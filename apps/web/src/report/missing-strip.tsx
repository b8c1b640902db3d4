import { partBegin } from '../../../../packages/assay/src/domain/missing-bunch.ts';
import type { MissingParts } from '../../../../packages/assay/src/domain/missing-map.ts';
import { percent } from './words.ts';

const partWidth = 10;
const height = 16;
/** So many parts have a gap of one unit between them. */
const usualParts = 50;

interface StripProps {
  readonly map: MissingParts;
  readonly missing: readonly number[];
  /** What the strip shows, for those who cannot see it. */
  readonly label: string;
}

/** The rows of one column from the first to the last: the stronger the colour of a part, the more of it is missing. */
export const MissingStrip = ({ map, missing, label }: StripProps) => {
  const gap = missing.length / usualParts;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${missing.length * partWidth} ${height}`}
      preserveAspectRatio="none"
    >
      {missing.map((count, part) => {
        const rows = map.rows[part] ?? 0;
        const share = rows === 0 ? 0 : count / rows;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
            key={part}
            className={rows === 0 ? 'empty' : count === 0 ? 'complete' : undefined}
            x={part * partWidth}
            width={partWidth - gap}
            height={height}
            fillOpacity={count === 0 ? undefined : 0.3 + share * 0.7}
          >
            <title>
              {`from ${map.by === undefined ? 'row ' : ''}${partBegin(map, part)}: ${rows === 0 ? 'no rows' : `${percent(share)} missing`}`}
            </title>
          </rect>
        );
      })}
    </svg>
  );
};
