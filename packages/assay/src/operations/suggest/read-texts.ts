import { type PersonalFinding, personalIn } from '../../contract/suggest/suggest-classification.ts';
import type { Column } from '../../domain/column.ts';
import type { DeclaredColumn } from '../../domain/source.ts';
import { decimalPlaces } from '../../stats/decimal-places.ts';
import { type DatesFound, findDates, isOfForm } from './date-forms.ts';
import type { Texts } from './find-texts.ts';

/** What the cells of a column are, as their texts tell. */
export interface Reading {
  readonly dates?: DatesFound & { readonly sure: boolean };
  /** Yes and no in two words. */
  readonly isYesNo?: true;
  readonly personal?: PersonalFinding & { readonly held: number; readonly heldFound: number };
  /** Digits behind the point. */
  readonly places?: { readonly places: number; readonly texts: number };
}

const yesNo = [
  ['no', 'yes'],
  ['n', 'y'],
  ['f', 't'],
] as const;
const fewestFlags = 50;

const isYesNo = (texts: readonly string[]): boolean => {
  const found = [...new Set(texts.map((text) => text.toLowerCase()))].sort();
  return (
    texts.length >= fewestFlags &&
    yesNo.some((pair) => found.length === 2 && pair.every((word) => found.includes(word)))
  );
};

const datesIn = ({ drafted, held }: Texts): Pick<Reading, 'dates'> => {
  const found = findDates(drafted);
  if (found === undefined) return {};
  const sure =
    found.orElse === undefined &&
    found.fitting === found.texts &&
    held.every((text) => isOfForm(found.form, text));
  return { dates: { ...found, sure } };
};

const personalOf = (name: string, { drafted, held }: Texts): Pick<Reading, 'personal'> => {
  const different = [...new Set(drafted)];
  const found = personalIn(name, different);
  if (found === undefined) return {};
  const others = [...new Set(held)];
  const again = personalIn(name, others);
  const heldFound = again?.id === found.id ? again.found : 0;
  const contradicted = found.sure && others.length > 0 && heldFound < others.length / 2;
  const judged = contradicted
    ? {
        ...found,
        sure: false,
        reason: `${found.reason}; but of ${others.length} texts kept back only ${heldFound} are`,
      }
    : found;
  return { personal: { ...judged, held: others.length, heldFound } };
};

const placesIn = ({ kind }: Column, { drafted, held }: Texts): Pick<Reading, 'places'> => {
  const places = kind === 'float' ? decimalPlaces([...drafted, ...held]) : undefined;
  return places === undefined ? {} : { places: { places, texts: drafted.length } };
};

/** What the texts of each column tell. */
export const readTexts = (
  columns: readonly Column[],
  texts: ReadonlyMap<string, Texts>,
): ReadonlyMap<string, Reading> =>
  new Map(
    columns.map((of) => {
      const own = texts.get(of.name) ?? { drafted: [], held: [] };
      const isText = of.kind === 'text';
      return [
        of.name,
        {
          ...(isText ? datesIn(own) : placesIn(of, own)),
          ...(isText && isYesNo([...own.drafted, ...own.held]) ? { isYesNo: true as const } : {}),
          ...personalOf(of.name, own),
        },
      ];
    }),
  );

/** Columns of a text file whose cells are to be read as another type than text. */
export const betterTypes = (
  columns: readonly Column[],
  readings: ReadonlyMap<string, Reading>,
): readonly DeclaredColumn[] =>
  columns.flatMap(({ name }): readonly DeclaredColumn[] => {
    const { dates, isYesNo: isFlag } = readings.get(name) ?? {};
    if (dates?.sure === true) {
      const { format, logicalType } = dates.form;
      return [{ name, physicalName: name, logicalType, logicalTypeOptions: { format } }];
    }
    return isFlag === true ? [{ name, physicalName: name, logicalType: 'boolean' }] : [];
  });
