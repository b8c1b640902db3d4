import { personal as personalKinds } from '../../contract/suggest/personal/registry.gen.ts';
import { numericKinds, temporalKinds } from '../../domain/column.ts';
import type { Looked } from './draft.ts';
import type { Reading } from './read-texts.ts';
import type { Suggestion } from './suggestion.ts';

const isFlag = ({ values }: Looked): boolean =>
  values !== undefined && values.length === 2 && values.every(({ value }) => value === 0 || value === 1);

/** Whole numbers from the smallest to the largest, each once. */
const isSerial = ({ column, min, max, rows, nulls }: Looked): boolean =>
  column.kind === 'integer' &&
  min !== undefined &&
  max !== undefined &&
  max - min + 1 >= rows - nulls &&
  max - min + 1 <= (rows - nulls) * 2;

/** Texts of several words in many different shapes. */
const isProse = ({ shapes, values }: Looked): boolean =>
  values === undefined &&
  shapes !== undefined &&
  shapes.count > shapes.top.length &&
  shapes.top.some((shape) => / /.test(shape));

/** What a column is, in a word or two, from what was found of it. */
export const meaningOf = (
  looked: Looked,
  { personal, isYesNo }: Reading,
  suggestions: readonly Suggestion[],
  unit: string | undefined,
): string => {
  const { kind } = looked.column;
  const has = (check: string): boolean => suggestions.some((one) => one.check === check && one.sure);
  if (personal?.sure === true)
    return personalKinds.find(({ id }) => id === personal.id)?.noun[1] ?? 'personal data';
  const key = suggestions.find(({ check, sure }) => (check === 'primaryKey' || check === 'unique') && sure);
  const isAlone = key?.check === 'unique' || key?.shown === looked.column.name;
  if (key !== undefined && isAlone) return isSerial(looked) ? 'serial number' : 'identifier';
  if (kind === 'boolean' || isYesNo === true || isFlag(looked)) return 'flag';
  if (temporalKinds.includes(kind) || has('dateFormat')) return kind === 'date' ? 'date' : 'time';
  if (has('invalidValues')) return 'category';
  if (kind === 'text') return has('pattern') ? 'code' : isProse(looked) ? 'free text' : 'text';
  if (!numericKinds.includes(kind)) return kind;
  return unit === undefined ? 'number' : `measurement in ${unit}`;
};
