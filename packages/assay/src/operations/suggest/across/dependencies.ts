import { countText, plural } from '../../../checks/words.ts';
import { isNamedKey } from '../key.ts';
import { withoutKeys } from '../relations/copies.ts';
import {
  type Dependency,
  forgivenRows,
  onOneColumn,
  onTwoColumns,
} from '../relations/dependency-candidates.ts';
import { type Evident, withEvidence } from '../relations/evidence.ts';
import { type HeldDependency, heldDependencies } from '../relations/held-dependencies.ts';
import { minimalEdges } from '../relations/minimal.ts';
import { ruleId } from '../relations/row-rule.ts';
import type { Sample, SampledColumn } from '../relations/sample.ts';
import { onSparseColumns } from '../relations/sparse-dependencies.ts';
import { sampleOf } from '../relations/take-sample.ts';
import { type Asking, defineAcross, type SuggestionAcross } from '../suggester.ts';

const [mostOnOne, mostOnTwo] = [16, 8];
/** With so many rows that could have disagreed and none that does, fewer than one in a hundred will (rule of three). */
const enoughChances = 300;

const reasonOf = (
  { determinant, dependent, repeated, rows, heldRows, exceptions }: Evident,
  doubt: string,
): string => {
  const key = determinant.join(' and ');
  if (exceptions > 0)
    return `${key} decides ${dependent} in all but ${countText(exceptions)} of ${plural(rows, 'row')}: mistakes?`;
  const kept = heldRows > 0 ? `, ${countText(heldRows)} of them kept back` : '';
  return `each of ${countText(repeated)} values of ${key} that rows share has one ${dependent}, in ${plural(rows, 'row')}${kept}${doubt}`;
};

/** What the data had shown for a part of their time only may go on otherwise. */
const doubtOf = ({ dependent, chances }: Evident, { unsettled }: Sample): string => {
  if (chances < enoughChances) return ': always, or in these few cases?';
  return unsettled?.has(dependent) === true ? `; some of ${dependent} came late: always, or so far?` : '';
};

const suggestionOf = (found: Evident, sample: Sample): SuggestionAcross => {
  const { determinant, dependent, rows, heldRows, exceptions } = found;
  const doubt = doubtOf(found, sample);
  return {
    place: 'quality',
    body: {
      id: ruleId('decides', [...determinant, dependent]),
      type: 'custom',
      engine: 'assay',
      implementation: { check: 'functionalDependency', determinant: [...determinant], dependent },
    },
    check: 'functionalDependency',
    shown: `${determinant.join(' + ')} decides ${dependent}`,
    sure: exceptions === 0 && doubt === '',
    reason: reasonOf(found, doubt),
    rows: exceptions > 0 ? rows : rows - heldRows,
    exceptions,
  };
};

/** Names of things, whole numbers and short texts speak best for the columns that they decide and are decided by. */
const speakersFirst = (columns: readonly SampledColumn[]): readonly string[] =>
  columns
    .toSorted(
      (left, right) =>
        Number(isNamedKey(right.looked)) - Number(isNamedKey(left.looked)) ||
        Number(left.looked.nulls > 0) - Number(right.looked.nulls > 0) ||
        Number(right.looked.column.kind === 'integer') - Number(left.looked.column.kind === 'integer'),
    )
    .map(({ name }) => name);

const holds = ({ exceptions, rows }: HeldDependency): boolean => exceptions <= rows * forgivenRows;

/** Few exceptions beside many rows first. */
const usefulFirst = (left: Evident, right: Evident): number =>
  Number(left.exceptions > 0) - Number(right.exceptions > 0) || right.chances - left.chances;

/** Dependencies on one column that all rows bear out, those on columns of many values apart. */
const singlesIn = async (asking: Asking, sample: Sample) => {
  const known = onOneColumn(sample);
  const froms = new Set(known.map(({ determinant: [from] }) => from));
  const sparse = (await onSparseColumns(asking, sample)).filter(
    ({ determinant: [from] }) => !froms.has(from),
  );
  const held = async (some: readonly Dependency[]) => (await heldDependencies(asking, some)).filter(holds);
  return { dense: await held(known), sparse: await held(sparse) };
};

export const dependencies = defineAcross({
  id: 'dependencies',
  summary:
    'One column decides another, or two together do: article and weight, machine and line. Keys and columns next to keys are left out, and so is what follows from other dependencies.',
  suggest: async (asking) => {
    const sample = withoutKeys(await sampleOf(asking));
    const tried = sample.columns.length ** 2;
    const { dense, sparse } = await singlesIn(asking, sample);
    const singles = [...dense, ...sparse];
    const evident = [
      ...withEvidence(sample, dense, singles, tried),
      ...sparse.map((one) => ({ ...one, chances: one.rows - one.repeated })),
    ];
    const edges = evident.map((one) => ({ ...one, from: one.determinant[0] ?? '', to: one.dependent }));
    const minimal = minimalEdges(edges, speakersFirst(sample.columns)).toSorted(usefulFirst);
    const pairs = (await heldDependencies(asking, onTwoColumns(sample, singles))).filter(holds);
    const joint = withEvidence(sample, pairs, singles, tried * sample.columns.length).toSorted(usefulFirst);
    return [...minimal.slice(0, mostOnOne), ...joint.slice(0, mostOnTwo)].map((one) =>
      suggestionOf(one, sample),
    );
  },
});
