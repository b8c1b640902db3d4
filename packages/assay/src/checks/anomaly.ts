import { z } from 'zod';
import { numberOf } from '../domain/cell.ts';
import { isZone } from '../domain/zone.ts';
import { leastInPhase } from '../stats/expected-range/candidates.ts';
import { expectedRange } from '../stats/expected-range/expected-range.ts';
import { anomalyExamples } from './anomaly-examples.ts';
import {
  type CheckContext,
  defineCheck,
  type Followed,
  type Outcome,
  RuleInvalid,
  unknown,
} from './check.ts';
import { endsOf, expectedText } from './expected-words.ts';
import { falseAlarmsParam, oneIn } from './false-alarms.ts';
import { ofOthers, repeatsText, sinceText } from './same-data.ts';
import { plural } from './words.ts';

const params = z.looseObject({
  of: z
    .string()
    .optional()
    .describe('the check whose number is followed, such as rowCount, mean or nullValues'),
  metric: z.string().optional().describe('the same as of'),
  falseAlarms: falseAlarmsParam.describe(
    'how often it may fail where nothing is wrong: 1/100 is one run in a hundred',
  ),
  timezone: z
    .string()
    .refine(isZone, 'timezone is a name such as Europe/Berlin')
    .optional()
    .describe('the zone whose hours and weekdays a season follows; UTC without it'),
});
type AnomalyParams = z.infer<typeof params>;

const followedId = ({ of, metric }: AnomalyParams): string => {
  if (of !== undefined && metric !== undefined)
    throw new RuleInvalid('one of of and metric: they are the same');
  const id = of ?? metric;
  if (id === undefined)
    throw new RuleInvalid('of is missing: the check whose number is followed, such as rowCount');
  return id;
};

const follow = (params: AnomalyParams, context: CheckContext): Followed => {
  const { of: _of, metric: _metric, falseAlarms: _falseAlarms, timezone: _timezone, ...own } = params;
  return context.follow(followedId(params), own);
};

/** Not known yet is no reason to stop anything: it warns. */
const notYet = (message: string, rest: Omit<Outcome, 'status' | 'message'>): Outcome => ({
  ...rest,
  ...unknown(message),
  atMost: 'warn',
});

const judge = (
  found: Outcome,
  { past, series }: Followed,
  { falseAlarms, timezone }: AnomalyParams,
  context: CheckContext,
): Outcome => {
  const observed = found.observed === undefined ? undefined : numberOf(found.observed);
  if (observed === undefined || !Number.isFinite(observed))
    return unknown(
      found.status === 'unknown' ? found.message : `${found.message}: no single number to follow`,
    );
  const { evidence: _evidence, status: _status, ...measured } = found;
  const rest = { ...measured, observed, series };
  const { others, own, repeats } = ofOthers(
    past,
    ({ input, value }) => input !== undefined && input === context.input && value === observed,
  );
  const since = own === past.at(-1) ? own?.at : undefined;
  const expected = expectedRange(
    others.map(({ at, value, kind }) => ({ at: Date.parse(at), value, kind })),
    { at: Date.parse(since ?? context.now), zone: timezone ?? context.timezone, falseAlarms },
  );
  if (expected.kind === 'warm-up')
    return notYet(
      `needs ${plural(expected.needs, 'earlier run')} to know what is usual, has ${expected.runs}${repeatsText(repeats)}; ${found.message}`,
      rest,
    );
  if (expected.kind === 'new-phase')
    return notYet(
      `needs ${leastInPhase} earlier runs at this time of the ${expected.season} to know what is usual; ${found.message}`,
      rest,
    );
  const isPercent = context.unit === 'percent';
  const ends = endsOf(expected, [...others.map(({ value }) => value), observed], isPercent);
  const message = `${found.message}, ${expectedText(ends, expected, isPercent, repeats)}${sinceText(since)}`;
  const evidence = {
    expectedLow: ends.low,
    expectedHigh: ends.high,
    runs: expected.runs,
    ...(expected.season === undefined ? {} : { season: expected.season }),
    ...(expected.hasTrend ? { trend: true } : {}),
    ...(repeats === 0 ? {} : { repeats }),
  };
  const judged = { ...rest, evidence, message };
  if (observed >= ends.low && observed <= ends.high) return { status: 'pass', ...judged };
  return expected.kind === 'too-steady'
    ? notYet(`${message}; needs ${plural(expected.needs, 'earlier run')} to call a change rare`, {
        ...rest,
        evidence,
      })
    : { status: 'fail', ...judged };
};

export const anomaly = defineCheck<AnomalyParams>({
  id: 'anomaly',
  summary: 'A number is as usual, given what it was in earlier runs: its level, trend, season and spread.',
  why: 'Nobody can write down how many rows a Tuesday has in two years; the runs before know. What is learned from them keeps up with growth and weekends, and says how often it is wrong.',
  dimension: 'coverage',
  on: 'either',
  params,
  usesHistory: 'own numbers',
  expected: (params) =>
    `${followedId(params)} as usual, with at most 1 false alarm in ${oneIn(params.falseAlarms)} runs`,
  rungs: (params, context) => {
    const followed = follow(params, context);
    return [
      {
        ...followed.rung,
        judge: (values) => {
          const found = followed.rung.judge(values);
          return found && judge(found, followed, params, context);
        },
      },
    ];
  },
  examples: anomalyExamples,
});
