import { temporalKinds } from '../../domain/column.ts';
import type { Looked } from './draft.ts';
import { secondsOf } from './moment-text.ts';
import { fewRows } from './parts.ts';

export interface Key {
  readonly columns: readonly string[];
  readonly sure: boolean;
  readonly reason: string;
}

/** So many pairs of equal values are to be expected by chance before it means something that there is none. */
const meaningful = 10;
const enoughTexts = 500;

/** A name that says its column tells rows apart. */
export const isNamedKey = ({ column: { name } }: Looked): boolean =>
  /(^|[_ .-])(id|key|uuid|guid|no|nr|number|reading|udi)$|[a-z]I[dD]$/i.test(name);
export const isMoment = ({ column: { kind } }: Looked): boolean => temporalKinds.includes(kind);
export const canBeKey = ({ column: { kind } }: Looked): boolean =>
  kind === 'integer' || kind === 'text' || temporalKinds.includes(kind);

/** Of `rows` random values out of `room`, so many pairs would be equal that it means something that none is. */
export const wouldHaveMet = (rows: number, room: number): boolean =>
  rows >= fewRows && rows ** 2 / (2 * room) >= meaningful;

/** How many different values there could be: of whole numbers and times, those between the smallest and the largest. */
const roomOf = ({ column: { kind }, min, max, earliest, latest }: Looked): number | undefined => {
  if (kind === 'integer' && min !== undefined && max !== undefined) return max - min + 1;
  if (earliest === undefined || latest === undefined) return undefined;
  const [from, to] = [secondsOf(earliest), secondsOf(latest)];
  return from === undefined || to === undefined
    ? undefined
    : (to - from) / (kind === 'date' ? 86_400 : 1) + 1;
};

/** How many texts have a shape: 10 for each digit, 26 for each letter. */
const roomOfShape = (shape: string): number =>
  [...shape].reduce((room, sign) => room * (sign === '9' ? 10 : /[Aa]/.test(sign) ? 26 : 1), 1);

/** Made so that no two are ever equal, however few there are. */
const isOfUuid = (shape: string): boolean => /^[\dAa]{8}(-[\dAa]{4}){3}-[\dAa]{12}$/.test(shape);

/** Values differ for a reason, not by chance: the name says so, so many random ones would have met, or all are codes. */
export const differsForAReason = (looked: Looked, rows: number): boolean => {
  if (rows < fewRows) return false;
  if (isNamedKey(looked)) return true;
  const room = roomOf(looked);
  if (room !== undefined) return wouldHaveMet(rows, room);
  const { shapes } = looked;
  if (rows < enoughTexts || shapes === undefined || shapes.count !== shapes.top.length) return false;
  return shapes.top.every(isOfUuid) || wouldHaveMet(rows, Math.max(...shapes.top.map(roomOfShape)));
};
