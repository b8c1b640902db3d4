/**
 * The library: what the command line does, typed. What a user can fix is thrown as `Refusal`, with every problem in it.
 *
 * @packageDocumentation
 */

export { Refusal } from './domain/problem.ts';
export * from './library/backup.ts';
export * from './library/contracts.ts';
export * from './library/drafting.ts';
export * from './library/drift.ts';
export * from './library/gate.ts';
export * from './library/history.ts';
export * from './library/lineage.ts';
export type { ActorOptions, FolderOptions, ProjectOptions } from './library/places.ts';
export * from './library/reports.ts';
export * from './library/sharing.ts';
export * from './library/stages.ts';
export type * from './library/types.ts';
export * from './library/versions.ts';
