import type { AuditAnchor } from '../domain/audit.ts';
import type { Grant } from '../domain/roles.ts';
import type { Promoted } from '../domain/stage-moves.ts';
import type { AuditReport, AuditVerified, Grants, GrantsExplained } from '../domain/version-reports.ts';
import {
  type ActorOptions,
  byOf,
  cwdOf,
  type FolderOptions,
  folderOf,
  type ProjectOptions,
  projectOf,
} from './places.ts';

/** Moves a stage to a version through its gate, agrees to the move, or says what is lacking. */
export const promote = async (
  version: string,
  stage: string,
  options: ProjectOptions & ActorOptions & { readonly override?: boolean; readonly dryRun?: boolean } = {},
): Promise<Promoted> =>
  (await import('../operations/versions/promote.ts')).promoteVersion(projectOf(options).project, {
    ...(await byOf(options)),
    version,
    stage,
    override: options.override ?? false,
    dryRun: options.dryRun ?? false,
  });

/** Moves a stage back to the version it led to before. */
export const rollBack = async (
  name: string,
  stage: string,
  options: ProjectOptions & ActorOptions = {},
): Promise<Promoted> =>
  (await import('../operations/versions/promote.ts')).rollBackStage(projectOf(options).project, {
    ...(await byOf(options)),
    name,
    stage,
  });

/** Who was granted what. */
export const grants = async (options: FolderOptions = {}): Promise<Grants> =>
  (await import('../operations/versions/grant.ts')).grantsOf(folderOf(options));

/** What somebody, else whoever acts, may do with a name and with moves of it to a stage, and why or why not. */
export const explainGrants = async (
  options: FolderOptions & {
    readonly actor?: string;
    readonly on?: string;
    readonly stage?: string;
  } = {},
): Promise<GrantsExplained> => {
  const { actingOf } = await import('../operations/versions/actor.ts');
  return (await import('../operations/versions/grant.ts')).grantsExplained(folderOf(options), {
    ...options,
    acting: () => actingOf(process.env, cwdOf(options)),
  });
};

/** Gives somebody a role on names and stages, or takes it away. */
export const grant = async (
  given: Omit<Grant, 'on'> & { readonly on?: string },
  options: ActorOptions & { readonly revoke?: boolean } = {},
): Promise<Grants> =>
  (await import('../operations/versions/grant.ts')).changeGrant(folderOf(options), {
    ...(await byOf(options)),
    grant: { actor: given.actor, role: given.role, on: given.on ?? '*', stage: given.stage },
    revoke: options.revoke ?? false,
  });

/** What was done to versions, aliases and quarantined rows, by whom and why, the oldest first; of one subject where it is named. */
export const audit = async (options: FolderOptions & { readonly of?: string } = {}): Promise<AuditReport> =>
  (await import('../operations/versions/audit.ts')).auditOf(folderOf(options), options.of);

/**
 * Whether the audit is as it was written, and the catalog as the audit says: grants, rules, versions, gates, approvals, aliases and moves. With an
 * anchor of before also whether it is the same audit.
 */
export const verifyAudit = async (
  options: FolderOptions & { readonly anchor?: AuditAnchor; readonly signal?: AbortSignal } = {},
): Promise<AuditVerified> =>
  (await import('../operations/versions/audit.ts')).verifyAudit(folderOf(options), {
    anchor: options.anchor,
    signal: options.signal,
  });
