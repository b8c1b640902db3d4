import type { RunSummary } from '../../../../packages/assay/src/domain/history.ts';
import type { Status } from '../../../../packages/assay/src/domain/verdict.ts';
import { plural, statusWords, time } from './words.ts';

interface StatusStripProps {
  readonly statuses: readonly (Status | undefined)[];
  readonly runs: readonly RunSummary[];
  /** Leaves the words to those who cannot see the marks. */
  readonly brief?: boolean;
}

const step = 8;
const width = 6;
const tall = { y: 0, height: 14 };
const short = { y: 4, height: 6 };

const boxOf = (status: Status | undefined) => (status === 'pass' ? short : tall);

/** All marks of one status in one shape: a long table has thousands of marks. */
const shapesOf = (statuses: StatusStripProps['statuses']): readonly (readonly [string, string])[] => {
  const shapes = new Map<string, string>();
  for (const [index, status] of statuses.entries()) {
    const { y, height } = boxOf(status);
    const name = status ?? 'absent';
    shapes.set(name, `${shapes.get(name) ?? ''}M${index * step},${y}h${width}v${height}h-${width}z`);
  }
  return [...shapes];
};

const Marks = ({ statuses, runs }: StatusStripProps) =>
  statuses.map((status, index) => (
    <rect
      key={runs[index]?.id ?? index}
      className={status ?? 'absent'}
      x={index * step}
      width={width}
      {...boxOf(status)}
    >
      <title>
        {`${time(runs[index]?.startedAt ?? '')}: ${status === undefined ? 'no such rule' : statusWords[status]}`}
      </title>
    </rect>
  ));

/** One mark a run, the newest at the right; its words say how often the rule failed. */
export const StatusStrip = ({ statuses, runs, brief = false }: StatusStripProps) => {
  const failed = statuses.filter((status) => status === 'fail').length;
  const judged = statuses.filter((status) => status === 'pass' || status === 'fail').length;
  return (
    <p className="strip">
      <svg
        role="img"
        aria-label={`failed in ${failed} of ${plural(judged, 'run')}`}
        viewBox={`0 0 ${statuses.length * step} ${tall.height}`}
        style={{ width: `${statuses.length * step}px` }}
      >
        {brief ? (
          shapesOf(statuses).map(([status, shape]) => <path key={status} className={status} d={shape} />)
        ) : (
          <Marks statuses={statuses} runs={runs} />
        )}
      </svg>
      {!brief && (
        <span>
          failed in {failed} of the last {plural(judged, 'run')}
        </span>
      )}
    </p>
  );
};
