import { refuse } from '../../../domain/problem.ts';
import type { Run } from '../../../domain/run.ts';
import type { VersionRecord } from '../../../domain/version-record.ts';
import type { TakenTree } from '../../../versions/folders/take-tree.ts';
import { chosenByVariables, judgesByVariables } from '../chosen-by-variables.ts';
import { gateOf, sourceOfAdded } from '../gate-added.ts';
import type { Adding } from './adding.ts';
import { confidentialIn } from './confidential-of-added.ts';
import { lookedAt, tableOf } from './table-of-added.ts';
import { takeIn } from './take-added.ts';

/** What was found in what is added. */
export interface Judged {
  readonly run?: Run;
  readonly known: Pick<VersionRecord, 'table' | 'confidential'>;
}

/** Throws `Refusal` where something else is at the place than was taken. */
export const expectSame = async (adding: Adding, taken: TakenTree): Promise<void> => {
  const { place, catalog } = adding;
  if ((await takeIn(adding, catalog.knownFiles)).id !== taken.id)
    refuse(
      'source-changed',
      `${place.shown} changed while it was judged`,
      'add it when nobody writes to it',
      { file: place.shown },
    );
};

/** What a variable chose the rows of is not kept with the version. */
const noted = ({ project, add }: Adding, run: Run): Run =>
  judgesByVariables(project, add)
    ? { ...run, problems: [...run.problems, chosenByVariables(add.name)] }
    : run;

/** Judges a dataset that was taken, and reads what table it is, while it stays as it is. */
export const judgedIn = async (adding: Adding, taken: TakenTree): Promise<Judged> => {
  const { project, add, place } = adding;
  const source = sourceOfAdded(project, add, place.at);
  const gated = await gateOf(project, add, source);
  const looked = gated === undefined ? await lookedAt(adding, source, taken) : undefined;
  const table = looked?.table ?? (gated?.opened && tableOf(gated.opened, gated.target?.object.properties));
  if (gated !== undefined || looked?.isKept === false) await expectSame(adding, taken);
  const confidential = confidentialIn(adding, source, table);
  return {
    ...(gated === undefined ? {} : { run: noted(adding, gated.run) }),
    known: {
      ...(table === undefined ? {} : { table }),
      ...(confidential.length === 0 ? {} : { confidential: [...confidential] }),
    },
  };
};
