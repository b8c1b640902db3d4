import { dot, gridY, lineY } from '@observablehq/plot';
import { useMemo } from 'react';
import type { PageHistory } from '../../../../packages/assay/src/domain/report-data.ts';
import { type ChartOptions, PlotFigure } from './plot-figure.tsx';
import { Scroll } from './scroll.tsx';
import { StatusStrip } from './status-strip.tsx';
import { statusesOf } from './statuses.ts';
import { count, decisionTitles, plural, time } from './words.ts';

const colours = { admit: 'var(--good)', warn: 'var(--unsure)', block: 'var(--bad)', none: 'var(--quiet)' };

const mostLines = 25;

const failures = (statuses: readonly (string | undefined)[]): number =>
  statuses.filter((status) => status === 'fail').length;

/** Runs over time: rows, decisions, and which rules failed when. */
export const HistorySection = ({ history }: { readonly history: PageHistory }) => {
  const { runs } = history;
  const rows = useMemo((): ChartOptions => {
    const points = runs.flatMap(({ startedAt, rows: value, decision }) =>
      value === undefined
        ? []
        : [{ at: new Date(startedAt), value, decision: decision ?? ('none' as const) }],
    );
    return {
      height: 160,
      marginTop: 26,
      marginLeft: 64,
      x: { type: 'utc', label: null },
      y: { label: 'rows', zero: true, nice: true, ticks: 4 },
      marks: [
        gridY({ strokeOpacity: 0.15 }),
        lineY(points, { x: 'at', y: 'value', stroke: 'var(--quiet)' }),
        dot(points, {
          x: 'at',
          y: 'value',
          r: 4,
          fill: ({ decision }: { decision: keyof typeof colours }) => colours[decision],
          title: ({ at, value, decision }: { at: Date; value: number; decision: keyof typeof colours }) =>
            `${time(at.toISOString())}: ${plural(value, 'row')}, ${decision === 'none' ? 'could not run' : decisionTitles[decision]}`,
        }),
      ],
    };
  }, [runs]);
  const lines = Object.entries(history.rules)
    .map(([rule, series]) => ({ rule, statuses: statusesOf(series) }))
    .filter(({ statuses }) => statuses.includes('fail') || statuses.includes('unknown'))
    .sort((left, right) => failures(right.statuses) - failures(left.statuses));
  const blocked = runs.filter(({ decision }) => decision === 'block').length;
  return (
    <section aria-labelledby="history">
      <h2 id="history">
        History{' '}
        <span className="quiet">
          {plural(runs.length, 'run')}, {count(blocked)} blocked
        </span>
      </h2>
      <PlotFigure
        options={rows}
        label={`rows of the last ${plural(runs.length, 'run')}, coloured by decision`}
      />
      {lines.length > 0 && (
        <Scroll label="violations by rule">
          <table className="timeline">
            <caption>Violations by rule, the newest run at the right</caption>
            <tbody>
              {lines.slice(0, mostLines).map(({ rule, statuses }) => (
                <tr key={rule}>
                  <th scope="row">
                    <code>{rule}</code>
                  </th>
                  <td>
                    <StatusStrip statuses={statuses} runs={runs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {lines.length > mostLines && (
            <p className="quiet">{plural(lines.length - mostLines, 'more rule')} failed at some time.</p>
          )}
        </Scroll>
      )}
    </section>
  );
};
