import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pick, randomFrom } from '../random.ts';
import { parseCsv, type Table } from './csv.ts';
import { type Injected, type Injection, inject } from './inject.ts';
import { heldBackProcesses, shopsSay } from './shops.ts';
import { developedProcesses, stated } from './sources.ts';

const root = join(import.meta.dirname, '../..');
const vega = join(root, 'node_modules/vega-datasets/data');
const shared = join(root, '../shared/data');

const csv = (path: string): string[][] => parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));

const adult = (): Table => [
  'age,workclass,fnlwgt,education,education_num,marital,occupation,relationship,race,sex,gain,loss,hours,country,income'.split(
    ',',
  ),
  ...csv(join(shared, 'adult/adult.data'))
    .filter((row) => row.length === 15)
    .slice(0, 4000)
    .map((row) => row.map((cell) => cell.trim())),
];

interface Flight {
  readonly date: string;
  readonly delay: number;
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

/** Flights with what is known of their airports beside each: the same facts repeated in many rows. */
const airportFlights = (): Table => {
  const airports = new Map(csv(join(vega, 'airports.csv')).map((row) => [row[0], row] as const));
  const flights: readonly Flight[] = JSON.parse(readFileSync(join(vega, 'flights-2k.json'), 'utf8'));
  const facts = (code: string): string[] => [1, 2, 3, 5].map((index) => airports.get(code)?.[index] ?? '');
  return [
    'date,delay,distance,origin,origin_name,origin_city,origin_state,origin_latitude,destination,name,city,state,latitude'.split(
      ',',
    ),
    ...flights.map(({ date, delay, distance, origin, destination }) => [
      date,
      String(delay),
      String(distance),
      origin,
      ...facts(origin),
      destination,
      ...facts(destination),
    ]),
  ];
};

/**
 * Departure times as `sources` state them of `entities`: most are right, each source by its own share; the others copy a wrong
 * time that another source states, or take one nearby; some state none.
 */
export const claims = (seed: number, entities = 80, sources = 24, leastSkill = 0.4): Injection => {
  const random = randomFrom(seed);
  const time = (): string =>
    `${1 + Math.floor(random() * 12)}:${String(Math.floor(random() * 60)).padStart(2, '0')} ${pick(['am', 'pm'], random)}`;
  const skill = Array.from({ length: sources }, () => leastSkill + 0.55 * random());
  const dirty: string[][] = [['source', 'entity', 'planned', 'actual']];
  const errors: Injected[] = [];
  for (let entity = 0; entity < entities; entity += 1) {
    const truth = [time(), time()];
    const wrong = [
      [time(), time()],
      [time(), time()],
    ];
    for (let source = 0; source < sources; source += 1) {
      if (random() < 0.15) continue;
      const cells = truth.map((right, index) => {
        if (random() < 0.15) return '';
        if (random() < Math.min(1, (skill[source] ?? 0.5) + (index === 0 ? 0.2 : 0))) return right;
        return random() < 0.5 ? pick(wrong[index] ?? [], random) : time();
      });
      for (const [index, cell] of cells.entries())
        if (cell !== truth[index])
          errors.push({ row: dirty.length - 1, column: 2 + index, kind: cell === '' ? 'missing' : 'claim' });
      dirty.push([`source ${source}`, `E${entity}`, ...cells]);
    }
  }
  return { dirty, errors };
};

/** Weekly purchases: a customer has a favourite, and buys other things without any error. */
const purchases = (): Table => {
  const random = randomFrom(5);
  const products = Array.from({ length: 60 }, (_unused, index) => `product ${index}`);
  const rows: string[][] = [['customer', 'week', 'product', 'amount']];
  for (let customer = 0; customer < 100; customer += 1) {
    const favourite = pick(products, random);
    for (let week = 0; week < 30; week += 1)
      rows.push([
        `C${customer}`,
        `2024-W${String(week + 1).padStart(2, '0')}`,
        random() < 0.6 ? favourite : pick(products, random),
        String(1 + Math.floor(random() * 9)),
      ]);
  }
  return rows;
};

/** Measures of airports in four states of unequal size: facts on the airport and on the measure repeat in many rows. */
const measures = (): Table => {
  const random = randomFrom(11);
  const states = new Map([
    ['AL', 22],
    ['GA', 20],
    ['ID', 6],
    ['NV', 4],
  ]);
  const places = csv(join(vega, 'airports.csv')).filter((row) => {
    const left = states.get(row[3] ?? '') ?? 0;
    if (left > 0) states.set(row[3] ?? '', left - 1);
    return left > 0;
  });
  const subjects = ['runway', 'baggage', 'security', 'weather delay'];
  const asked = Array.from({ length: 20 }, (_unused, index) => ({
    code: `${(subjects[index % 4] ?? '').slice(0, 3)}-${1 + (index >> 2)}`,
    subject: subjects[index % 4] ?? '',
    name: `${subjects[index % 4]} handled within ${10 * (1 + (index >> 2))} minutes of ${pick(['arrival', 'departure', 'the request'], random)}`,
  }));
  const rows = places.flatMap(([code = '', name = '', city = '', state = '']) => {
    const open = random() < 0.7 ? 'yes' : 'no';
    const phone = String(2_000_000_000 + Math.floor(random() * 7_000_000_000));
    return asked
      .filter(() => random() < 0.9)
      .map((measure) => [
        code,
        name,
        city,
        state,
        phone,
        open,
        measure.subject,
        measure.code,
        measure.name,
        random() < 0.2 ? 'none' : `${Math.floor(random() * 101)}%`,
        `${Math.floor(random() * 300)} flights`,
        `${state}_${measure.code}`,
      ]);
  });
  return [
    'code,name,city,state,phone,open,subject,measure,measure_name,score,sample,state_average'.split(','),
    ...rows,
  ];
};

/** Readings of sensors, each around its own level with its own noise, of which some have heavy tails. */
const sensors = (): Table => {
  const random = randomFrom(17);
  const noise = (): number => random() + random() + random() - 1.5;
  const kinds = Array.from({ length: 25 }, (_unused, index) => ({
    name: `S${100 + index}`,
    level: 5 * 1.25 ** index,
    width: 0.02 + 0.06 * random(),
    isHeavy: index % 6 === 0,
  }));
  const rows = Array.from({ length: 6000 }, () => {
    const { name, level, width, isHeavy } = pick(kinds, random);
    const off = isHeavy ? noise() / Math.sqrt(random()) : noise();
    return [
      name,
      pick(['day', 'night'], random),
      (level * (1 + width * off)).toFixed(2),
      String(20 + Math.floor(10 * random())),
    ];
  });
  return [['sensor', 'shift', 'reading', 'load'], ...rows];
};

/** Every fifth fact on species by county. */
const species = (): Table => {
  const [header = [], ...rows] = csv(join(vega, 'species.csv'));
  return [header, ...rows.filter((_unused, index) => index % Math.ceil(rows.length / 3000) === 0)];
};

export interface Set {
  readonly name: string;
  readonly make: (seed: number) => Injection;
}

const injected = (
  name: string,
  clean: () => Table,
  kinds: Readonly<Record<string, readonly number[]>>,
  swaps: readonly (readonly [number, number])[] = [],
  rate = 0.01,
): Set => ({ name, make: (seed) => inject(clean(), kinds, swaps, rate, seed) });

const head = (path: string, rows: number): Table => csv(join(vega, path)).slice(0, rows + 1);

/** What the ways of finding errors, their constants and the threshold were developed on. */
export const developed: readonly Set[] = [
  injected(
    'adult',
    adult,
    { typo: [1, 3, 5, 6, 7, 13], word: [1, 6], format: [9, 3], magnitude: [0, 12], other: [3, 4] },
    [[6, 7]],
  ),
  injected(
    'flights with airports',
    airportFlights,
    {
      typo: [3, 4, 5, 6, 9, 10],
      missing: [5, 11],
      other: [5, 11, 12],
      word: [10],
      format: [0, 8],
      magnitude: [2, 7],
    },
    [[5, 6]],
  ),
  injected('species', species, { typo: [1, 2, 3], other: [1], missing: [2], format: [3] }, [[1, 2]]),
  injected(
    'zip codes',
    () => head('zipcodes.csv', 4000),
    { typo: [3, 4, 5], word: [5], format: [0], magnitude: [1] },
    [[4, 5]],
  ),
  injected(
    'measures',
    measures,
    { typo: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], other: [2, 5], missing: [3] },
    [],
    0.025,
  ),
  injected('sensors', sensors, { other: [2], typo: [0] }),
  { name: 'claims', make: (seed) => claims(seed) },
  { name: 'claims of bad sources', make: (seed) => claims(seed, 80, 24, 0.1) },
  ...Object.entries(developedProcesses).map(([name, process]) => ({
    name: `claims: ${name}`,
    make: (seed: number) => stated(process, seed),
  })),
  injected('purchases', purchases, { typo: [2], word: [2] }, [], 0.003),
  injected('weather', () => head('seattle-weather.csv', 1461), { typo: [5], magnitude: [2, 4], format: [0] }),
];

/** What the scores are measured on that nothing was developed on. */
export const heldBack: readonly Set[] = [
  injected(
    'airports',
    () => head('airports.csv', 3376),
    { typo: [2, 3, 4], word: [2], format: [0], magnitude: [5] },
    [[2, 3]],
  ),
  injected('compas', () => csv(join(shared, 'compas/compas_discretized.csv')), {
    typo: [1, 2, 5],
    word: [3],
    other: [2],
  }),
  injected('ai4i2020', () => csv(join(shared, 'ai4i2020/ai4i2020.csv')).slice(0, 5001), {
    typo: [1, 2],
    magnitude: [3, 5, 6],
    word: [2],
  }),
  injected(
    'salaries',
    () => csv(join(shared, 'salaries/Salaries.csv')),
    { typo: [1, 2, 5], magnitude: [6], word: [5] },
    [[1, 5]],
  ),
  { name: 'claims, other', make: (seed) => claims(seed, 60, 12) },
  ...Object.entries(heldBackProcesses).map(([name, process]) => ({
    name: `claims of shops: ${name}`,
    make: (seed: number) => shopsSay(process, seed),
  })),
];
