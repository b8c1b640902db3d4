import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { Execution } from '../../../domain/execution.ts';
import { invariant } from '../../../domain/invariant.ts';
import type { Version } from '../../../domain/version-record.ts';
import type { Added } from '../../../domain/version-reports.ts';
import { hasOrigin } from '../origin/stated-origin.ts';
import type { Add, Adding } from './adding.ts';
import type { AddedWhat } from './what-is-added.ts';

/** What is said anew, where anything is said. */
const saysOther = (said: unknown, known: unknown): boolean =>
  said !== undefined && canonicalJson(said) !== canonicalJson(known);

const saysMetadata = ({ metadata = {} }: Add): Add['metadata'] =>
  Object.keys(metadata).length === 0 ? undefined : metadata;

/** Nothing is new: the same bytes, and the same metrics, metadata and origin where some are given. */
export const isAsBefore = async (
  { add, catalog, place }: Adding,
  before: Version,
  what: AddedWhat,
  origin: Execution,
): Promise<boolean> => {
  const { record } = before;
  return (
    record.tree === what.id &&
    record.form === what.form &&
    record.kind === what.kind &&
    record.reference?.uri === place.reference &&
    !saysOther(add.metrics, record.model?.metrics) &&
    !saysOther(saysMetadata(add), record.metadata) &&
    (await hasOrigin(catalog, before, origin))
  );
};

/** The version that is there already: tags that are given lead to it, and a message that it does not have is told to be lost. */
export const taggedAgain = async (
  { add, catalog }: Adding,
  before: Version,
): Promise<Pick<Added, 'isNew' | 'version' | 'tagged' | 'notKept'>> => {
  const { name, tags = [], message, author, now = new Date() } = add;
  const tagged = [...new Set(tags)].filter((tag) => !before.aliases.includes(tag));
  for (const alias of tagged)
    await catalog.versions.tag({
      name,
      alias,
      number: before.number,
      by: { at: now.toISOString(), owner: author, reason: message ?? '' },
    });
  const version =
    tagged.length === 0 ? before : await catalog.versions.find({ name, choice: { number: before.number } });
  invariant(version !== undefined, `${name}@v${before.number} is there`);
  return {
    isNew: false,
    version,
    ...(tagged.length === 0 ? {} : { tagged }),
    ...(message === undefined || message === before.record.message ? {} : { notKept: { message } }),
  };
};
