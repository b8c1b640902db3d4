import type { CellText, TextRow } from '../survey.ts';
import { isMissingWord } from '../text/missing-words.ts';
import type { Described } from './described.ts';
import type { Item } from './item.ts';
import { type Groups, groupTexts } from './same-value.ts';

/** What sources state of entities, by number instead of by name. */
export interface Items {
  readonly items: readonly Item[];
  /** The number of each source. */
  readonly sources: ReadonlyMap<string, number>;
  /** The place of an item. */
  readonly at: (entity: string, column: number) => number | undefined;
  /** Of each item, which of its values a text is. */
  readonly groups: readonly Groups[];
}

interface Gathered {
  readonly column: number;
  readonly texts: Map<string, number[]>;
  readonly silent: number[];
}

/** A missing cell and a word for nothing state nothing. */
export const isStatement = (text: CellText): text is string => text !== null && !isMissingWord(text);

/** Gathers rows by entity and column; texts that say the same are one value. */
export const readItems = (rows: readonly TextRow[], { entity, source, columns }: Described): Items => {
  const sources = new Map<string, number>();
  const places = new Map<string, number>();
  const gathered: Gathered[] = [];
  for (const row of rows) {
    const [about, by] = [row.get(entity), row.get(source)];
    if (typeof about !== 'string' || typeof by !== 'string') continue;
    const number = sources.get(by) ?? sources.size;
    sources.set(by, number);
    const first = places.get(about) ?? gathered.length;
    if (first === gathered.length) {
      places.set(about, first);
      for (const column of columns.keys()) gathered.push({ column, texts: new Map(), silent: [] });
    }
    for (const [column, { name }] of columns.entries()) {
      const item = gathered[first + column];
      const text = row.get(name) ?? null;
      if (!isStatement(text)) item?.silent.push(number);
      else {
        const by = item?.texts.get(text) ?? [];
        by.push(number);
        item?.texts.set(text, by);
      }
    }
  }
  const groups = gathered.map(({ texts }) => groupTexts(texts));
  return {
    items: gathered.map(({ column, silent }, index) => ({
      column,
      silent,
      stated: groups[index]?.stated ?? [],
    })),
    sources,
    groups,
    at: (about, column) => {
      const first = places.get(about);
      return first === undefined ? undefined : first + column;
    },
  };
};
