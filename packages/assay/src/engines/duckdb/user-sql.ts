import { z } from 'zod';

/** Functions in FROM that only make rows. Others read files, run text as SQL, or change the log, the profiler and settings. */
const allowed =
  /^(unnest|range|generate_series|repeat|repeat_row|json_each|json_tree|histogram|histogram_values|summary|test_all_types|duckdb_(?!logs)\w+|pragma_table_info)$/;

/** Whether SQL of users may call this function in FROM. */
export const mayCall = (name: string): boolean => allowed.test(name.toLowerCase());

/** What `json_serialize_sql` says of a text: its statements as a tree, or why there are none. */
const serializedSchema = z.looseObject({ error: z.boolean(), error_type: z.string().optional() });
const tableFunctionSchema = z.looseObject({
  type: z.literal('TABLE_FUNCTION'),
  function: z.looseObject({ function_name: z.string() }),
});

const childrenOf = (node: unknown): readonly unknown[] =>
  typeof node === 'object' && node !== null ? Object.values(node) : [];

/** Every function in a FROM clause, however deep. */
const tableFunctionsIn = (root: unknown): readonly string[] => {
  const found: string[] = [];
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { success, data } = tableFunctionSchema.safeParse(node);
    if (success) found.push(data.function.function_name);
    for (const child of childrenOf(node)) if (child !== null && child !== undefined) open.push(child);
  }
  return found;
};

/** Why a statement, as the engine's own parser reads it, is no query that only reads; undefined where it is one. */
export const whyNotReading = (serialized: string): string | undefined => {
  const tree: unknown = JSON.parse(serialized);
  const { error, error_type: kind } = serializedSchema.parse(tree);
  if (error) return kind === 'parser' ? undefined : 'this is no SELECT: SQL of users only reads';
  const refused = tableFunctionsIn(tree).find((name) => !mayCall(name));
  return refused === undefined ? undefined : `SQL of users may not call ${refused}`;
};
