import { atText } from '../../../domain/lineage-walk.ts';
import { Refusal, reasonOf, refuse } from '../../../domain/problem.ts';
import { type CountedRows, type HeldRows, heldRowsOf, type RowRecall } from '../../../domain/row-recall.ts';
import type { Version } from '../../../domain/version-record.ts';
import { QueryFailed } from '../../../engines/engine.ts';
import type { Project } from '../../../project/project.ts';
import type { Progress } from '../../../run/gate-input.ts';
import { scopeOf } from '../../scope-of.ts';
import { choosesBySecrets } from '../secret-columns.ts';
import { countHeld, type HeldRowsWanted } from './held-rows.ts';

export interface RecallRows extends HeldRowsWanted {
  /** Throws where rows may not be chosen by confidential values: how many there are tells them. */
  readonly mayFilterBySecrets: (version: Version) => Promise<void>;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
}

const called = ({ number, record: { name } }: Version): string => atText({ name, number });

interface Unread {
  readonly reason: string;
  readonly cause: unknown;
}

/**
 * What keeps a version from being read, or the condition from fitting it; undefined for what concerns no version. The words of an engine can hold a
 * cell: only the kind of its failure is told.
 */
const whyUnknown = (cause: unknown): string | undefined => {
  if (cause instanceof QueryFailed) return `the engine cannot tell: ${cause.message.split(':')[0]}`;
  if (!(cause instanceof Refusal) || cause.problems.some(({ code }) => code === 'access-refused'))
    return undefined;
  return reasonOf(cause);
};

/** Where the condition fits none of the versions it is wrong itself: why it does not fit most of them. */
const whyUnfit = (all: readonly (CountedRows | Unread)[]): unknown => {
  const causes = all.map((one) => ('cause' in one ? one.cause : undefined));
  const refusals = causes.filter(
    (cause) => cause instanceof Refusal && cause.problems.every(({ code }) => code === 'expression-invalid'),
  );
  if (refusals.length < all.length) return undefined;
  const alike = [...Map.groupBy(refusals, String).values()];
  return alike.toSorted((one, other) => other.length - one.length)[0]?.[0];
};

/**
 * Which of these versions hold rows that fulfil a condition, one after the other; equal bytes are read once. Throws `Refusal` where the
 * condition fits none of them, or reads confidential values that somebody may not.
 */
export const recallRows = async (
  project: Project,
  versions: readonly Version[],
  given: RecallRows,
): Promise<RowRecall> => {
  scopeOf(given.where);
  const model = versions.find(({ record }) => record.kind === 'model');
  if (model !== undefined)
    refuse(
      'usage',
      `${model.record.name} is a model, and has no rows`,
      'name a dataset, or leave out --where',
    );
  const known = new Map<string, CountedRows | Unread>();
  const held: HeldRows[] = [];
  for (const [done, version] of versions.entries()) {
    given.onProgress?.(called(version), { phase: 'open', done, total: versions.length });
    given.signal?.throwIfAborted();
    if (choosesBySecrets(project, version, given.where)) await given.mayFilterBySecrets(version);
    const { name, tree } = version.record;
    const bytes = `${name} ${tree}`;
    const found =
      known.get(bytes) ??
      (await countHeld(project, version, given).catch((cause: unknown) => {
        given.signal?.throwIfAborted();
        const reason = whyUnknown(cause);
        if (reason === undefined) throw cause;
        return { reason, cause };
      }));
    known.set(bytes, found);
    held.push(
      'reason' in found
        ? { version: called(version), holds: 'unknown', reason: found.reason }
        : heldRowsOf(called(version), found),
    );
  }
  const unfit = whyUnfit([...known.values()]);
  if (unfit !== undefined) throw unfit;
  return { where: given.where, versions: held };
};
