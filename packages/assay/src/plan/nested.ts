import type { Nested } from '../checks/check.ts';
import type { Column } from '../domain/column.ts';
import { mapChildren } from '../sql/children.ts';
import { call, column, type Expr, field } from '../sql/expression.ts';
import { type Relation, subquery } from '../sql/select.ts';

/** A column added to a table; of the items of a list, with a row for each. */
export interface Step {
  readonly name: string;
  readonly values: Expr;
  readonly isItems: boolean;
}

/** Where a path inside objects and lists leads: `address.zip`, `tags[]`, `lines[].sku`. */
export type Located =
  | (Nested & {
      readonly kind: 'nested';
      /** The values as a column named like the path. */
      readonly subject: Column;
      /** What makes that column, one after the other. */
      readonly steps: readonly Step[];
    })
  | { readonly kind: 'absent'; readonly reason: string; readonly others: readonly string[] }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** What a path begins with: the longest name after which it goes on or ends; the exact case before any other. */
const headOf = (columns: readonly Column[], path: string): Column | undefined =>
  columns
    .filter(
      ({ name }) =>
        path.toLowerCase().startsWith(name.toLowerCase()) && /^(\.|\[\]|$)/.test(path.slice(name.length)),
    )
    .sort(
      (left, right) =>
        right.name.length - left.name.length ||
        Number(path.startsWith(right.name)) - Number(path.startsWith(left.name)),
    )[0];

interface Walk {
  readonly at: Column;
  readonly done: string;
  readonly rest: string;
  readonly expr: Expr;
  readonly steps: readonly Step[];
}

/** A table with the columns that the steps make, each once. */
export const tableWith = (table: Relation, steps: readonly Step[]): Relation => {
  const distinct = new Map(steps.map((step) => [step.name, step]));
  return [...distinct.values()].reduce(
    (from: Relation, { name, values }) =>
      subquery({ everything: true, columns: { [name]: values }, from }, 'nested'),
    table,
  );
};

const intoItems = (walk: Walk): Walk | Located => {
  const { at, done, rest, expr } = walk;
  if (at.items === undefined)
    return {
      kind: 'unsupported',
      reason: `${done} is ${at.sqlType}, no list of which the items are declared`,
    };
  const name = `${done}[]`;
  return {
    at: at.items,
    done: name,
    rest: rest.slice(2),
    expr: column(name),
    steps: [...walk.steps, { name, values: call('itemsOf', expr), isItems: true }],
  };
};

const intoField = (walk: Walk): Walk | Located => {
  const { at, done, expr } = walk;
  if (at.fields === undefined)
    return {
      kind: 'unsupported',
      reason: `${done} is ${at.sqlType}, no object of which the fields are declared`,
    };
  const rest = walk.rest.slice(1);
  const inner = headOf(at.fields, rest);
  if (inner === undefined)
    return {
      kind: 'absent',
      reason: `${done} has no field ${rest}`,
      others: at.fields.map(({ name }) => name),
    };
  const { name } = inner;
  return {
    ...walk,
    at: inner,
    done: `${done}.${name}`,
    rest: rest.slice(name.length),
    expr: field(expr, name),
  };
};

const arrived = (walk: Walk, path: string): Located => {
  const { at, done, expr, steps } = walk;
  const isColumn = expr.kind === 'column';
  const name = isColumn ? done : path;
  return {
    kind: 'nested',
    subject: { ...at, name },
    steps: isColumn ? steps : [...steps, { name, values: expr, isItems: false }],
    ...(steps.some(({ isItems }) => isItems) ? {} : { values: expr }),
  };
};

/** Follows a path through declared fields and items. Undefined where it does not begin with a column, or is one. */
export const locate = (columns: readonly Column[], path: string): Located | undefined => {
  const head = headOf(columns, path);
  if (head === undefined || head.name.length === path.length) return undefined;
  let walk: Walk = {
    at: head,
    done: head.name,
    rest: path.slice(head.name.length),
    expr: column(head.name),
    steps: [],
  };
  while (walk.rest !== '') {
    const next = walk.rest.startsWith('[]') ? intoItems(walk) : intoField(walk);
    if ('kind' in next) return next;
    walk = next;
  }
  return arrived(walk, path);
};

/** A nested property as the column that `locate` makes of it. */
export const nestedColumn = (columns: readonly Column[], path: string): Column | undefined => {
  const found = locate(columns, path);
  return found?.kind === 'nested' ? found.subject : undefined;
};

/** The expression with another in place of a column. */
export const withColumn = (expr: Expr, name: string, values: Expr): Expr =>
  expr.kind === 'column' && expr.name === name && expr.table === undefined
    ? values
    : mapChildren(expr, (child) => withColumn(child, name, values));
