import { cellText } from '../../../domain/cell.ts';
import { holdsForAReason } from './for-a-reason.ts';
import { once } from './once.ts';
import type { RowRule } from './row-rule.ts';
import { distinctIn, type Sample, type SampledColumn } from './sample.ts';
import { nameText } from './written.ts';

const fewestRows = 50;
const most = 12;

/** The text of each code. */
const textsOf = once(({ values }: SampledColumn): readonly string[] => values.map(cellText));

/** Pairs of a sample that hold the same value in the same row. Of several equal columns, each is paired with the first. */
export const equalPairs = once(({ rows, columns }: Sample): readonly RowRule[] => {
  const taken = new Set<string>();
  const candidates = columns.filter((one) => distinctIn(one) > 1);
  const trial = { rows, fewestRows, tried: (candidates.length * (candidates.length - 1)) / 2 };
  return candidates
    .flatMap((left, index) =>
      candidates.slice(index + 1).flatMap((right): readonly RowRule[] => {
        if (taken.has(left.name) || left.looked.column.kind !== right.looked.column.kind) return [];
        const [texts, others] = [textsOf(left), textsOf(right)];
        const at = (row: number, other: number): boolean | undefined => {
          const [one = 0, two = 0] = [left.codes[row], right.codes[other]];
          return one === 0 || two === 0 ? undefined : texts[one] === others[two];
        };
        if (!holdsForAReason(trial, at)) return [];
        taken.add(right.name);
        return [
          {
            kind: 'equal',
            columns: [left.name, right.name],
            expression: `${nameText(left.name)} = ${nameText(right.name)}`,
            reason: `${left.name} and ${right.name} hold the same value`,
            sure: true,
          },
        ];
      }),
    )
    .slice(0, most);
});
