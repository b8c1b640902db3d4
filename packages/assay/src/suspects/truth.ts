import type { CellText } from './survey.ts';

export interface Claim {
  readonly entity: string;
  readonly source: string;
  readonly value: string;
}

/** The chance of each claimed value of an entity to be the true one. */
export type Beliefs = ReadonlyMap<string, ReadonlyMap<CellText, number>>;

/**
 * Whether sources differ in how often they agree with the most frequent value of each entity, more than chance lets them: the sum of
 * (r − n p)²/(n p (1 − p)) over sources with n claims, r of them in agreement, is above its mean by 4 of its standard deviations.
 * Moments of time and other columns that state nothing differ by chance only.
 */
export const differInSkill = (claims: readonly Claim[]): boolean => {
  const winners = new Map<string, string>();
  for (const [entity, own] of Map.groupBy(claims, (claim) => claim.entity)) {
    const counts = [...Map.groupBy(own, ({ value }) => value)];
    const [first] = counts.toSorted(([, left], [, right]) => right.length - left.length);
    if (first !== undefined) winners.set(entity, first[0]);
  }
  const agrees = ({ entity, value }: Claim): boolean => winners.get(entity) === value;
  const share = claims.filter(agrees).length / claims.length;
  const sources = [...Map.groupBy(claims, ({ source }) => source).values()];
  const spread = sources.reduce((sum, own) => {
    const expected = own.length * share;
    return sum + (own.filter(agrees).length - expected) ** 2 / (expected * (1 - share));
  }, 0);
  const freedom = sources.length - 1;
  return spread > freedom + 4 * Math.sqrt(2 * freedom);
};

/** Sources copy from one another, so that ten votes are no ten independent ones. */
const independence = 0.5;
const rounds = 15;
/** An unknown source is right in so many of so many claims. */
const priorRight = 4;
const priorClaims = 6;

/**
 * What is true where several sources claim a value of each entity: the chance of a value is proportional to the
 * product over its claims of (a k/(1 − a))^0.5, with a the share of claims of that source that are true, k the effective number
 * of values claimed per entity; a and the chances are computed in turn, 15 times.
 * Source: X. L. Dong, L. Berti-Équille, D. Srivastava, "Integrating conflicting data: the role of source dependence",
 * PVLDB 2 (2009), its model Accu; the exponent stands for their detection of copies.
 */
export const believe = (claims: readonly Claim[], choices: number): Beliefs => {
  const bySource = Map.groupBy(claims, ({ source }) => source);
  const byEntity = Map.groupBy(claims, ({ entity }) => entity);
  let accuracy = new Map([...bySource.keys()].map((source) => [source, priorRight / priorClaims]));
  let beliefs = new Map<string, ReadonlyMap<CellText, number>>();
  for (let round = 0; round < rounds; round += 1) {
    beliefs = new Map(
      [...byEntity].map(([entity, own]) => {
        const weights = new Map<string, number>();
        for (const { source, value } of own) {
          const right = Math.min(0.99, Math.max(0.05, accuracy.get(source) ?? 0.5));
          const weight = independence * Math.log((right * Math.max(2, choices)) / (1 - right));
          weights.set(value, (weights.get(value) ?? 0) + weight);
        }
        const most = Math.max(...weights.values());
        const raised = [...weights].map(([value, weight]) => [value, Math.exp(weight - most)] as const);
        const sum = raised.reduce((total, [, one]) => total + one, 0);
        return [entity, new Map<CellText, number>(raised.map(([value, one]) => [value, one / sum]))];
      }),
    );
    accuracy = new Map(
      [...bySource].map(([source, own]) => {
        const right = own.reduce((sum, { entity, value }) => sum + (beliefs.get(entity)?.get(value) ?? 0), 0);
        return [source, (right + priorRight) / (own.length + priorClaims)];
      }),
    );
  }
  return beliefs;
};
