import { z } from 'zod';
import { defineCheck, notApplicable, rung, unknown } from './check.ts';

const params = z.strictObject({ name: z.string(), listed: z.boolean() });
type PromiseParams = z.infer<typeof params>;

/** What ODCS lists of operations: seen while a service runs, never in its data. */
const operational = [
  'availability',
  'throughput',
  'errorRate',
  'frequency',
  'timeToDetect',
  'timeToNotify',
  'timeToRepair',
];

const named = (listed: boolean) => (_args: object, key: string) => ({
  name: key.slice(key.indexOf('.') + 1),
  listed,
});

export const promise = defineCheck<PromiseParams>({
  id: 'promise',
  summary: 'A service level that cannot be seen in data at rest.',
  why: 'How often a service is up or how fast it is mended shows in its operation; the promise is listed so that nobody takes it for kept.',
  dimension: 'timeliness',
  on: 'either',
  params,
  odcs: {
    ...Object.fromEntries(operational.map((name) => [`sla.${name}`, named(true)])),
    'sla.*': named(false),
  },
  expected: ({ name }) => name,
  rungs: ({ name, listed }) => [
    rung('facts', {}, () =>
      listed
        ? notApplicable(`${name} cannot be seen in data at rest`)
        : unknown(`${name} is no service level of ODCS: nothing judges it`),
    ),
  ],
  examples: [
    {
      title: 'listed by ODCS',
      columns: { a: 'integer' },
      rows: [],
      params: { name: 'availability', listed: true },
      expect: { status: 'not-applicable' },
    },
    {
      title: 'a name of one’s own',
      columns: { a: 'integer' },
      rows: [],
      params: { name: 'happiness', listed: false },
      expect: { status: 'unknown', says: 'happiness' },
    },
  ],
});
