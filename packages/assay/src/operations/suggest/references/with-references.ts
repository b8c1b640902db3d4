import { Refusal } from '../../../domain/problem.ts';
import type { Source } from '../../../domain/source.ts';
import { engineFor } from '../../../engines/registry.ts';
import { inSession } from '../../in-session.ts';
import { inWorkFolder } from '../../work-folder.ts';
import type { Draft, DraftProperty } from '../draft.ts';
import type { SuggestionAcross } from '../suggester.ts';
import { findReferences, type KnownTable } from './find-references.ts';

/** A dataset whose contract was drafted. */
interface DraftedTable {
  readonly name: string;
  readonly source: Source;
  readonly draft: Draft;
}

const isDemanded = ({ suggestions }: DraftProperty, key: string): boolean =>
  suggestions.some(({ body }) => body[key] === true);

/** Keys of a draft: its primary key, and columns whose every value is different. */
const keysOf = ({ properties }: Draft): readonly (readonly string[])[] => {
  const primary = properties.filter((one) => isDemanded(one, 'primaryKey'));
  const unique = properties.filter((one) => isDemanded(one, 'unique'));
  return [primary, ...unique.map((one) => [one])]
    .filter((key) => key.length > 0)
    .map((key) => key.map(({ column }) => column.name));
};

/** A draft with the suggestions where they belong. */
export const withFound = (draft: Draft, found: readonly SuggestionAcross[]): Draft => ({
  ...draft,
  rules: [...draft.rules, ...found.filter(({ column }) => column === undefined)],
  properties: draft.properties.map((property) => {
    const own = found.filter(({ column }) => column === property.column.name);
    return own.length === 0 ? property : { ...property, suggestions: [...property.suggestions, ...own] };
  }),
});

/** Why a dataset cannot be read, in the words of its refusal. */
export const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Refusal)) throw cause;
  return cause.problems.map(({ message }) => message).join('; ');
};

/** A draft that says of which dataset no references were looked for. */
export const withNote = (draft: Draft, dataset: string, why: string | undefined): Draft => ({
  ...draft,
  notes: [...draft.notes, `references to ${dataset} were not looked for: ${why ?? 'it cannot be read'}`],
});

/** Drafts with the references between their datasets. Only datasets that one engine reads are looked at together. */
export const withReferences = async (
  drafted: readonly DraftedTable[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<readonly Draft[]> => {
  const drafts = new Map(drafted.map((one) => [one, one.draft]));
  for (const some of Map.groupBy(drafted, ({ source }) => engineFor(source).id).values()) {
    const [first] = some;
    if (first === undefined || some.length < 2) continue;
    await inWorkFolder((workFolder) =>
      inSession(first.source, workFolder, async (session) => {
        const tables = new Map<DraftedTable, KnownTable>();
        for (const one of some) {
          try {
            const { relation, columns } = await session.open(one.source, {
              name: one.name,
              declared: [],
              ...options,
            });
            tables.set(one, {
              name: one.name,
              relation,
              columns,
              rows: one.draft.rows,
              keys: keysOf(one.draft),
            });
          } catch (cause) {
            drafts.set(one, withNote(one.draft, one.name, reasonOf(cause)));
          }
        }
        for (const [one, child] of tables) {
          const parents = [...tables.values()].filter((table) => table !== child);
          const found = await findReferences({ session, ...options }, child, parents);
          drafts.set(one, withFound(one.draft, found));
        }
      }),
    );
  }
  return drafted.map((one) => drafts.get(one) ?? one.draft);
};
