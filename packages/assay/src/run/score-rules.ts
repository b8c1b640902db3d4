import { z } from 'zod';
import { fail, type Outcome, pass, unknown } from '../checks/check.ts';
import type { Contract, ContractObject } from '../contract/contract.ts';
import { nearest } from '../domain/nearest.ts';
import { type Problem, problem, Refusal } from '../domain/problem.ts';
import type { Scores } from '../domain/run.ts';
import { type Dimension, dimensionSchema, dimensions } from '../domain/verdict.ts';
import type { Rule } from '../plan/rule.ts';
import type { Weights } from './score.ts';

type Scored = Dimension | 'overall';

const scored: readonly Scored[] = ['overall', ...dimensions];

const weightsSchema = z.partialRecord(dimensionSchema, z.number().nonnegative());
const minimumsSchema = z.partialRecord(z.enum(scored), z.number().min(0).max(1));

/** A score that the contract demands, as a rule of the run: nothing decides outside verdicts. */
export interface ScoreRule {
  readonly rule: Rule;
  readonly judge: (scores: Scores) => Outcome;
}

export interface Scoring {
  readonly weights: Weights;
  readonly rules: readonly ScoreRule[];
}

/** A mean of doubles may lie so far from the mean of the numbers they stand for. 1 is exact. */
const rounding = 1e-12;

const reaches = (score: number, minimum: number): boolean =>
  score >= (minimum === 1 ? minimum : minimum - rounding);

/** Never rounded up, so that a score shown as its minimum has reached it. */
const shown = (score: number): string =>
  String(Math.floor((score === 1 ? score : score + rounding) * 1e4) / 1e4);

const scoreRule = (object: ContractObject, of: Scored, minimum: number): ScoreRule => ({
  rule: {
    id: `${object.name}/score-${of}`,
    check: 'score',
    element: object.name,
    object: object.name,
    dimension: of === 'overall' ? 'conformity' : of,
    severity: 'error',
    expected: `${of === 'overall' ? 'an overall' : `a ${of}`} score of at least ${minimum}`,
    tags: [],
    place: object.place,
    columns: [],
    rungs: [],
  },
  judge: (scores) => {
    const score = of === 'overall' ? scores.overall : (scores.dimensions[of] ?? null);
    if (score === null)
      return unknown(of === 'overall' ? 'no rule was scored' : `no rule of ${of} was scored`);
    const message = `the ${of} score is ${shown(score)}`;
    const rest = { observed: score };
    return reaches(score, minimum)
      ? pass(message, rest)
      : fail(`${message}, and at least ${minimum} is demanded`, rest);
  },
});

const settingOf = <T>(
  property: string,
  schema: z.ZodType<T>,
  known: readonly string[],
  { contract, object }: { readonly contract: Contract; readonly object: ContractObject },
  problems: Problem[],
): T | undefined => {
  const own = object.customProperties[property];
  const given = own ?? contract.customProperties[property];
  if (given === undefined) return undefined;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong =
    typeof given === 'object' && given !== null
      ? Object.keys(given).find((key) => !known.includes(key))
      : undefined;
  const near = wrong === undefined ? undefined : nearest(wrong, known);
  const issue = parsed.error.issues[0];
  const what =
    wrong === undefined
      ? `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.replace(/^: /, '')
      : `there is no score ${wrong}`;
  problems.push(
    problem(
      'contract-invalid',
      `${property}: ${what}`,
      near === undefined ? `write a map of numbers; keys are ${known.join(', ')}` : `did you mean ${near}?`,
      own === undefined ? { file: contract.file } : object.place,
    ),
  );
  return undefined;
};

/**
 * What a contract says of scores: `assayWeights` and `assayMinimumScores`, custom properties of the object or, for all
 * objects, of the contract. Throws `Refusal` for what cannot be read.
 */
export const scoringOf = (contract: Contract, object: ContractObject): Scoring => {
  const problems: Problem[] = [];
  const at = { contract, object };
  const weights = settingOf('assayWeights', weightsSchema, dimensions, at, problems) ?? {};
  const minimums = settingOf('assayMinimumScores', minimumsSchema, scored, at, problems) ?? {};
  if (problems.length > 0) throw new Refusal(problems);
  const rules = scored.flatMap((of) => {
    const minimum = minimums[of];
    return minimum === undefined ? [] : [scoreRule(object, of, minimum)];
  });
  return { weights: weights as Weights, rules };
};
