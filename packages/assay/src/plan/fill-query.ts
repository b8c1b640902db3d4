import type { UserQuery } from '../checks/check.ts';
import { fillPlaceholders, type PlaceholderMeaning } from '../contract/rules/placeholders.ts';
import { type Dialect, Unsupported } from '../sql/dialect.ts';
import { printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/select.ts';

/** Under a scope the table is a query in brackets, which takes the writer's alias and needs none. */
const objectText = (table: Relation, dialect: Dialect): string => {
  const text = printRelation(table, dialect);
  return table.as === undefined
    ? text
    : text.slice(0, text.lastIndexOf(` AS ${dialect.identifier(table.as)}`));
};

/** The part of the table's path that stands `above` places above the table; undefined where there is none. */
const pathPart = (table: Relation, above: number): string | undefined =>
  table.kind === 'table' ? table.path.at(-1 - above) : undefined;

/** A user's query with quoted names for its placeholders. Throws `Unsupported` where one stands for nothing. */
export const filledQuery = (query: UserQuery, table: Relation, dialect: Dialect): string => {
  const quoted = (name: string | undefined, meaning: PlaceholderMeaning): string => {
    if (name === undefined) throw new Unsupported(`this source has no name for {${meaning}}: write it out`);
    return dialect.identifier(name);
  };
  return fillPlaceholders(query.sql, (meaning) => {
    switch (meaning) {
      case 'object':
        return objectText(query.of ?? table, dialect);
      case 'property':
        return quoted(query.column, meaning);
      case 'schema':
        return quoted(pathPart(table, 1), meaning);
      case 'catalog':
        return quoted(pathPart(table, 2), meaning);
    }
  });
};
