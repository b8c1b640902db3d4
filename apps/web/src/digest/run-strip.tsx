import { letters } from '../../../../packages/assay/src/domain/lately.ts';
import { plural } from '../report/words.ts';

const classes: Readonly<Record<string, string>> = {
  [letters.pass]: 'pass',
  [letters.fail]: 'fail',
  [letters.unknown]: 'unknown',
  [letters.waived]: 'waived',
};

const words: Readonly<Record<string, string>> = {
  [letters.pass]: 'in order',
  [letters.fail]: 'failed',
  [letters.unknown]: 'not judged',
  [letters.waived]: 'failed, waived',
  [letters['not-applicable']]: 'not applicable',
};

const step = 8;
const between = 6;

interface RunStripProps {
  /** A letter a run, oldest first. */
  readonly statuses: string;
  /** How many of them are of the week; a space parts them from those before. */
  readonly inWeek: number;
}

/** One mark a run, of both weeks. */
export const RunStrip = ({ statuses, inWeek }: RunStripProps) => {
  const before = Math.max(0, statuses.length - inWeek);
  const width = statuses.length * step + between;
  return (
    <p className="strip">
      <svg
        role="img"
        aria-label={`the last ${plural(statuses.length, 'run')}: ${before} of the week before, ${statuses.length - before} of the week`}
        viewBox={`0 0 ${width} 14`}
        style={{ width: `${width}px` }}
      >
        {[...statuses].map((letter, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name here, and never move
            key={index}
            className={classes[letter] ?? 'absent'}
            x={index * step + (index < before ? 0 : between)}
            y={letter === letters.pass ? 4 : 0}
            width={6}
            height={letter === letters.pass ? 6 : 14}
          >
            <title>{`${index < before ? 'the week before' : 'this week'}: ${words[letter] ?? letter}`}</title>
          </rect>
        ))}
      </svg>
    </p>
  );
};
