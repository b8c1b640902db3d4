import type { Execution } from '../../../domain/execution.ts';
import { invariant } from '../../../domain/invariant.ts';
import type { Run } from '../../../domain/run.ts';
import type { Version, VersionRecord } from '../../../domain/version-record.ts';
import { judgesByVariables } from '../chosen-by-variables.ts';
import { gatedBy } from '../keep-gate.ts';
import { keptOrigin } from '../origin/stated-origin.ts';
import type { AddedPlace } from '../place-of-added.ts';
import type { Add, Adding } from './adding.ts';
import type { AddedWhat } from './what-is-added.ts';

const recordOf = (add: Add, { shown, query, reference }: AddedPlace, what: AddedWhat): VersionRecord => ({
  schema: 'assay.version/v1',
  name: add.name,
  kind: what.kind,
  form: what.form,
  tree: what.id,
  files: what.tree.files,
  bytes: what.tree.bytes,
  createdAt: (add.now ?? new Date()).toISOString(),
  author: add.author,
  message: add.message ?? '',
  source: shown,
  ...(query === undefined ? {} : { query }),
  ...(reference === undefined ? {} : { reference: { uri: reference } }),
  metadata: { ...add.metadata },
  ...(what.table === undefined ? {} : { table: what.table }),
  ...(what.confidential === undefined ? {} : { confidential: what.confidential }),
  ...(what.model === undefined ? {} : { model: what.model }),
});

/** Keeps the record as an object, and gives the version the next number of its name. */
export const savedIn = async (
  { project, add, place, repository, catalog }: Adding,
  what: AddedWhat,
  origin: Execution,
  run: Run | undefined,
): Promise<Version> => {
  const made = await keptOrigin(repository, origin, add.cwd);
  const record: VersionRecord = {
    ...recordOf(add, place, what),
    ...(made === undefined ? {} : { execution: made.id }),
  };
  const gate = run && !judgesByVariables(project, add) ? gatedBy(run) : undefined;
  const number = await catalog.versions.save({
    id: await repository.keepRecord(record),
    record,
    tags: add.tags ?? [],
    ...(gate === undefined ? {} : { gate }),
    ...(made === undefined ? {} : { origin: made }),
  });
  const saved = await catalog.versions.find({ name: add.name, choice: { number } });
  invariant(saved !== undefined, `${add.name}@v${number} was saved`);
  return saved;
};
