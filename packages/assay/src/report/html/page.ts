import type { PageHistory, ReportPage, ShownProfile } from '../../domain/report-data.ts';
import type { Run } from '../../domain/run.ts';
import { findingsOf } from '../findings.ts';
import { comparedProfile, comparedRun } from './compared.ts';
import { decisionSentence } from './decision-sentence.ts';

/** What is known of one dataset when its page is made. */
export interface PageParts {
  readonly run?: Run;
  readonly earlierRun?: Run;
  readonly history?: PageHistory;
  readonly profile?: ShownProfile;
  readonly earlierProfile?: ShownProfile;
}

/** A page with everything on it; `fitted` makes it small enough for a file. */
export const pageOf = (name: string, parts: PageParts): ReportPage => {
  const { run, earlierRun, earlierProfile, ...rest } = parts;
  const at = new Map(run?.verdicts.map((verdict, index) => [verdict, index]));
  return {
    name,
    ...rest,
    ...(run === undefined ? {} : { run, decided: decisionSentence(run) }),
    ...(earlierRun === undefined ? {} : { earlierRun: comparedRun(earlierRun, run) }),
    ...(earlierProfile === undefined
      ? {}
      : { earlierProfile: comparedProfile(earlierProfile, rest.profile) }),
    findings: run === undefined ? [] : findingsOf(run).map((verdict) => at.get(verdict) ?? 0),
    leftOut: [],
  };
};
