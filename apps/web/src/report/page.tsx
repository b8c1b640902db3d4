import type { ReportData, ReportPage } from '../../../../packages/assay/src/domain/report-data.ts';
import { ChangeSection } from './change-section.tsx';
import { ColumnsSection } from './columns-section.tsx';
import { DecisionBanner } from './decision-banner.tsx';
import { FindingsSection } from './findings-section.tsx';
import { HistorySection } from './history-section.tsx';
import { MissingSection } from './missing-section.tsx';
import { NotesSection } from './notes-section.tsx';
import { ProfileBanner } from './profile-banner.tsx';
import { RulesSection } from './rules-section.tsx';
import { ScoreTiles } from './score-tiles.tsx';

interface Shown {
  readonly page: ReportPage;
  readonly checks: ReportData['checks'];
}

/** One dataset from the decision down to the columns. */
export const Page = ({ page, checks }: Shown) => {
  const { run, profile, history } = page;
  const findings = page.findings.flatMap((index) => run?.verdicts[index] ?? []);
  return (
    <>
      {run !== undefined && <DecisionBanner run={run} decided={page.decided} findings={findings} />}
      {run === undefined && profile !== undefined && (
        <ProfileBanner profile={profile} earlier={page.earlierProfile} />
      )}
      {run !== undefined && <ScoreTiles scores={run.scores} earlier={page.earlierRun?.scores} />}
      {run !== undefined && page.earlierRun !== undefined && (
        <ChangeSection run={run} earlier={page.earlierRun} />
      )}
      {run !== undefined && <FindingsSection findings={findings} history={history} checks={checks} />}
      {history !== undefined && history.runs.length > 1 && <HistorySection history={history} />}
      {run !== undefined && run.verdicts.length > 0 && <RulesSection run={run} history={history} />}
      {profile !== undefined && <MissingSection profile={profile} />}
      {profile !== undefined && (
        <ColumnsSection profile={profile} earlier={page.earlierProfile} verdicts={run?.verdicts ?? []} />
      )}
      <NotesSection page={page} />
    </>
  );
};
