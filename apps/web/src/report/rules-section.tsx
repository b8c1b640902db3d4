import { useDeferredValue, useMemo, useState } from 'react';
import type { PageHistory } from '../../../../packages/assay/src/domain/report-data.ts';
import type { Run } from '../../../../packages/assay/src/domain/run.ts';
import type { Status, Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { MoreButton } from './more-button.tsx';
import { Scroll } from './scroll.tsx';
import { StatusStrip } from './status-strip.tsx';
import { statusesOf } from './statuses.ts';
import { count, statusWords } from './words.ts';

interface RulesProps {
  readonly run: Run;
  readonly history: PageHistory | undefined;
}

const order: readonly Status[] = ['fail', 'unknown', 'pass', 'not-applicable'];
const step = 100;

const sortings = {
  importance: (left: Verdict, right: Verdict) => order.indexOf(left.status) - order.indexOf(right.status),
  rule: (left: Verdict, right: Verdict) => left.rule.localeCompare(right.rule),
  dimension: (left: Verdict, right: Verdict) => left.dimension.localeCompare(right.dimension),
};
type Sorting = keyof typeof sortings;

/** Every rule with its verdict: to be searched, filtered and sorted. */
export const RulesSection = ({ run, history }: RulesProps) => {
  const [typed, type] = useState('');
  const [status, choose] = useState<Status | 'all'>('all');
  const [sorting, sort] = useState<Sorting>('importance');
  const [most, allow] = useState(step);
  const wanted = useDeferredValue(typed.trim().toLowerCase());
  const { verdicts } = run;
  const shown = useMemo(
    () =>
      verdicts
        .filter((verdict) => status === 'all' || verdict.status === status)
        .filter(({ rule, name, message, dimension }) =>
          `${rule} ${name ?? ''} ${message} ${dimension}`.toLowerCase().includes(wanted),
        )
        .toSorted(sortings[sorting]),
    [verdicts, status, wanted, sorting],
  );
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">
        All rules <span className="quiet">{count(verdicts.length)}</span>
      </h2>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <label>
          Search <input type="search" value={typed} onChange={(event) => type(event.target.value)} />
        </label>
        <label>
          Verdict{' '}
          <select value={status} onChange={(event) => choose(event.target.value as Status | 'all')}>
            <option value="all">all</option>
            {order.map((one) => (
              <option key={one} value={one}>
                {statusWords[one]} ({count(verdicts.filter((verdict) => verdict.status === one).length)})
              </option>
            ))}
          </select>
        </label>
        <label>
          Sort by{' '}
          <select value={sorting} onChange={(event) => sort(event.target.value as Sorting)}>
            {Object.keys(sortings).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <output aria-live="polite">{count(shown.length)} shown</output>
      </form>
      <Scroll label="rules and verdicts">
        <table className="rules">
          <caption className="hidden">Rules and verdicts</caption>
          <thead>
            <tr>
              <th scope="col">Verdict</th>
              <th scope="col">Rule</th>
              <th scope="col">Dimension</th>
              <th scope="col">What was found</th>
              {history !== undefined && <th scope="col">Runs</th>}
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, most).map((verdict) => {
              const series = history?.rules[verdict.rule];
              return (
                <tr key={verdict.rule}>
                  <td>
                    <span className={`chip ${verdict.status}`}>{statusWords[verdict.status]}</span>
                  </td>
                  <th scope="row">
                    <code>{verdict.rule}</code>
                  </th>
                  <td>{verdict.dimension}</td>
                  <td className="found">{verdict.message}</td>
                  {history !== undefined && (
                    <td>
                      {series !== undefined && (
                        <StatusStrip statuses={statusesOf(series)} runs={history.runs} brief />
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
      <MoreButton left={shown.length - most} noun="rule" onMore={() => allow(most + 5 * step)} />
    </section>
  );
};
