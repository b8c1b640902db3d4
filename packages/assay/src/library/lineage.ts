import type { Card } from '../domain/card.ts';
import type { Executed } from '../domain/executed.ts';
import type { FailedExecutions } from '../domain/failed-execution.ts';
import type { Lineage, LineageDiff } from '../domain/lineage.ts';
import type { Execute } from '../operations/versions/execute.ts';
import type { LineageOptions } from '../operations/versions/lineage/lineage.ts';
import { byOf, type ProjectOptions, projectOf } from './places.ts';

/** Runs a command and makes versions of what it writes, with what was seen. Its output goes to standard error where `quietOutput` is true. */
export const execute = async (
  options: ProjectOptions &
    Omit<Execute, 'author' | 'cwd' | 'env' | 'quietOutput'> & {
      readonly author?: string;
      readonly quietOutput?: boolean;
    },
): Promise<Executed> => {
  const operation = await import('../operations/versions/execute.ts');
  const { project, cwd } = projectOf(options);
  const { actor } = await byOf({ cwd, ...(options.author === undefined ? {} : { actor: options.author }) });
  const quietOutput = options.quietOutput ?? false;
  return operation.executeCommand(project, { ...options, author: actor, cwd, env: process.env, quietOutput });
};

/**
 * What a version was made from, what was made from it, or both; of a name also of those versions that a time, metadata, parameters or rows choose,
 * of every name where `of` is undefined. A path or a hash asks of a file or a folder as it is now.
 */
export const lineage = async (
  of: string | undefined,
  options: ProjectOptions & Partial<Omit<LineageOptions, 'of'>> = {},
): Promise<Lineage> => {
  const { project, cwd } = projectOf(options);
  return (await import('../operations/versions/lineage/lineage.ts')).lineageOf(project, {
    ...options,
    cwd,
    ...(of === undefined ? {} : { of }),
    direction: options.direction ?? 'both',
    most: options.most ?? Number.POSITIVE_INFINITY,
    actor: (await byOf(options)).actor,
  });
};

/** What differs in how two versions were made and judged. */
export const compareLineage = async (
  before: string,
  after: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<LineageDiff> =>
  (await import('../operations/versions/lineage/compare.ts')).lineageDiffOf(projectOf(options).project, {
    before,
    after,
    actor: (await byOf(options)).actor,
  });

/** What is known of one version: its gates, stages, signature, metrics and origin. */
export const card = async (
  version: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<Card> =>
  (await import('../operations/versions/card.ts')).cardOf(projectOf(options).project, {
    version,
    actor: (await byOf(options)).actor,
  });

/** Commands that were executed and of which nothing came; of a name or a version those that were to make it or read it. */
export const failedExecutions = async (
  of?: string,
  options: ProjectOptions & { readonly actor?: string } = {},
): Promise<FailedExecutions> =>
  (await import('../operations/versions/lineage/failed.ts')).failedExecutions(projectOf(options).project, {
    ...(of === undefined ? {} : { of }),
    actor: (await byOf(options)).actor,
  });
