import { canonicalJson } from '../domain/canonical-json.ts';
import { mapChildren, partsOf } from './children.ts';
import { column, type Expr } from './expression.ts';
import type { Relation, Select } from './select.ts';

const holdsWindow = (expr: Expr | undefined): boolean =>
  expr !== undefined && partsOf(expr).some(({ kind }) => kind === 'window');

/** SQL takes windows in the columns of a query, and there neither inside an aggregate nor inside another window. */
const isMisplaced = (expr: Expr): boolean =>
  partsOf(expr).some(
    (part) =>
      (part.kind === 'aggregate' || part.kind === 'window') &&
      partsOf(part)
        .slice(1)
        .some(({ kind }) => kind === 'window'),
  );

const needsLifting = ({ columns, where, groupBy, having, orderBy }: Select): boolean =>
  [...Object.values(columns), ...(orderBy ?? []).map(({ by }) => by)].some(isMisplaced) ||
  [where, having, ...(groupBy ?? [])].some(holdsWindow);

const depthOf = (relation: Relation): number =>
  relation.kind === 'query' ? 1 + depthOf(relation.select.from) : 0;

/**
 * Lets windows stand anywhere in a query: inside aggregates, conditions and other windows. Each is computed in a subquery
 * below, equal ones once. A `where` with a window in it is applied after the windows, any other one before them. Under
 * `everything`, the computed columns (named `~w…`) show: a query around it names the columns it wants.
 */
export const liftWindows = (select: Select): Select => {
  if (!needsLifting(select)) return select;
  const prefix = `~w${depthOf(select.from)}_`;
  const levels: Record<string, Expr>[] = [];
  const known = new Map<string, { readonly expr: Expr; readonly level: number }>();
  let deepest = 0;
  const lift = (expr: Expr): Expr => {
    if (expr.kind !== 'window') return mapChildren(expr, lift);
    const outer = deepest;
    deepest = 0;
    const inner = mapChildren(expr, lift);
    const text = canonicalJson(inner);
    const found = known.get(text) ?? { expr: column(`${prefix}${known.size}`), level: deepest };
    if (!known.has(text)) {
      known.set(text, found);
      levels[found.level] = { ...levels[found.level], [`${prefix}${known.size - 1}`]: inner };
    }
    deepest = Math.max(outer, found.level + 1);
    return found.expr;
  };
  const columns = Object.fromEntries(
    Object.entries(select.columns).map(([name, expr]) => [name, lift(expr)]),
  );
  const { where, groupBy, having, orderBy, ...rest } = select;
  const early = where !== undefined && !holdsWindow(where) ? { where } : {};
  const late = where !== undefined && holdsWindow(where) ? { where: lift(where) } : {};
  const lifted = {
    ...rest,
    columns,
    ...late,
    ...(groupBy === undefined ? {} : { groupBy: groupBy.map(lift) }),
    ...(having === undefined ? {} : { having: lift(having) }),
    ...(orderBy === undefined ? {} : { orderBy: orderBy.map((order) => ({ ...order, by: lift(order.by) })) }),
  };
  const as = select.from.as ?? '~lifted';
  const from = levels.reduce<Relation>(
    (below, level, index) => ({
      kind: 'query',
      as,
      select: { everything: true, columns: level, from: below, ...(index === 0 ? early : {}) },
    }),
    select.from,
  );
  return { ...lifted, from };
};

/** How the windows of some expressions sort and partition their rows: equal texts can be computed in one pass. */
export const windowOrders = (exprs: readonly Expr[]): readonly string[] => {
  const orders = new Set<string>();
  for (const part of exprs.flatMap(partsOf)) {
    if (part.kind === 'window') orders.add(canonicalJson([part.partitionBy, part.orderBy]));
  }
  return [...orders].sort();
};

/** Limits every window of an expression to the rows of its own group; a row keeps its number in the source. */
export const partitioned = (expr: Expr, per: readonly Expr[]): Expr => {
  if (expr.kind === 'window' && expr.fn === 'rowNumberInSource') return expr;
  const inner = mapChildren(expr, (child) => partitioned(child, per));
  return inner.kind === 'window' ? { ...inner, partitionBy: [...per, ...inner.partitionBy] } : inner;
};
