import type { RunSummary } from '../../../../packages/assay/src/domain/history.ts';
import type { Status } from '../../../../packages/assay/src/domain/verdict.ts';
import { plural, statusWords, time } from './words.ts';

interface StatusStripProps {
  readonly statuses: readonly (Status | undefined)[];
  readonly runs: readonly RunSummary[];
  /** Leaves the words to those who cannot see the marks. */
  readonly brief?: boolean;
}

/** One mark a run, the newest at the right; its words say how often the rule failed. */
export const StatusStrip = ({ statuses, runs, brief = false }: StatusStripProps) => {
  const failed = statuses.filter((status) => status === 'fail').length;
  const judged = statuses.filter((status) => status === 'pass' || status === 'fail').length;
  return (
    <p className="strip">
      <svg
        role="img"
        aria-label={`failed in ${failed} of ${plural(judged, 'run')}`}
        viewBox={`0 0 ${statuses.length * 8} 14`}
        style={{ width: `${statuses.length * 8}px` }}
      >
        {statuses.map((status, index) => (
          <rect
            key={runs[index]?.id ?? index}
            className={status ?? 'absent'}
            x={index * 8}
            y={status === 'pass' ? 4 : 0}
            width={6}
            height={status === 'pass' ? 6 : 14}
          >
            <title>
              {time(runs[index]?.startedAt ?? '')}:{' '}
              {status === undefined ? 'no such rule' : statusWords[status]}
            </title>
          </rect>
        ))}
      </svg>
      {!brief && (
        <span>
          failed in {failed} of the last {plural(judged, 'run')}
        </span>
      )}
    </p>
  );
};
