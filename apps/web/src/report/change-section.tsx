import type { Run } from '../../../../packages/assay/src/domain/run.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { Scroll } from './scroll.tsx';
import { count, statusWords, time } from './words.ts';

interface Change {
  readonly rule: string;
  readonly before: Verdict | undefined;
  readonly now: Verdict | undefined;
}

const changesOf = (run: Run, earlier: Run): readonly Change[] => {
  const before = new Map(earlier.verdicts.map((verdict) => [verdict.rule, verdict]));
  const now = new Map(run.verdicts.map((verdict) => [verdict.rule, verdict]));
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((rule) => ({ rule, before: before.get(rule), now: now.get(rule) }))
    .filter(({ before: left, now: right }) => left?.status !== right?.status);
};

const words = (verdict: Verdict | undefined): string =>
  verdict === undefined ? 'no such rule' : statusWords[verdict.status];

/** What differs from an earlier run: rows, and rules whose verdict is another. */
export const ChangeSection = ({ run, earlier }: { readonly run: Run; readonly earlier: Run }) => {
  const changes = changesOf(run, earlier);
  const [left, right] = [earlier.subject.rows, run.subject.rows];
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">
        Since {time(earlier.startedAt)} <span className="quiet">run {earlier.id}</span>
      </h2>
      {left !== undefined && right !== undefined && (
        <p>
          {count(left)} rows then, {count(right)} now.
        </p>
      )}
      {changes.length === 0 ? (
        <p>No rule has another verdict.</p>
      ) : (
        <Scroll label="changed rules">
          <table className="rules">
            <caption>Rules whose verdict is another</caption>
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Then</th>
                <th scope="col">Now</th>
                <th scope="col">What was found</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ rule, before, now }) => (
                <tr key={rule}>
                  <th scope="row">
                    <code>{rule}</code>
                  </th>
                  <td>
                    <span className={`chip ${before?.status ?? ''}`}>{words(before)}</span>
                  </td>
                  <td>
                    <span className={`chip ${now?.status ?? ''}`}>{words(now)}</span>
                  </td>
                  <td>{now?.message ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
};
