import { countText, plural } from '../../checks/words.ts';
import { tailBound } from '../../stats/tail-bound.ts';
import type { Looked } from './draft.ts';
import { fewRows } from './parts.ts';
import { longReach, roundedOut } from './suggest-range.ts';
import type { Suggestion } from './suggestion.ts';

/** What a handful of texts have in common is no rule, however many rows repeat them; of so many different ones it is. */
const fewestDifferent = 5;
const enoughDifferent = 50;
/** From so many texts on, what all of them have in common is a rule. */
const enough = 500;
/** Types whose texts the engine keeps in one form. */
const hasOneForm = /^uuid$/i;
/** Shapes are cut after so many code points. */
const shapeLength = 64;
const mostShapes = 20;

const classes: Readonly<Record<string, string>> = { A: '[A-Z]', a: '[a-z]', '9': '\\d' };
const part = (sign: string): string => classes[sign] ?? sign.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
const times = (count: number): string => (count === 1 ? '' : `{${count}}`);

/** `AA-9999` becomes `^[A-Z]{2}\-\d{4}$`. */
export const patternOfShape = (shape: string): string =>
  `^${[...shape.matchAll(/(.)\1*/gsu)].map(([run, sign = '']) => part(sign) + times([...run].length)).join('')}$`;

/** Runs of one class, whatever their length. */
const loose = (shape: string): string =>
  `^${[...shape.matchAll(/([Aa9])\1*|./gsu)].map(([run, sign]) => (sign === undefined ? part(run) : `${part(sign)}+`)).join('')}$`;

/** One pattern for all shapes, or undefined. A code has a digit, or only capitals; anything else is prose. */
const patternOf = (shapes: readonly string[]): string | undefined => {
  const [first] = shapes;
  if (first === undefined || shapes.some((shape) => [...shape].length >= shapeLength || /\p{C}/u.test(shape)))
    return undefined;
  if (!/9/.test(first) && !/^A+$/.test(first)) return undefined;
  if (shapes.length === 1) return patternOfShape(first);
  const all = new Set(shapes.map(loose));
  return all.size === 1 ? loose(first) : undefined;
};

const suggestPattern = (looked: Looked, sure: boolean): readonly Suggestion[] => {
  const { shapes } = looked;
  if (shapes === undefined || shapes.count > mostShapes || shapes.count !== shapes.top.length) return [];
  const pattern = patternOf(shapes.top);
  if (pattern === undefined) return [];
  return [
    {
      place: 'option',
      body: { pattern },
      check: 'pattern',
      shown: pattern,
      sure,
      reason: `${countText(shapes.present)} texts look like ${shapes.count === 1 ? shapes.top[0] : `${shapes.top[0]} or shorter or longer`}`,
    },
  ];
};

const suggestLength = (
  { tails, rows, nulls }: Looked,
  sure: boolean,
  chance: number,
): readonly Suggestion[] => {
  if (tails === undefined || tails.largest.length === 0) return [];
  const [longest = 0, shortest = 0] = [tails.largest[0], tails.smallest[0]];
  const present = rows - nulls;
  const option = (key: string, value: number, reason: string): Suggestion => ({
    place: 'option',
    body: { [key]: value },
    check: 'length',
    shown: `${longest === shortest ? 'exactly' : 'at most'} ${plural(value, 'character')}`,
    sure,
    reason,
  });
  if (longest === shortest && longest > 0) {
    const reason = `all ${countText(present)} texts have ${plural(longest, 'character')}`;
    return [option('minLength', longest, reason), option('maxLength', longest, reason)];
  }
  const { bound, tail } = tailBound(tails.largest, (chance * tails.rows) / Math.max(1, rows));
  if (tail !== 'light' || !sure || bound - longest > longReach * (longest - shortest)) return [];
  const most = roundedOut(bound, bound - shortest, 1, true);
  return [option('maxLength', most, `longest seen ${longest}; the margin covers sampling error`)];
};

/** A pattern where all texts have one shape, and bounds of their lengths. */
export const suggestText = (looked: Looked, chance: number): readonly Suggestion[] => {
  const present = looked.rows - looked.nulls;
  const different = looked.values?.length ?? enoughDifferent;
  if (looked.column.kind !== 'text' || present < fewRows || different < fewestDifferent) return [];
  if (hasOneForm.test(looked.column.sqlType)) return [];
  const sure = present >= enough && different >= enoughDifferent;
  const found = suggestPattern(looked, sure);
  return found.length > 0 ? found : suggestLength(looked, sure, chance);
};
