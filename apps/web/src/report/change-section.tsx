import type { ComparedRun, ComparedVerdict } from '../../../../packages/assay/src/domain/compared-run.ts';
import type { Run } from '../../../../packages/assay/src/domain/run.ts';
import {
  demandWords,
  type RuleChange,
  ruleChanges,
} from '../../../../packages/assay/src/domain/run-changes.ts';
import { Scroll } from './scroll.tsx';
import { count, decisionTitles, plural, statusWords, time } from './words.ts';

const State = ({ verdict }: { readonly verdict: ComparedVerdict | undefined }) => {
  if (verdict === undefined) return <span className="chip">no such rule</span>;
  const { status, waived, count: exceptions } = verdict;
  return (
    <>
      {waived === undefined ? (
        <span className={`chip ${status}`}>{statusWords[status]}</span>
      ) : (
        <span className="chip">waived</span>
      )}
      {status === 'fail' && exceptions !== undefined && ` ${count(exceptions)}`}
    </>
  );
};

const ChangeTable = ({ changes }: { readonly changes: readonly RuleChange[] }) => {
  const demandsChange = changes.some(({ demandsOther }) => demandsOther);
  return (
    <Scroll label="changed rules">
      <table className="rules">
        <caption>Rules that say something else</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Rule</th>
            <th scope="col">Then</th>
            <th scope="col">Now</th>
            <th scope="col">What was found</th>
            {demandsChange && <th scope="col">What is demanded now</th>}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.rule}>
              <td>{change.kind}</td>
              <th scope="row">
                <code>{change.rule}</code>
              </th>
              <td className="then">
                <State verdict={change.before} />
              </td>
              <td>
                <State verdict={change.now} />
              </td>
              <td className="found">{change.now?.message ?? ''}</td>
              {demandsChange && <td>{demandWords(change)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

const Changes = ({ run, earlier }: { readonly run: Run; readonly earlier: ComparedRun }) => {
  if (earlier.decision === null) return <p>That run could not be done: there is nothing to compare.</p>;
  if (run.decision === null) return <p>There is nothing to compare.</p>;
  const changes = ruleChanges(earlier, run);
  return changes.length === 0 ? <p>No rule says anything else.</p> : <ChangeTable changes={changes} />;
};

/** What differs from an earlier run: rows, and rules that say something else. */
export const ChangeSection = ({ run, earlier }: { readonly run: Run; readonly earlier: ComparedRun }) => {
  const [left, right] = [earlier.subject.rows, run.subject.rows];
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">
        Since {time(earlier.startedAt)}{' '}
        <span className="quiet">
          run {earlier.id}
          {earlier.subject.name === run.subject.name ? '' : ` of ${earlier.subject.name}`}
        </span>
      </h2>
      <p>
        {earlier.decision !== null && run.decision !== null && earlier.decision !== run.decision && (
          <>
            <strong>
              {decisionTitles[earlier.decision]} then, {decisionTitles[run.decision].toLowerCase()} now.
            </strong>{' '}
          </>
        )}
        {left !== undefined &&
          right !== undefined &&
          (left === right
            ? `${plural(right, 'row')} as then.`
            : `${plural(left, 'row')} then, ${count(right)} now.`)}
      </p>
      <Changes run={run} earlier={earlier} />
    </section>
  );
};
