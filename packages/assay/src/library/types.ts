export type { Contract, ContractObject, ContractProperty } from '../contract/contract.ts';
export type { AuditAnchor, AuditEntry } from '../domain/audit.ts';
export type { BackedUp, Restored } from '../domain/backup.ts';
export type { Card } from '../domain/card.ts';
export type { ContractConversion, ContractDiff, ContractLint } from '../domain/contract-reports.ts';
export type { ContractSuggestion, ContractUpdate } from '../domain/contract-suggestion.ts';
export type { Digest } from '../domain/digest.ts';
export type { DoctorReport } from '../domain/doctor-report.ts';
export type { Executed } from '../domain/executed.ts';
export type { FailedExecutions } from '../domain/failed-execution.ts';
export type { Histories, History, RuleHistory } from '../domain/history.ts';
export type { InitReport } from '../domain/init-report.ts';
export type { Lineage, LineageDiff } from '../domain/lineage.ts';
export type { ModelDiff } from '../domain/model-diff.ts';
export type { ModelSignature } from '../domain/model-signature.ts';
export type { PlanReport } from '../domain/plan-report.ts';
export type { Problem, ProblemCode } from '../domain/problem.ts';
export type { ColumnProfile, Profile } from '../domain/profile.ts';
export type { PrunedReport } from '../domain/pruned.ts';
export type { QuarantineList, ReleaseDone } from '../domain/quarantine-manifest.ts';
export type { Pulled, Pushed } from '../domain/remote-reports.ts';
export type { Grant, Role } from '../domain/roles.ts';
export type { Decision, Run, Runs, Scores } from '../domain/run.ts';
export type { Source } from '../domain/source.ts';
export type { Promoted } from '../domain/stage-moves.ts';
export type { SuspectCell, Suspects } from '../domain/suspects.ts';
export type { Topic } from '../domain/topic.ts';
export type { Dimension, Severity, Status, Verdict } from '../domain/verdict.ts';
export type { VersionDetail } from '../domain/version-detail.ts';
export type { Version, VersionRecord } from '../domain/version-record.ts';
export type {
  Added,
  AuditReport,
  AuditVerified,
  CheckedOut,
  Grants,
  Tagged,
  Tidied,
  Verified,
  VersionDiff,
  VersionLog,
} from '../domain/version-reports.ts';
export type { WaiverAdded } from '../domain/waiver.ts';
