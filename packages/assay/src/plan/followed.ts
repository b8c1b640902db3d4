import { createHash } from 'node:crypto';
import type { Check, CheckContext, Followed, Rung } from '../checks/check.ts';
import { RuleInvalid, RuleUnknown } from '../checks/check.ts';
import { checks } from '../checks/registry.gen.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Comparison } from '../domain/comparison.ts';
import { countedOnce } from '../domain/counted-once.ts';
import { nearest } from '../domain/nearest.ts';
import { askedOf } from '../metrics/request.ts';
import type { BareContext } from './context.ts';
import { wrongArguments } from './wrong-arguments.ts';

/** A check of the whole table measures it under a scope too, one of nested values the table made for it. */
export const rungsOf = (check: Check, params: unknown, context: CheckContext): readonly Rung[] => {
  const rungs = check.rungs(params, context);
  const isWhole = check.onWholeTable === true;
  const isMade = context.nested.size > 0;
  const table = isWhole ? context.wholeTable : context.table;
  if (!isMade && (!isWhole || context.table === context.wholeTable)) return rungs;
  return rungs.map((rung) => ({
    ...rung,
    needs: Object.fromEntries(
      Object.entries(rung.needs).map(([name, request]) => [
        name,
        request.of === undefined ? askedOf(request, table) : request,
      ]),
    ),
    ...(rung.userQuery === undefined || !isMade ? {} : { userQuery: { ...rung.userQuery, of: table } }),
  }));
};

/** Why a check cannot judge the column it is on; undefined where it can. */
export const kindRefused = ({ id, accepts }: Check, context: BareContext): string | undefined => {
  if (accepts === undefined) return undefined;
  const { kind, name, sqlType } = context.subject;
  return accepts.includes(kind)
    ? undefined
    : `${id} judges ${accepts.join(', ')} columns; ${name} is ${sqlType}`;
};

/** Every number passes. */
const anyNumber: Comparison = { operator: 'mustBeGreaterOrEqualTo', value: -Number.MAX_VALUE };

const checkToFollow = (id: string): Check => {
  const numbers = checks.filter(({ usesHistory }) => usesHistory === undefined);
  const check = numbers.find((one) => one.id === id);
  if (check !== undefined) return check;
  const near = nearest(
    id,
    numbers.map((one) => one.id),
  );
  throw new RuleInvalid(
    `there is no check ${JSON.stringify(id)} to follow${near === undefined ? '' : `: did you mean ${near}?`}`,
  );
};

const follow = (id: string, args: Readonly<Record<string, unknown>>, context: CheckContext): Followed => {
  const check = checkToFollow(id);
  const params = check.params.safeParse(args);
  if (!params.success) throw new RuleInvalid(`${id}: ${wrongArguments(params.error)}`);
  const compared: CheckContext = Object.create(context, { comparison: { value: anyNumber } });
  const refused = kindRefused(check, compared);
  if (refused !== undefined) throw new RuleUnknown(refused);
  const rung = rungsOf(check, params.data, compared).at(-1);
  if (rung === undefined) throw new RuleUnknown(`${id} measures nothing`);
  const of = context.property === undefined ? null : context.subject.name;
  const meaning = canonicalJson([
    id,
    params.data,
    context.unit ?? null,
    context.property ?? null,
    of,
    check.onWholeTable === true ? null : (context.scopeAsWritten ?? null),
  ]);
  const series = createHash('sha256').update(meaning).digest('hex').slice(0, 12);
  const now = Date.parse(context.now);
  const past = context.past
    .filter((value) => (value.series ?? series) === series && Date.parse(value.at) < now)
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    rung,
    series,
    past: countedOnce(past, ({ value }) => value).map(({ newest, first, runs }) => ({
      ...newest,
      at: first.at,
      runs,
    })),
  };
};

/** The context with which one check can follow the number of another. */
export const following = (bare: BareContext): CheckContext => {
  const context: CheckContext = Object.create(bare, {
    follow: {
      value: (check: string, args: Readonly<Record<string, unknown>>) => follow(check, args, context),
    },
  });
  return context;
};
