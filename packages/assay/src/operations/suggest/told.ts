import type { DraftedDataset, InitSuggestion } from '../../domain/init-report.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { Draft, DraftProperty } from './draft.ts';
import type { Suggestion } from './suggestion.ts';

/** Two-sided 95 %. */
const z = 1.96;

/**
 * The lower end of Wilson's 95 % interval for the share of rows that keep a rule: of the rows it was made from, and of those kept back
 * where it was judged on them. 1,000 rows without an exception give 0.996, 50 give 0.929.
 */
export const confidenceOf = (kept: number, rows: number): number =>
  Number(wilsonInterval(kept, rows, z)[0].toFixed(4));

const told = (draft: Draft, suggestion: Suggestion, present: number, column?: string): InitSuggestion => {
  const { rows = present, exceptions = 0, isJudged: _isJudged, ...rest } = suggestion;
  const drafted = Math.max(1, draft.rows - draft.heldBack);
  const heldBack =
    suggestion.heldBack ??
    (suggestion.sure ? Math.round((draft.heldBack * Math.min(rows, drafted)) / drafted) : 0);
  return {
    ...(column === undefined ? {} : { column }),
    ...rest,
    rows,
    exceptions,
    heldBack,
    confidence: confidenceOf(rows - exceptions + heldBack, rows + heldBack),
  };
};

/** A type that not all cells have is a question too. */
const typeQuestion = (
  draft: Draft,
  { column, logicalType, doubt, present }: DraftProperty,
): readonly InitSuggestion[] =>
  doubt === undefined || logicalType === undefined
    ? []
    : [
        told(
          draft,
          {
            check: 'type',
            shown: logicalType,
            place: 'property',
            body: { logicalType },
            sure: false,
            reason: `${doubt}: mistakes, or another type?`,
          },
          present,
          column.name,
        ),
      ];

/** With the rows behind each and how far they can be relied on; those of the table first. */
const toldSuggestions = (draft: Draft): InitSuggestion[] => [
  ...draft.rules.map((one) => told(draft, one, draft.rows - draft.heldBack)),
  ...draft.properties.flatMap((property) => [
    ...typeQuestion(draft, property),
    ...property.suggestions.map((one) => told(draft, one, property.present, property.column.name)),
  ]),
];

export interface DraftToTell {
  readonly name: string;
  /** Without secrets. */
  readonly source: string;
  readonly description: string;
  /** The file of the contract. */
  readonly contract: string;
  readonly draft: Draft;
  readonly seconds: number;
}

/** A drafted dataset as reports tell it. */
export const toldDataset = ({ draft, ...one }: DraftToTell): DraftedDataset => ({
  ...one,
  rows: draft.rows,
  heldBack: draft.heldBack,
  columns: draft.properties.map(({ column, logicalType, meaning }) => ({
    name: column.name,
    kind: column.kind,
    logicalType: logicalType ?? null,
    meaning,
  })),
  suggestions: toldSuggestions(draft),
  notes: [...draft.notes],
});
