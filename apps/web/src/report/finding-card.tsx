import type { RunSummary } from '../../../../packages/assay/src/domain/history.ts';
import type { ReportData, RuleSeries } from '../../../../packages/assay/src/domain/report-data.ts';
import { shortElement } from '../../../../packages/assay/src/domain/short-element.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { EvidenceTable } from './evidence-table.tsx';
import { RuleHistory } from './rule-history.tsx';
import { ShareBar } from './share-bar.tsx';
import { cellWords, statusWords } from './words.ts';

interface FindingProps {
  readonly verdict: Verdict;
  readonly open: boolean;
  readonly check: ReportData['checks'][string] | undefined;
  readonly series: RuleSeries | undefined;
  readonly runs: readonly RunSummary[];
}

/** Words of a verdict's weight: waived ones do not decide. */
const weightOf = ({ waived, severity }: Verdict): string => (waived === undefined ? severity : 'waived');

/** As a shell takes it. */
const quoted = (rule: string): string =>
  /^[\w./-]+$/.test(rule) ? rule : `'${rule.replaceAll("'", `'\\''`)}'`;

const bandOf = ({ evidence }: Verdict): readonly [number, number] | undefined => {
  const low = evidence?.expectedLow;
  const high = evidence?.expectedHigh;
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
};

/** One finding: what, where, how many, since when, examples, why it matters, and what to do. */
export const FindingCard = ({ verdict, open, check, series, runs }: FindingProps) => {
  const { status, rule, name, message, expected, observed, count, total, evidence, place, waived } = verdict;
  const element = shortElement(verdict);
  const band = bandOf(verdict);
  const told = name ?? verdict.check;
  return (
    <li className={`finding ${status} ${weightOf(verdict)}`}>
      <div className="head">
        <span className="status">{statusWords[status]}</span>
        <span className="weight">{weightOf(verdict)}</span>
        <h3>
          {element === '' ? told : element}
          {element !== '' && <span className="quiet">{told}</span>}
        </h3>
      </div>
      <p className="message">{message}</p>
      {count !== undefined && total !== undefined && total > 0 && <ShareBar count={count} total={total} />}
      <dl className="demand">
        {expected !== undefined && (
          <div>
            <dt>Demanded</dt>
            <dd>{expected}</dd>
          </div>
        )}
        {observed !== undefined && observed !== count && (
          <div>
            <dt>Observed</dt>
            <dd>{cellWords(observed)}</dd>
          </div>
        )}
        {place?.file !== undefined && (
          <div>
            <dt>Rule</dt>
            <dd>
              <code>
                {place.file}
                {place.line === undefined ? '' : `:${place.line}`}
              </code>
            </dd>
          </div>
        )}
      </dl>
      {waived !== undefined && (
        <p className="waiver">
          Accepted until {waived.until} by {waived.owner}: {waived.reason}
        </p>
      )}
      {series !== undefined && runs.length > 1 && <RuleHistory series={series} runs={runs} band={band} />}
      <details open={open}>
        <summary>Examples and background</summary>
        {evidence !== undefined && <EvidenceTable evidence={evidence} rule={rule} />}
        {check !== undefined && (
          <p className="background">
            <strong>{check.summary}</strong> {check.why}
          </p>
        )}
        <p className="background">
          Rule <code>{rule}</code>. More: <code>assay explain {verdict.check}</code>
          {status === 'fail' && waived === undefined && (
            <>
              . To accept it for a time:{' '}
              <code>assay waive {quoted(rule)} --until DATE --owner WHO --reason TEXT</code>
            </>
          )}
        </p>
      </details>
    </li>
  );
};
