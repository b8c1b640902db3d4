import { connectionTrouble, withoutPassword } from '../../domain/postgres-connection.ts';
import { type ProblemCode, problem, Refusal } from '../../domain/problem.ts';

interface Advice {
  readonly code: ProblemCode;
  readonly what: string;
  readonly hint: string;
}

/** By the beginning of the SQLSTATE. */
const advice: readonly (readonly [RegExp, Advice])[] = [
  [
    /^42501/,
    {
      code: 'output-unwritable',
      what: 'is not open to this user',
      hint: 'grant the user of the URL the schema and its tables, or let an owner begin it: CREATE SCHEMA assay AUTHORIZATION …',
    },
  ],
  [/^25006/, { code: 'output-unwritable', what: 'is read-only', hint: 'name the server that takes writes' }],
  [
    /^(53|58)/,
    {
      code: 'output-unwritable',
      what: 'cannot be written',
      hint: 'look for a full or failing disk of the server',
    },
  ],
  [
    /^55P03/,
    {
      code: 'catalog-unusable',
      what: 'is locked by another program',
      hint: 'wait for that program to end, or find out who holds it: pg_stat_activity',
    },
  ],
  [
    /^(42P01|42703|42883|XX)/,
    {
      code: 'catalog-unusable',
      what: 'is damaged',
      hint: 'bring it back from a backup, or move the schema away: the next run begins a new catalog',
    },
  ],
  [
    /^(22|57014)/,
    {
      code: 'catalog-unusable',
      what: 'refuses what it is asked',
      hint: 'look at what the server says, and at its settings',
    },
  ],
];

/** Codes of the operating system, and of servers that take no more connections. */
const unreachable = /^(E[A-Z_]+|(08|28|3D|57P|53300).*)$/;

/** Turns what the driver throws into problems that hold no password; whatever else was thrown stays as it is. */
export const explainFailure = (cause: unknown, place: string, url: string): unknown => {
  if (!(cause instanceof Error) || cause instanceof Refusal) return cause;
  const code = 'code' in cause ? String(cause.code) : '';
  if (unreachable.test(code) || /connection (terminated|ended)|connection error/i.test(cause.message))
    return connectionRefused(cause, place, url);
  const found = advice.find(([pattern]) => pattern.test(code))?.[1];
  if (found === undefined) return cause;
  const { message } = cause;
  return new Refusal(
    [
      problem(
        found.code,
        `the catalog at ${place} ${found.what}: ${withoutPassword(message, url)}`,
        found.hint,
      ),
    ],
    { cause },
  );
};

export const connectionRefused = (cause: unknown, place: string, url: string): Refusal => {
  const { said, hint } = connectionTrouble(cause, url);
  return new Refusal(
    [problem('connection-failed', `the catalog at ${place} cannot be reached: ${said}`, hint)],
    {
      cause,
    },
  );
};
