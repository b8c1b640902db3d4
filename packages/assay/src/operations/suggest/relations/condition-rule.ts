import type { Cell } from '../../../domain/cell.ts';
import type { Condition } from './condition.ts';
import type { RowRule } from './row-rule.ts';
import { distinctIn, nullsIn, type SampledColumn } from './sample.ts';
import { isOneOf, nameText } from './written.ts';

const [mostListed, longestText] = [12, 300];

const cellsOf = (of: SampledColumn, codes: Iterable<number>): readonly Cell[] =>
  [...codes].filter((code) => code !== 0).map((code) => of.values[code] ?? null);

const expressionOf = ({
  subject,
  presence,
  allowed,
}: Condition): { readonly text: string; readonly words: string } | undefined => {
  const name = nameText(subject.name);
  if (presence)
    return allowed.has(0)
      ? { text: `${name} is null`, words: 'is missing' }
      : { text: `${name} is not null`, words: 'is there' };
  const cells = cellsOf(subject, allowed);
  const one = isOneOf(subject.name, cells);
  if (one === undefined) return undefined;
  if (allowed.has(0))
    return { text: `${name} is null or ${one}`, words: `is missing or one of ${cells.length} values` };
  const words =
    cells.length === 1 ? 'has this value' : `has ${cells.length} of its ${distinctIn(subject)} values`;
  return { text: `${one}${nullsIn(subject) > 0 ? ` and ${name} is not null` : ''}`, words };
};

/** What a condition demands, and where; undefined where its values are too many to be read, or cannot be written. */
export const ruleOf = (condition: Condition): RowRule | undefined => {
  const { category, subject, codes, allowed, shutOut } = condition;
  const where = isOneOf(category.name, cellsOf(category, codes));
  const said = expressionOf(condition);
  if (where === undefined || said === undefined || allowed.size > mostListed) return undefined;
  if (where.length + said.text.length > longestText) return undefined;
  return {
    kind: 'where',
    columns: [category.name, subject.name],
    among: where,
    expression: said.text,
    where,
    reason: `${subject.name} ${said.words}, unlike in ${Math.round(shutOut * 100)} % of all rows`,
    sure: true,
  };
};
