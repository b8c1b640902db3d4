import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Check } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/registry.gen.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { problemCatalogue } from '../../src/domain/problem.ts';
import { topicSchema } from '../../src/domain/topic.ts';
import { exampleContract } from '../../src/operations/explain/example-contract.ts';
import { exampleDemand, exampleRule } from '../../src/operations/explain/example-rule.ts';
import { paramsTable } from '../../src/operations/explain/params-table.ts';
import { allTopics, topicsNamed } from '../../src/operations/explain/topics.ts';
import { topicText } from '../../src/report/topic-text.ts';
import { widthOf } from '../../src/report/width.ts';
import { suspects } from '../../src/suspects/registry.gen.ts';

const header = 'apiVersion: v3.1.0\nkind: DataContract\nid: example\nversion: 1.0.0\nstatus: active\n';
const cases = (checks as readonly Check[]).flatMap((check) =>
  check.examples.map((example) => [`${check.id}: ${example.title}`, check, example] as const),
);

describe('the contract printed for an example demands what the example does', () => {
  test.each(cases)('%s', (_name, check, example) => {
    const { contract, problems } = parseContract(
      header + exampleContract(check, example),
      'example.odcs.yaml',
    );
    expect(problems.map(({ message }) => message)).toEqual([]);
    const custom = contract?.objects[0]?.demands.filter(({ key }) => key === 'custom') ?? [];
    const { args, property, object } = exampleDemand(check, example);
    expect(custom.map((demand) => [demand.object, demand.property, demand.args])).toEqual([
      [object, property, JSON.parse(JSON.stringify(args))],
    ]);
  });
});

test('the proofs of every check are known from its examples', () => {
  for (const check of checks as readonly Check[]) {
    const rules = check.examples.map((example) => exampleRule(check, example));
    expect(
      rules.every((rule) => rule !== undefined),
      check.id,
    ).toBe(true);
  }
});

describe('topics', () => {
  const topics = allTopics();

  test('are what their schema says, with a summary that is a sentence', () => {
    for (const topic of topics) {
      topicSchema.parse(topic);
      expect(topic.summary, topic.id).toMatch(/\.$/);
    }
  });

  test('hold every problem code', () => {
    expect(topics.filter(({ family }) => family === 'problem').map(({ id }) => id)).toEqual(
      Object.keys(problemCatalogue),
    );
  });

  test('hold every kind of suspect, and say how it is found', () => {
    expect(topics.filter(({ family }) => family === 'suspect').map(({ id }) => id)).toEqual(
      suspects.map(({ id }) => id),
    );
    expect(JSON.stringify(topicsNamed('outlierInGroup'))).toContain('median of the group');
  });

  test('are found in any case, and by family where a name is shared', () => {
    expect(topicsNamed('ROWCOUNT').map(({ id }) => id)).toEqual(['rowCount']);
    expect(topicsNamed('mean').map(({ family }) => family)).toEqual(['check', 'metric']);
    expect(topicsNamed('metric:mean').map(({ family }) => family)).toEqual(['metric']);
    expect(topicsNamed('source-not-found').map(({ family }) => family)).toEqual(['problem']);
  });

  test('that do not exist are refused with the nearest', () => {
    expect(() => topicsNamed('rang')).toThrow('there is nothing called rang to explain');
  });

  test('fit the terminal', () => {
    const lines = topics
      .filter(({ family }) => family !== 'check')
      .flatMap((topic) => topicText(topic, { width: 100 }).split('\n'));
    expect(lines.filter((line) => widthOf(line) > 100)).toEqual([]);
  });
});

test('a schema in words', () => {
  const params = z.union([
    z.strictObject({ kind: z.literal('a'), per: z.union([z.string(), z.array(z.string())]).optional() }),
    z.strictObject({
      kind: z.literal('b'),
      limit: z.int().positive().default(3).describe('How many.'),
      pair: z.tuple([z.number(), z.number()]),
    }),
  ]);
  expect(paramsTable(params)).toEqual({
    kind: 'table',
    head: ['parameter', 'is', 'default', ''],
    rows: [
      ['kind', '"a"', 'needed', ''],
      ['per', 'text or list of text', '', ''],
      ['kind', '"b"', 'needed', ''],
      ['limit', 'whole number (above 0)', '3', 'How many.'],
      ['pair', 'list of number and number', 'needed', ''],
    ],
  });
  expect(paramsTable(z.strictObject({}))).toBeUndefined();
});
