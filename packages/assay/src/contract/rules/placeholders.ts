import { scanSql } from './scan-sql.ts';

const meanings = {
  object: 'object',
  table: 'object',
  model: 'object',
  property: 'property',
  column: 'property',
  field: 'property',
  schema: 'schema',
  dataset: 'schema',
  project: 'catalog',
  catalog: 'catalog',
  database: 'catalog',
} as const;

export type PlaceholderMeaning = (typeof meanings)[keyof typeof meanings];

/** Names that a query may write as `{name}` or `${name}`. */
export const placeholderNames: ReadonlySet<string> = new Set(Object.keys(meanings));
export const propertyPlaceholders: ReadonlySet<string> = new Set(['property', 'column', 'field']);

const pattern = /\$?\{\s*([A-Za-z_]\w*)\s*\}/g;

/** The placeholders of a query, each once. Braces within comments and SQL text are none. */
export const placeholdersIn = (query: string): readonly string[] => {
  const found = new Set<string>();
  for (const { kind, text } of scanSql(query)) {
    if (kind === 'code' || kind === 'identifier')
      for (const match of text.matchAll(pattern)) found.add(match[1] ?? '');
  }
  return [...found];
};

/**
 * Puts names into a query. `name` gives the name behind a meaning, already quoted for the engine; where it gives undefined the
 * placeholder stays. Quotes that the writer put round a placeholder are dropped, for the name brings its own.
 */
export const fillPlaceholders = (
  query: string,
  name: (meaning: PlaceholderMeaning) => string | undefined,
): string => {
  const fill = (text: string) =>
    text.replace(pattern, (whole, word: string) =>
      isPlaceholder(word) ? (name(meanings[word]) ?? whole) : whole,
    );
  return scanSql(query)
    .map(({ kind, text }) => {
      if (kind === 'code') return fill(text);
      const inner = kind === 'identifier' ? text.slice(1, -1) : '';
      return new RegExp(`^(?:${pattern.source})$`).test(inner) ? fill(inner) : text;
    })
    .join('');
};

const isPlaceholder = (word: string): word is keyof typeof meanings => Object.hasOwn(meanings, word);
