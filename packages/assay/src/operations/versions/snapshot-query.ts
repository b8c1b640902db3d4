import { join } from 'node:path';
import { refuse } from '../../domain/problem.ts';
import { sourceText } from '../../domain/source.ts';
import { QueryFailed, type Session } from '../../engines/engine.ts';
import type { Project } from '../../project/project.ts';
import { holdsSecret } from '../../run/confidential.ts';
import { inHoldingDataset } from '../holding-dataset.ts';
import { inSession } from '../in-session.ts';
import { bindContract, declaredProperties, type NamedSource, namedDataset, namedSource } from '../targets.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { withSources } from '../with-sources.ts';
import type { Add } from './adding/adding.ts';
import { readableVersion } from './find.ts';
import { type Snapshot, snapshotMemoryMiB } from './place-of-added.ts';
import { allowSecrets } from './secret-columns.ts';
import { keyOfSnapshot } from './snapshot-key.ts';

/** A file that a dataset holds is read as that is, under its own name. */
const sourceNamed = (project: Project, text: string, { cwd }: Add): NamedSource => {
  const named = namedSource(project, text, cwd);
  return { ...inHoldingDataset(project, named, cwd), name: named.name };
};

const called = ({ version }: NamedSource): readonly string[] =>
  version === undefined ? [] : [`${version.name}@v${version.number}`];

/** Datasets on a server that is queried: a query there may name any table. */
const besides = (project: Project, sources: readonly NamedSource[], cwd: string): readonly NamedSource[] => {
  const urls = new Set(sources.flatMap(({ source }) => ('url' in source ? [source.url] : [])));
  if (urls.size === 0) return [];
  return Object.keys(project.config.datasets)
    .flatMap((name) => namedDataset(project, name, cwd) ?? [])
    .filter(({ source }) => 'url' in source && urls.has(source.url));
};

const readsSecrets = (project: Project, sources: readonly NamedSource[], { cwd }: Add): boolean =>
  [...sources, ...besides(project, sources, cwd)].some((one) =>
    declaredProperties(one, undefined, cwd).some((property) => holdsSecret(property, project.config.public)),
  );

/** What an engine says of a failure may hold a cell after a colon; before it is what kind of failure it is. */
const withoutCells = (cause: unknown): unknown =>
  cause instanceof QueryFailed
    ? new QueryFailed(cause.message.split(':')[0] ?? '', cause.sql, undefined)
    : cause;

/** A query shows any value of what it reads: where a version holds confidential ones, whoever asks must be allowed to read them. */
const allowAll = async (
  project: Project,
  sources: readonly NamedSource[],
  { author }: Add,
): Promise<void> => {
  for (const text of sources.flatMap(called))
    await withStoredCatalog(project, async (catalog) =>
      allowSecrets(project, catalog, await readableVersion(catalog, text, author), author),
    );
};

const expectNames = (sources: readonly NamedSource[]): void => {
  const names = sources.map(({ name }) => name.toLowerCase());
  const twice = sources.find(({ name }, index) => names.indexOf(name.toLowerCase()) < index);
  if (twice !== undefined)
    refuse('usage', `two sources are called ${twice.name}`, 'give one a name under datasets in assay.yaml');
};

const openAll = async (session: Session, sources: readonly NamedSource[], add: Add): Promise<void> => {
  for (const named of sources) {
    const object = named.contract === undefined ? undefined : bindContract(named, undefined, add.cwd).object;
    await session.open(named.source, {
      name: named.name,
      ...(object === undefined ? {} : { physicalName: object.physicalName }),
      declared: object?.properties ?? [],
      ...(add.signal === undefined ? {} : { signal: add.signal }),
    });
  }
};

const readerOf = ({ cwd, author, signal }: Add) => ({
  cwd,
  actor: author,
  ...(signal === undefined ? {} : { signal }),
});

/** Writes what a query gives to a Parquet file. Its sources are what it may name: datasets, tables, files and versions of one engine. */
export const writeQuery = (project: Project, query: string, add: Add, folder: string): Promise<Snapshot> =>
  withSources(project, add.sources ?? [], readerOf(add), async (given) => {
    const sources = given.map((one) => (typeof one === 'string' ? sourceNamed(project, one, add) : one));
    expectNames(sources);
    await allowAll(project, sources, add);
    const [first] = sources;
    if (first === undefined) return refuse('usage', 'nothing says what the query reads', 'add --source');
    const at = join(folder, `${add.name}.parquet`);
    const isSecret = readsSecrets(project, sources, add);
    await inSession(
      first.source,
      folder,
      async (session) => {
        await openAll(session, sources, add);
        const options = add.signal === undefined ? {} : { signal: add.signal };
        await session
          .exportUserSql(query, at, { orderBy: keyOfSnapshot(project, add), ...options })
          .catch((cause: unknown) => {
            throw isSecret ? withoutCells(cause) : cause;
          });
      },
      { memoryMiB: snapshotMemoryMiB },
    );
    for (const { stillIs } of sources) await stillIs?.();
    const shown = sources.map(({ source }) => sourceText(source)).join(', ');
    return {
      place: { at, shown, query, readsSecrets: isSecret },
      inputs: sources.flatMap(called),
    };
  });
