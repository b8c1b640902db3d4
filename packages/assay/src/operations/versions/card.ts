import type { Card, CardRun } from '../../domain/card.ts';
import type { Run } from '../../domain/run.ts';
import { type Status, statuses } from '../../domain/verdict.ts';
import type { Project } from '../../project/project.ts';
import { withStoredCatalog } from '../with-catalog.ts';
import { versionDetail } from './detail.ts';
import { lineageOf } from './lineage/lineage.ts';

/** So much of the lineage is told. */
const most = 50;

const countsOf = ({ verdicts }: Run): CardRun['rules'] =>
  Object.fromEntries(
    statuses
      .map((status): [Status, number] => [status, verdicts.filter((one) => one.status === status).length])
      .filter(([, count]) => count > 0),
  );

const cardRun = (run: Run): CardRun => ({
  id: run.id,
  ...(run.subject.rows === undefined ? {} : { rows: run.subject.rows }),
  ...(run.subject.columns === undefined ? {} : { columns: run.subject.columns }),
  rules: countsOf(run),
});

/** What is known of one version, and nothing else. Throws `Refusal` where there is none, or the actor may not read it. */
export const cardOf = async (
  project: Project,
  given: { readonly version: string; readonly actor: string },
): Promise<Card> => {
  const { version, moves } = await versionDetail(project.folder, given.version, given.actor);
  const [gate] = version.gates;
  const run = gate && (await withStoredCatalog(project, (catalog) => catalog.runs.get(gate.run)));
  const of = `${version.record.name}@v${version.number}`;
  return {
    schema: 'assay.card/v1',
    version,
    moves,
    ...(run === undefined ? {} : { run: cardRun(run) }),
    lineage: await lineageOf(project, { of, direction: 'both', most, actor: given.actor }),
  };
};
