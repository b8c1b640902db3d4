import type { OpenTable } from '../../engines/engine.ts';
import { across } from './across/registry.gen.ts';
import type { Draft, DraftProperty } from './draft.ts';
import { draftProperties } from './draft-properties.ts';
import { findCadence } from './find-cadence.ts';
import { findForms } from './find-forms.ts';
import { findKeys, keysWithCadence } from './find-keys.ts';
import { findMoving } from './find-moving.ts';
import { findRuns } from './find-runs.ts';
import type { Known } from './known.ts';
import { lookAt } from './look.ts';
import type { Looking } from './looking.ts';
import type { Reading } from './read-texts.ts';
import { sampleOf } from './relations/take-sample.ts';
import type { SplitTable } from './split-table.ts';
import { suggestRows } from './suggest-rows.ts';
import type { Asking, SuggestionAcross } from './suggester.ts';

const suggestAcross = async (asking: Asking): Promise<readonly SuggestionAcross[]> => {
  const found: SuggestionAcross[] = [];
  for (const one of across) {
    asking.looking.onStep?.(asking.looked.rows);
    found.push(...(await one.suggest(asking)));
  }
  return found;
};

const withThoseAcross = (
  properties: readonly DraftProperty[],
  found: readonly SuggestionAcross[],
): readonly DraftProperty[] =>
  properties.map((property) => ({
    ...property,
    suggestions: [...property.suggestions, ...found.filter(({ column }) => column === property.column.name)],
  }));

/** True of text files, whose cells the contract types. */
export const typesByContract = ({ files }: OpenTable): boolean =>
  files?.files.some(({ encoding }) => encoding !== undefined) ?? false;

/** Looks at an opened table and drafts what its contract should say, not yet judged. */
export const draftOf = async (
  base: Looking,
  opened: SplitTable,
  name: string,
  { confidential = new Set() }: Known,
  readings: ReadonlyMap<string, Reading>,
): Promise<Draft> => {
  const notes = new Map<string, string>();
  const looking = {
    ...base,
    onFailure: (column: string, reason: string) => void notes.set(column, reason),
  };
  const looked = await lookAt(looking, opened, name);
  const forms = await findForms(looking, looked);
  const likely = await findKeys(looking, opened.relation, looked);
  looking.onStep?.(looked.rows);
  const cadence = await findCadence(looking, opened.relation, looked, likely);
  const keys = keysWithCadence(likely, cadence);
  looking.onStep?.(looked.rows);
  const beyond = await findMoving(looking, opened.relation, looked, cadence);
  const runs = await findRuns(looking, opened.relation, looked, cadence);
  const hidden = new Set([
    ...confidential,
    ...[...readings].flatMap(([column, { personal }]) => (personal?.hides === true ? [column] : [])),
  ]);
  const asking = { looking, table: opened.relation, looked, keys, cadence, confidential: hidden };
  const { unsettled = [] } = await sampleOf(asking);
  const moving = new Map([...unsettled, ...[...beyond].map((name) => [name, 'further'] as const)]);
  const found = await suggestAcross(asking);
  const ofTable = found.filter(({ column }) => column === undefined);
  return {
    name,
    rows: looked.rows,
    heldBack: looked.rows - looked.drafted,
    rules: [suggestRows(looked.drafted), ...ofTable],
    properties: withThoseAcross(
      draftProperties(looked.columns, {
        keys,
        cadence,
        moving,
        runs,
        forms,
        readings,
        confidential,
        typedByContract: typesByContract(opened),
      }),
      found,
    ),
    notes: [
      ...opened.notes.map(({ message }) => message),
      ...[...notes].map(([column, reason]) => `${column} could not be looked at: ${reason}`),
    ],
  };
};
