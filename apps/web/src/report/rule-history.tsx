import { areaY, dot, gridY, lineY, ruleY } from '@observablehq/plot';
import { useMemo } from 'react';
import type { RunSummary } from '../../../../packages/assay/src/domain/history.ts';
import type { RuleSeries } from '../../../../packages/assay/src/domain/report-data.ts';
import { type ChartOptions, PlotFigure } from './plot-figure.tsx';
import { StatusStrip } from './status-strip.tsx';
import { statusesOf } from './statuses.ts';
import { figure } from './words.ts';

interface RuleHistoryProps {
  readonly series: RuleSeries;
  readonly runs: readonly RunSummary[];
  /** The expected band of the last run, both ends included. */
  readonly band: readonly [number, number] | undefined;
}

const colours = {
  pass: 'var(--good)',
  fail: 'var(--bad)',
  unknown: 'var(--unsure)',
  'not-applicable': 'var(--quiet)',
};

/** How one rule fared run by run: a strip of verdicts, and the observed numbers with the expected band. */
export const RuleHistory = ({ series, runs, band }: RuleHistoryProps) => {
  const statuses = useMemo(() => statusesOf(series), [series]);
  const options = useMemo((): ChartOptions | undefined => {
    const points = (series.observed ?? []).flatMap((value, index) => {
      const run = runs[index];
      return value === null || run === undefined
        ? []
        : [{ at: new Date(run.startedAt), value, status: statuses[index] ?? 'unknown' }];
    });
    if (new Set(points.map(({ value }) => value)).size < 2) return undefined;
    return {
      height: 120,
      marginLeft: 56,
      x: { type: 'utc', label: null },
      y: { label: null, ticks: 3, nice: true },
      marks: [
        gridY({ strokeOpacity: 0.15 }),
        ...(band === undefined
          ? []
          : [
              areaY(points, { x: 'at', y1: band[0], y2: band[1], fill: 'var(--accent)', fillOpacity: 0.12 }),
              ruleY(band, { stroke: 'var(--accent)', strokeDasharray: '3 3' }),
            ]),
        lineY(points, { x: 'at', y: 'value', stroke: 'var(--quiet)' }),
        dot(points, {
          x: 'at',
          y: 'value',
          r: 3.5,
          fill: ({ status }: { status: keyof typeof colours }) => colours[status],
        }),
      ],
    };
  }, [series, statuses, runs, band]);
  return (
    <div className="series">
      <StatusStrip statuses={statuses} runs={runs} />
      {options !== undefined && (
        <PlotFigure
          options={options}
          label={`observed values of the last ${runs.length} runs${band === undefined ? '' : `, expected ${figure(band[0])} to ${figure(band[1])}`}`}
        />
      )}
    </div>
  );
};
