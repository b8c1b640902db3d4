import { type Random, randomFrom } from './random.ts';

/** A metric over runs in which nothing is wrong, but for what its title says. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly runs: number;
  /** Runs before it are history only. */
  readonly from?: number;
  /** Runs of a cycle, for strategies that have to be told. */
  readonly period: number;
  /** The standard deviation of its noise: what shifts are measured in. */
  readonly sigma: number;
  /** The zone that a rule was told; UTC without it. */
  readonly zone?: string;
  /** Runs from here to there are not counted: a level that moved is an anomaly until it is learned. */
  readonly moved?: { readonly from: number; readonly to: number };
  readonly draw: (random: Random, runs: number) => Series;
}

export interface Series {
  readonly at: readonly number[];
  readonly values: readonly number[];
  /** Runs in which something is wrong: to call them anomalies is right. */
  readonly wrong?: readonly boolean[];
  /** Runs that were stopped, so that nothing is learned of them. */
  readonly blocked?: readonly boolean[];
}

const hour = 3_600_000;
const day = 24 * hour;
const monday = Date.UTC(2026, 0, 5, 6);

const every = (period: number, runs: number): readonly number[] =>
  Array.from({ length: runs }, (_none, index) => monday + index * period);

const steps = (period: number, value: (random: Random, index: number) => number): Scenario['draw'] => {
  return (random, runs) => {
    const at = every(period, runs);
    return { at, values: at.map((_time, index) => value(random, index)) };
  };
};

const autocorrelated =
  (share: number): Scenario['draw'] =>
  (random, runs) => {
    let state = random.normal();
    return steps(day, () => {
      state = share * state + Math.sqrt(1 - share * share) * random.normal();
      return 100 + 5 * state;
    })(random, runs);
  };

const walk: Scenario['draw'] = (random, runs) => {
  let state = 1000;
  return steps(day, () => {
    state += 5 * random.normal();
    return state;
  })(random, runs);
};

const withGaps: Scenario['draw'] = (random, runs) => {
  let time = monday;
  const at = Array.from({ length: runs }, () => {
    time += day * (random.uniform() < 0.2 ? 2 + Math.floor(random.uniform() * 12) : 1);
    return time;
  });
  return { at, values: at.map((one) => 100 + (0.5 * (one - monday)) / day + 5 * random.normal()) };
};

/** One run in twenty is far off, as where a sensor fell out, and no person looked. */
const withOutliers: Scenario['draw'] = (random, runs) => {
  const wrong = Array.from({ length: runs }, () => random.uniform() < 0.05);
  const off = (index: number): number => (wrong[index] ? 40 * (random.uniform() < 0.5 ? -1 : 1) : 0);
  return { ...steps(day, (_random, index) => 100 + off(index) + 5 * random.normal())(random, runs), wrong };
};

/** One run in five has less than half of the rows, and is stopped by another rule. */
const withBlocked: Scenario['draw'] = (random, runs) => {
  const blocked = Array.from({ length: runs }, () => random.uniform() < 0.2);
  const share = (index: number): number => (blocked[index] ? 0.4 : 1);
  const drawn = steps(day, (_random, index) => share(index) * (100 + 5 * random.normal()));
  return { ...drawn(random, runs), blocked };
};

/** One to five runs a day, whenever a file comes. */
const irregular: Scenario['draw'] = (random, runs) => {
  const at: number[] = [];
  for (let from = monday - 6 * hour; at.length < runs; from += day) {
    const times = Array.from({ length: 1 + Math.floor(5 * random.uniform()) }, () => random.uniform());
    at.push(...times.sort((one, other) => one - other).map((share) => from + Math.floor(share * day)));
  }
  const kept = at.slice(0, runs);
  const hourIn = (time: number): number => Math.floor(time / hour) % 24;
  return {
    at: kept,
    values: kept.map((time) => 100 + 20 * Math.sin((hourIn(time) / 12) * Math.PI) + 5 * random.normal()),
  };
};

const weekdays = [0, 6, 9, 6, 0, -36, -45];
const hourOf = (index: number): number => (index + 6) % 24;
const isWeekend = (index: number): boolean => Math.floor((index + 6) / 24) % 7 >= 5;

/** Hours of the week as they are lived in Berlin, over the night in which its clocks go forward. */
const springForward = Date.UTC(2026, 2, 29, 1);
const overSpring: Scenario['draw'] = (random, runs) => {
  const at = Array.from({ length: runs }, (_none, index) => Date.UTC(2026, 1, 16, 6) + index * hour);
  const values = at.map((time) => {
    const local = new Date(time + (time < springForward ? 1 : 2) * hour);
    const isFree = local.getUTCDay() % 6 === 0;
    const level = isFree ? 60 : 100 + 30 * Math.sin((local.getUTCHours() / 12) * Math.PI);
    return level + 5 * random.normal();
  });
  return { at, values };
};

