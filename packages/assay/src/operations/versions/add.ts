import { assayFolder } from '../../catalog/assay-folder.ts';
import type { Execution } from '../../domain/execution.ts';
import type { Added } from '../../domain/version-reports.ts';
import type { Project } from '../../project/project.ts';
import { leased } from '../../versions/objects/leases.ts';
import { repositoryIn } from '../../versions/repository.ts';
import { withCatalog } from '../with-catalog.ts';
import type { Add, Adding } from './adding/adding.ts';
import { changesSince } from './adding/changes-since.ts';
import { checkWords } from './adding/check-words.ts';
import { expectSame, type Judged, judgedIn } from './adding/judge-added.ts';
import { savedIn } from './adding/save-added.ts';
import { securedIn } from './adding/take-added.ts';
import { isAsBefore, taggedAgain } from './adding/unchanged.ts';
import { whatIs } from './adding/what-is-added.ts';
import { executionStated } from './origin/stated-origin.ts';
import { atPlace } from './snapshot.ts';

/** What made the bytes, as far as anybody says. */
const originOf = async ({ project, add, catalog }: Adding): Promise<Execution> =>
  add.execution ??
  executionStated(catalog, add.origin ?? {}, {
    cwd: add.cwd,
    folder: project.folder,
    actor: add.author,
  });

const addIn = async (adding: Adding): Promise<Omit<Added, 'schema' | 'name' | 'seconds'>> => {
  const { add, place, repository, catalog } = adding;
  const by = { at: new Date().toISOString(), owner: add.author, reason: add.message ?? '' };
  await catalog.grants.allow(by, { action: 'add', name: add.name });
  const before = await catalog.versions.find({ name: add.name, choice: 'latest' });
  const origin = await originOf(adding);
  const taken = await securedIn(adding, before);
  const what = await whatIs(adding, taken, before);
  if (before !== undefined && (await isAsBefore(adding, before, what, origin)))
    return taggedAgain(adding, before);
  if (what.kind === 'model' && place.reference !== undefined) await expectSame(adding, taken);
  const { run, known }: Judged = what.kind === 'model' ? { known: {} } : await judgedIn(adding, taken);
  return {
    isNew: true,
    version: await savedIn(adding, { ...what, ...known }, origin, run),
    ...(before === undefined ? {} : { since: await changesSince(repository, before, taken) }),
    ...(run === undefined ? {} : { run }),
  };
};

/**
 * Makes a version of a file, a folder, a table or what a query gives: its bytes are kept, its contract judges them, and it gets the next number of its name. The same bytes
 * as those of the newest version make none, unless other metrics, metadata or another origin are given; tags lead to the version that is there
 * then. Throws `Refusal` where something changes meanwhile; nothing is added then.
 */
export const addVersion = async (project: Project, add: Add): Promise<Added> => {
  const began = performance.now();
  checkWords(add);
  const repository = repositoryIn(assayFolder(project.folder));
  const added = await atPlace(project, add, (place, placed) =>
    leased(repository.objects.folder, () =>
      withCatalog(project, (catalog) => addIn({ project, add: placed, place, repository, catalog })),
    ),
  );
  return {
    schema: 'assay.added/v1',
    name: add.name,
    ...added,
    seconds: (performance.now() - began) / 1000,
  };
};
