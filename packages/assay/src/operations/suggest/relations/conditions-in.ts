import { isCategory } from './category.ts';
import { conditionsOf, forbidden } from './condition.ts';
import { ruleOf } from './condition-rule.ts';
import { withoutCopies } from './copies.ts';
import { explainedIn } from './explained.ts';
import type { RowRule } from './row-rule.ts';
import { distinctIn, nullsIn, type Sample } from './sample.ts';
import { decidersIn } from './things-met.ts';

const mostValues = 40;
const most = 16;

/** Conditions of a sample, the most telling first; one that says nothing that others do not is left out. */
export const conditionsIn = (sample: Sample, confidential: ReadonlySet<string>): readonly RowRule[] => {
  const { rows } = sample;
  const columns = withoutCopies(sample).columns.filter(
    ({ name }) => !confidential.has(name) && sample.unsettled?.has(name) !== true,
  );
  const isExplained = explainedIn(sample);
  const categories = columns.filter(isCategory);
  const subjects = columns.filter((one) => distinctIn(one) <= mostValues || nullsIn(one) > 0);
  const tried = categories.reduce((sum, one) => sum + distinctIn(one), 0) * Math.max(1, subjects.length);
  const found = categories
    .flatMap((category) =>
      subjects.flatMap((subject) =>
        subject === category || isExplained(category.name, subject.name)
          ? []
          : [
              ...(nullsIn(subject) > 0
                ? conditionsOf(category, subject, rows, tried, true, decidersIn(sample)(subject))
                : []),
              ...(distinctIn(subject) <= mostValues
                ? conditionsOf(category, subject, rows, tried, false, decidersIn(sample)(subject))
                : []),
            ],
      ),
    )
    .toSorted((left, right) => right.shutOut * Math.sqrt(right.rows) - left.shutOut * Math.sqrt(left.rows));
  const said = new Set<string>();
  return found
    .flatMap((one) => {
      const cells = forbidden(one);
      if (cells.every((cell) => said.has(cell))) return [];
      for (const cell of cells) said.add(cell);
      return ruleOf(one) ?? [];
    })
    .slice(0, most);
};
