import type { DigestDataset } from '../../../../packages/assay/src/domain/digest.ts';
import { lineName } from '../../../../packages/assay/src/domain/digest-words.ts';
import { minuteOf } from '../../../../packages/assay/src/domain/minute-of.ts';
import { scoreText } from '../../../../packages/assay/src/domain/score-text.ts';
import { Scroll } from '../report/scroll.tsx';
import { count, decisionTitles, plural } from '../report/words.ts';
import { Spark } from './spark.tsx';

const tones = { admit: 'pass', warn: 'unknown', block: 'fail' } as const;

interface MovedProps {
  readonly now: number | undefined;
  readonly before: number | undefined;
  readonly shown: (value: number) => string;
}

/** A number, and what it was the week before where that is another. */
const Moved = ({ now, before, shown }: MovedProps) => {
  if (now === undefined) return <>–</>;
  const [is, was] = [shown(now), before === undefined ? undefined : shown(before)];
  return (
    <>
      {is}
      {was !== undefined && was !== is && <span className="quiet"> was {was}</span>}
    </>
  );
};

const DatasetRow = ({ dataset }: { readonly dataset: DigestDataset }) => {
  const { last, trend, rows, rowsBefore, score, scoreBefore, quarantined, quarantinedBefore } = dataset;
  const label = (
    what: string,
    values: readonly (number | null)[],
    shown: (value: number) => string,
  ): string => {
    const known = values.flatMap((value) => (value === null ? [] : [value]));
    return `${what} of ${plural(trend.length, 'day')} of ${lineName(dataset)}, from ${shown(Math.min(...known))} to ${shown(Math.max(...known))}`;
  };
  const [scores, sizes] = [trend.map((day) => day.score), trend.map((day) => day.rows)];
  return (
    <tr>
      <th scope="row">
        {dataset.name}
        {dataset.scope !== undefined && (
          <span className="quiet">
            {' '}
            where <code>{dataset.scope}</code>
          </span>
        )}
      </th>
      <td>
        <span className={`chip ${last.decision === null ? '' : tones[last.decision]}`}>
          {last.decision === null ? 'Could not run' : decisionTitles[last.decision]}
        </span>
        <span className="quiet when">{minuteOf(last.at)}</span>
      </td>
      <td className="number">
        <Moved now={dataset.runs} before={dataset.runsBefore} shown={count} />
      </td>
      <td className="number">{count(dataset.blocked)}</td>
      <td className="number">
        <Moved now={score} before={scoreBefore} shown={scoreText} />
      </td>
      <td>
        <Spark points={scores} label={label('score', scores, scoreText)} />
      </td>
      <td className="number">
        <Moved now={rows} before={rowsBefore} shown={count} />
      </td>
      <td>
        <Spark points={sizes} label={label('rows', sizes, count)} />
      </td>
      <td className="number">
        <Moved now={quarantined} before={quarantinedBefore} shown={count} />
      </td>
    </tr>
  );
};

interface DatasetsProps {
  readonly datasets: readonly DigestDataset[];
  readonly leftOut: number;
}

/** How the runs of each dataset went. */
export const DigestDatasets = ({ datasets, leftOut }: DatasetsProps) => (
  <section aria-labelledby="datasets">
    <h2 id="datasets">
      Datasets <span className="quiet">{count(datasets.length + leftOut)}</span>
    </h2>
    <Scroll label="datasets">
      <table className="datasets">
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Last run</th>
            <th scope="col">Runs</th>
            <th scope="col">Blocked</th>
            <th scope="col" colSpan={2}>
              Score, by day
            </th>
            <th scope="col" colSpan={2}>
              Rows, by day
            </th>
            <th scope="col">Quarantined</th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <DatasetRow key={lineName(dataset)} dataset={dataset} />
          ))}
        </tbody>
      </table>
    </Scroll>
    {leftOut > 0 && <p className="quiet">{count(leftOut)} more are not in this file.</p>}
  </section>
);