const weeksByHour = { runs: 1100, from: 932, period: 24, sigma: 5 } as const;
const daily = { runs: 150, sigma: 5, period: 7 } as const;

export const scenarios: readonly Scenario[] = [
  { ...daily, id: 'normal', title: 'normal noise', draw: steps(day, ({ normal }) => 100 + 5 * normal()) },
  {
    ...daily,
    id: 'heavy',
    title: 'heavy tails (t3)',
    sigma: 5 * Math.sqrt(3),
    draw: steps(day, ({ heavy }) => 100 + 5 * heavy()),
  },
  {
    ...daily,
    id: 'lognormal',
    title: 'skewed (log-normal, σ 0.5)',
    sigma: 33,
    draw: steps(day, ({ normal }) => 55 * Math.exp(0.5 * normal())),
  },
  {
    ...daily,
    id: 'trend',
    title: 'trend, 0.4 σ a run',
    draw: steps(day, ({ normal }, index) => 100 + 2 * index + 5 * normal()),
  },
  {
    ...daily,
    id: 'week',
    title: 'weekly season, one run a day',
    draw: steps(day, ({ normal }, index) => 100 + (weekdays[index % 7] ?? 0) + 5 * normal()),
  },
  {
    ...daily,
    id: 'week-trend',
    title: 'weekly season and trend',
    draw: steps(day, ({ normal }, index) => 100 + 0.5 * index + (weekdays[index % 7] ?? 0) + 5 * normal()),
  },
  {
    id: 'hours',
    title: 'daily season, one run an hour',
    runs: 240,
    period: 24,
    sigma: 5,
    draw: steps(
      hour,
      ({ normal }, index) => 100 + 30 * Math.sin((hourOf(index) / 12) * Math.PI) + 5 * normal(),
    ),
  },
  {
    ...weeksByHour,
    id: 'hours-week',
    title: 'hours of the week, one run an hour',
    draw: steps(
      hour,
      ({ normal }, index) =>
        (isWeekend(index) ? 60 : 100 + 30 * Math.sin((hourOf(index) / 12) * Math.PI)) + 5 * normal(),
    ),
  },
  {
    ...daily,
    id: 'shift',
    title: 'level moves by 10 σ once',
    moved: { from: 60, to: 65 },
    draw: steps(day, ({ normal }, index) => (index < 60 ? 100 : 150) + 5 * normal()),
  },
  { ...daily, id: 'gaps', title: 'gaps of days, with trend', draw: withGaps },
  { ...daily, id: 'ar5', title: 'autocorrelated, 0.5', draw: autocorrelated(0.5) },
  { ...daily, id: 'ar9', title: 'autocorrelated, 0.9', draw: autocorrelated(0.9) },
  { ...daily, id: 'walk', title: 'random walk', draw: walk },
  { ...daily, id: 'constant', title: 'constant', sigma: 1, draw: steps(day, () => 5) },
  {
    ...daily,
    id: 'count3',
    title: 'counts around 3',
    sigma: 1.73,
    draw: steps(day, ({ poisson }) => poisson(3)),
  },
  {
    ...daily,
    id: 'count400',
    title: 'counts around 400',
    sigma: 20,
    draw: steps(day, ({ poisson }) => poisson(400)),
  },
  {
    ...daily,
    id: 'zeros',
    title: 'counts around 0.3, mostly zero',
    sigma: 0.55,
    draw: steps(day, ({ poisson }) => poisson(0.3)),
  },
  {
    ...daily,
    id: 'bursts',
    title: 'zero but for every fifth run, then around 40',
    sigma: 16,
    draw: steps(day, ({ poisson, uniform }) => (uniform() < 0.2 ? poisson(40) : 0)),
  },
  { ...daily, id: 'outliers', title: '5 % of the runs off by 8 σ', draw: withOutliers },
  {
    ...daily,
    id: 'early-shift',
    title: 'level moves by 10 σ in warm-up',
    draw: steps(day, ({ normal }, index) => (index < 8 ? 100 : 150) + 5 * normal()),
  },
  { ...daily, id: 'blocked', title: 'every fifth run broken and blocked', draw: withBlocked },
  {
    id: 'irregular',
    title: 'one to five runs a day, daily season',
    runs: 240,
    period: 24,
    sigma: 5,
    draw: irregular,
  },
  {
    ...weeksByHour,
    id: 'spring',
    title: 'hours of the week, clocks go forward',
    zone: 'Europe/Berlin',
    draw: overSpring,
  },
  { ...weeksByHour, id: 'spring-utc', title: 'the same, zone not told', draw: overSpring },
];

export const drawn = (scenario: Scenario, seed: number): Series =>
  scenario.draw(randomFrom(seed), scenario.runs);
