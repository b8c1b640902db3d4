import fc from 'fast-check';
import type { Run } from '../../src/domain/run.ts';
import { dimensions, severities, statuses, type Verdict } from '../../src/domain/verdict.ts';

/** Short texts, many of them made of what breaks formats. */
export const randomText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '|',
    '<',
    '&',
    ']]>',
    '\n::error::',
    '\u001b[2J',
    '\u202e',
    '```',
    '-->',
    '@all',
    '**b**',
    '[a](b)',
    'a_b_c',
    '<i>x</i>',
    '~~x~~',
    '!x',
    'https://x.y',
    'www.x.y',
    'a@b.cd',
    '&amp;',
    '\\\\|',
    '- x',
    '# x',
    '1. x',
    '`x',
    '``',
    '\u0085',
    '\ufffe',
  ),
);
const text = fc.oneof(
  { weight: 4, arbitrary: randomText },
  fc.array(randomText, { maxLength: 3 }).map((parts) => parts.join(' ')),
);
const optional = <K extends string, V>(key: K, value: fc.Arbitrary<V>): fc.Arbitrary<{ [P in K]?: V }> =>
  fc
    .option(value, { nil: undefined })
    .map((found) => (found === undefined ? {} : { [key]: found }) as { [P in K]?: V });
const place = fc
  .record(
    { file: text, line: fc.integer({ min: 1, max: 1000 }), column: fc.integer({ min: 1, max: 100 }) },
    { requiredKeys: [] },
  )
  .map((found) => ({ ...found }));
const cell = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  text,
  text.map((value) => ({ type: 'decimal' as const, value })),
);

const verdict: fc.Arbitrary<Verdict> = fc
  .tuple(
    fc.record({
      rule: text,
      check: fc.constantFrom('range', 'required', 'rowCount'),
      dimension: fc.constantFrom(...dimensions),
      severity: fc.constantFrom(...severities),
      status: fc.constantFrom(...statuses),
      message: text,
    }),
    optional('element', text),
    optional('name', text),
    optional('expected', text),
    optional('observed', cell),
    optional('count', fc.nat(1000)),
    optional('total', fc.nat(1000)),
    optional('place', place),
    optional('waived', fc.record({ until: text, owner: text, reason: text })),
    optional(
      'evidence',
      fc.dictionary(
        text,
        fc.oneof(cell, fc.array(fc.dictionary(text, cell, { maxKeys: 3 }), { maxLength: 3 })),
        { maxKeys: 3 },
      ),
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as Verdict);

/** Runs of any shape the schema allows, full of text that breaks formats. */
export const randomRun: fc.Arbitrary<Run> = fc
  .record({
    name: text,
    source: text,
    verdicts: fc.array(verdict, { maxLength: 8 }),
    decision: fc.constantFrom('admit', 'warn', 'block', null),
    problems: fc.array(
      fc.record({ code: fc.constantFrom('usage', 'source-note'), where: place, message: text, hint: text }),
      { maxLength: 2 },
    ),
  })
  .map(({ name, source, verdicts, decision, problems }) => ({
    schema: 'assay.run/v1',
    id: 'r1',
    startedAt: '2026-05-01T08:00:00.123Z',
    seconds: 1,
    now: '2026-05-01T08:00:00.123Z',
    subject: { kind: 'dataset', name, source, rows: 3 },
    decision,
    verdicts,
    problems,
    scores: { overall: 0.5, dimensions: { accuracy: 0.5 } },
    engine: { id: 'duckdb', version: '1', queries: 1 },
    environment: { assay: '0.1.0', node: '24', os: 'linux', arch: 'x64' },
  }));
