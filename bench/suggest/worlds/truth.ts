import type { Draft } from '../../../packages/assay/src/operations/suggest/draft.ts';

export type Answer = 'rule' | 'question' | 'not found';

/** Something that is true of a process, and how a draft says it. */
export interface Truth {
  readonly kind: string;
  readonly what: string;
  readonly answer: (draft: Draft) => Answer;
}

interface Said {
  readonly column: string | undefined;
  readonly check: string;
  readonly shown: string;
  readonly sure: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

const saidIn = ({ rules, properties }: Draft): readonly Said[] => [
  ...rules.map((one) => ({ ...one, column: undefined })),
  ...properties.flatMap(({ column, suggestions }) =>
    suggestions.map((one) => ({ ...one, column: column.name })),
  ),
];

const truth = (kind: string, what: string, says: (said: Said) => boolean): Truth => ({
  kind,
  what,
  answer: (draft) => {
    const found = saidIn(draft).filter(says);
    return found.length === 0 ? 'not found' : found.some(({ sure }) => sure) ? 'rule' : 'question';
  },
});

const dependencyOf = ({
  check,
  body,
}: Said): { readonly from: readonly string[]; readonly to: string } | undefined => {
  if (check !== 'functionalDependency') return undefined;
  const found = JSON.stringify(body.implementation);
  const [, from = '[]', to = ''] = /"determinant":(\[[^\]]*\]),"dependent":"([^"]*)"/.exec(found) ?? [];
  return { from: JSON.parse(from), to };
};

/** What follows from some columns by the dependencies that a draft tells. */
const following = (said: readonly Said[], start: readonly string[]): ReadonlySet<string> => {
  const known = new Set(start);
  const dependencies = said.flatMap((one) => dependencyOf(one) ?? []);
  for (let before = 0; before < known.size; ) {
    before = known.size;
    for (const { from, to } of dependencies) if (from.every((name) => known.has(name))) known.add(to);
  }
  return known;
};

/** `recipe -> article`: told, or following from what is told. */
export const decides = (determinant: readonly string[], dependent: string, kind = 'dependency'): Truth => ({
  kind,
  what: `${determinant.join(' + ')} -> ${dependent}`,
  answer: (draft) => {
    const said = saidIn(draft);
    const sure = said.filter((one) => one.sure);
    if (following(sure, determinant).has(dependent)) return 'rule';
    return following(said, determinant).has(dependent) ? 'question' : 'not found';
  },
});

/** Some rule of rows whose text matches. */
export const says = (kind: string, what: string, text: RegExp): Truth =>
  truth(kind, what, ({ check, shown }) => check === 'expression' && text.test(shown));

export const refers = (column: string, parent: string): Truth =>
  truth(
    'reference',
    `${column} refers to ${parent}`,
    (said) => said.column === column && said.check === 'orphans' && said.shown.includes(` ${parent}.`),
  );

/** A time comes at one interval, of each value of the column where one is given. */
export const comesEvery = (column: string, per: string | undefined, text: string): Truth =>
  truth(
    'cadence',
    `${column} every ${text}${per === undefined ? '' : ` per ${per}`}`,
    (said) =>
      said.column === column &&
      said.check === 'gap' &&
      said.shown.includes(text) &&
      said.shown.includes(per ?? ''),
  );

export const isKey = (column: string): Truth =>
  truth(
    'key',
    `${column} is the key`,
    (said) => said.column === column && ['primaryKey', 'unique'].includes(said.check),
  );

export const isIn = (column: string, unit: string): Truth => ({
  kind: 'unit',
  what: `${column} in ${unit}`,
  answer: ({ properties }) =>
    properties.find((one) => one.column.name === column)?.description === `in ${unit}` ? 'rule' : 'not found',
});
