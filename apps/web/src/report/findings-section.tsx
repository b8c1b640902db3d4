import { useState } from 'react';
import type { PageHistory, ReportData } from '../../../../packages/assay/src/domain/report-data.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { FindingCard } from './finding-card.tsx';
import { MoreButton } from './more-button.tsx';
import { plural } from './words.ts';

interface FindingsProps {
  readonly findings: readonly Verdict[];
  readonly history: PageHistory | undefined;
  readonly checks: ReportData['checks'];
}

const step = 20;

/** What failed or could not be judged, what matters most first. */
export const FindingsSection = ({ findings, history, checks }: FindingsProps) => {
  const [most, allow] = useState(step);
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">
        What needs attention <span className="quiet">{plural(findings.length, 'finding')}</span>
      </h2>
      <ol className="findings">
        {findings.slice(0, most).map((verdict, index) => (
          <FindingCard
            key={verdict.rule}
            verdict={verdict}
            open={index < 3}
            check={checks[verdict.check]}
            series={history?.rules[verdict.rule]}
            runs={history?.runs ?? []}
          />
        ))}
      </ol>
      <MoreButton left={findings.length - most} noun="finding" onMore={() => allow(most + 10 * step)} />
    </section>
  );
};
