import { logicalTypeOf } from '../../contract/logical-type.ts';
import { numericKinds } from '../../domain/column.ts';
import type { DraftProperty, Looked } from './draft.ts';
import type { Cadence } from './find-cadence.ts';
import type { Forms } from './find-forms.ts';
import type { Keys } from './find-keys.ts';
import type { LongestRun } from './find-runs.ts';
import { meaningOf } from './meaning-of.ts';
import type { Reading } from './read-texts.ts';
import type { Unsettled } from './relations/sample.ts';
import { suggestCadence } from './suggest-cadence.ts';
import { suggestCategories } from './suggest-categories.ts';
import { suggestDates } from './suggest-dates.ts';
import { type DoubtedType, doubtedType, suggestFormat } from './suggest-format.ts';
import { suggestKey } from './suggest-key.ts';
import { suggestPersonal, withoutValues } from './suggest-personal.ts';
import { suggestPlaces } from './suggest-places.ts';
import { suggestPresence } from './suggest-presence.ts';
import { hasRange, suggestRange } from './suggest-range.ts';
import { suggestStuck } from './suggest-stuck.ts';
import { suggestText } from './suggest-text.ts';
import { suggestTime } from './suggest-time.ts';
import { suggestUnit, unitInName } from './suggest-unit.ts';
import type { Suggestion } from './suggestion.ts';

/** What was found of the table as a whole. */
export interface Found {
  readonly keys: Keys;
  readonly cadence: Cadence | undefined;
  /** Columns whose values were still moving when the data ended, or of which new ones came late. */
  readonly moving: ReadonlyMap<string, Unsettled>;
  /** Longest constant run by column. */
  readonly runs: ReadonlyMap<string, LongestRun>;
  /** How texts are written, by column. */
  readonly forms: ReadonlyMap<string, Forms>;
  /** What the texts of columns tell. */
  readonly readings: ReadonlyMap<string, Reading>;
  /** Columns of which no output may carry a value. */
  readonly confidential: ReadonlySet<string>;
  /** True of text files, whose cells the contract types. */
  readonly typedByContract: boolean;
}

/** One batch in so many crosses some bound of the contract by chance. */
const falseAlarms = 1 / 100;

const measuredRules = (
  looked: Looked,
  { cadence, runs, moving }: Found,
  chance: number,
): readonly Suggestion[] => {
  const { column } = looked;
  const range = suggestRange(looked, chance, moving.get(column.name));
  return [...range, ...suggestUnit(looked, range, cadence), ...suggestStuck(runs.get(column.name), cadence)];
};

const suggestForm = (looked: Looked, forms: Forms | undefined, chance: number): readonly Suggestion[] => {
  const format = suggestFormat(looked, forms);
  return format.length > 0 ? format : suggestText(looked, chance);
};

/** What was zero all the time may be a measurement of something that stood still: 3.7 is no mistake then. */
const isAtRest = ({ column, values }: Looked): boolean =>
  column.kind === 'integer' && values?.length === 1 && values[0]?.value === 0;

/** How a column's cells are typed: by the engine, by dates that all its texts are, or by numbers that nearly all of them are. */
const typeOf = (
  looked: Looked,
  { dates }: Reading,
  doubted: DoubtedType | undefined,
  byContract: boolean,
) => {
  const { kind } = looked.column;
  const dated = kind === 'text' && dates?.sure === true ? dates.form.logicalType : undefined;
  const own = byContract && isAtRest(looked) ? 'number' : logicalTypeOf(kind);
  return { dated, type: dated ?? doubted?.logicalType ?? own };
};

/** What the values of a column have in common: a range, a set, a form. */
const suggestValues = (
  looked: Looked,
  found: Found,
  reading: Reading,
  chance: number,
): readonly Suggestion[] => {
  const { column } = looked;
  const { primary, others } = found.keys;
  const inKey = primary?.columns.includes(column.name) === true;
  const alone = inKey && primary.columns.length === 1 && primary.sure;
  const forms = found.forms.get(column.name);
  const doubted = doubtedType(forms, found.typedByContract);
  const categories = alone ? [] : suggestCategories(looked, found.moving.has(column.name));
  const different = others.some(({ sure, columns }) => sure && columns[0] === column.name);
  const isNumeric = numericKinds.includes(column.kind);
  const measured = isNumeric && !inKey && !different && !categories.some(({ sure }) => sure);
  return [
    ...(measured ? [...measuredRules(looked, found, chance), ...suggestPlaces(reading)] : []),
    ...(categories.length > 0 || doubted !== undefined ? [] : suggestForm(looked, forms, chance)),
    ...(inKey ? [] : suggestTime(looked)),
    ...categories,
  ];
};

const draftProperty = (looked: Looked, found: Found, chance: number): DraftProperty => {
  const { column, rows, nulls, extent } = looked;
  const { primary } = found.keys;
  const reading = found.readings.get(column.name) ?? {};
  const inSureKey = primary?.sure === true && primary.columns.includes(column.name);
  const doubted = doubtedType(found.forms.get(column.name), found.typedByContract);
  const { type, dated } = typeOf(looked, reading, doubted, found.typedByContract);
  const unit = numericKinds.includes(column.kind) ? unitInName(column.name) : undefined;
  const values = dated === undefined ? suggestValues(looked, found, reading, chance) : [];
  const hides = reading.personal?.hides === true || found.confidential.has(column.name);
  const suggestions = [
    ...suggestKey(column.name, found.keys),
    ...(inSureKey ? [] : suggestPresence(looked)),
    ...suggestPersonal(reading),
    ...(hides ? withoutValues(values) : values),
    ...suggestDates(reading),
    ...suggestCadence(column, found.cadence),
  ];
  return {
    column,
    ...(type === undefined ? {} : { logicalType: type }),
    ...(doubted === undefined || dated !== undefined ? {} : { doubt: doubted.doubt }),
    ...(unit === undefined ? {} : { description: `in ${unit}` }),
    ...(extent === undefined ? {} : { extent }),
    meaning: meaningOf(looked, reading, suggestions, unit),
    present: rows - nulls,
    suggestions,
  };
};

/** Suggestions for every column of a table. The bounds of all columns share one budget of false alarms. */
export const draftProperties = (all: readonly Looked[], found: Found): readonly DraftProperty[] => {
  const bounds = all.filter(hasRange).length * 2;
  const chance = falseAlarms / Math.max(10, bounds);
  return all.map((looked) => draftProperty(looked, found, chance));
};
