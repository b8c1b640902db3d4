import type { Catalog } from '../../../catalog/catalog.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Version } from '../../../domain/version-record.ts';
import { parseVersionRef } from '../../../domain/version-ref.ts';
import { readableVersion } from '../find.ts';

/** Which versions of a name are meant, where more than one is. */
export interface Recall {
  /** Made at this time or later: ISO 8601, or its beginning. */
  readonly since?: string;
  /** Made before this time. */
  readonly until?: string;
  /** What their metadata say. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** From so many versions at most one question begins. */
const mostRoots = 5_000;

export const isRecall = ({ since, until, metadata = {} }: Recall): boolean =>
  since !== undefined || until !== undefined || Object.keys(metadata).length > 0;

const written = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/;

const instantOf = (option: string, text: string): number => {
  const hasNoZone = /T[\d:.]+$/.test(text);
  const millis = written.test(text) ? Date.parse(hasNoZone ? `${text}Z` : text) : Number.NaN;
  return Number.isNaN(millis)
    ? refuse(
        'usage',
        `--${option} ${text} is no time`,
        'write 2026-03-01 or 2026-03-01T08:00:00Z; UTC without a zone',
      )
    : millis;
};

const fits = ({ since, until, metadata = {} }: Recall): ((version: Version) => boolean) => {
  const from = since === undefined ? Number.NEGATIVE_INFINITY : instantOf('since', since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : instantOf('until', until);
  return ({ record }) => {
    const at = Date.parse(record.createdAt);
    return (
      at >= from &&
      at < to &&
      Object.entries(metadata).every(([key, value]) => record.metadata[key] === value)
    );
  };
};

/** The versions that a question begins from. Throws `Refusal` where there are none, or the actor may not read them. */
export const rootsOf = async (
  catalog: Catalog,
  text: string,
  recall: Recall,
  actor: string,
): Promise<readonly Version[]> => {
  const first = await readableVersion(catalog, text, actor);
  if (!isRecall(recall)) return [first];
  if (text.includes('@'))
    return refuse(
      'usage',
      `${text} is one version, and a time or metadata choose among those of a name`,
      `write ${parseVersionRef(text).name}`,
    );
  const all = await catalog.versions.list({ name: text, limit: Number.MAX_SAFE_INTEGER });
  const chosen = all.filter(fits(recall));
  if (chosen.length === 0)
    refuse('version-not-found', `no version of ${text} is so`, `assay log ${text} lists those there are`);
  if (chosen.length > mostRoots)
    refuse(
      'usage',
      `${chosen.length} versions of ${text} are so, and ${mostRoots} is the most`,
      'choose fewer',
    );
  return chosen;
};
