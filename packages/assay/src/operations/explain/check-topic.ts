import type { Check, CheckExample } from '../../checks/check.ts';
import { checks } from '../../checks/registry.gen.ts';
import { cellText } from '../../domain/cell.ts';
import { operators } from '../../domain/comparison.ts';
import { type Block, code, data, facts, heading, paragraph, type Topic, table } from '../../domain/topic.ts';
import { exampleContract } from './example-contract.ts';
import { exampleRule } from './example-rule.ts';
import { paramsTable } from './params-table.ts';

const shownRows = 12;

const subjects = {
  property: 'a property',
  object: 'an object as a whole',
  either: 'a property, or an object as a whole',
} as const;

const statusWords = {
  pass: 'passes',
  fail: 'fails',
  unknown: 'is unknown',
  'not-applicable': 'does not apply',
} as const;

const tableOf = (
  columns: CheckExample['columns'],
  rows: CheckExample['rows'],
  failing: readonly number[],
): readonly Block[] => {
  const names = Object.keys(columns);
  const marked = failing.length > 0;
  const shown = rows
    .slice(0, shownRows)
    .map((row, index) => [
      ...names.map((_name, at) => cellText(row[at] ?? null)),
      ...(marked ? [failing.includes(index) ? '✗' : ''] : []),
    ]);
  const rest = rows.length - shownRows;
  return [
    data([...names, ...(marked ? [''] : [])], shown),
    ...(rest > 0 ? [paragraph(`… and ${rest} more rows`)] : []),
  ];
};

const outcomeText = ({ expect: { status, count, observed, says, failingRows } }: CheckExample): string => {
  const details = [
    ...(observed === undefined ? [] : [`observed ${cellText(observed)}`]),
    ...(count === undefined ? [] : [`${count} ${count === 1 ? 'exception' : 'exceptions'}`]),
    ...(failingRows === undefined || failingRows.length === 0 ? [] : ['the marked rows can be quarantined']),
  ];
  return `The rule ${statusWords[status]}${details.length === 0 ? '' : `: ${details.join(', ')}`}.${says === undefined ? '' : ` It says "${says}".`}`;
};

const exampleBlocks = (check: Check, example: CheckExample): readonly Block[] => [
  heading(`Example: ${example.title}`),
  code('yaml', exampleContract(check, example)),
  ...(Object.keys(example.columns).length === 0
    ? []
    : tableOf(example.columns, example.rows, example.expect.failingRows ?? [])),
  ...Object.entries(example.datasets ?? {}).flatMap(([name, other]) => [
    paragraph(`Dataset ${name}:`),
    ...tableOf(other.columns, other.rows, []),
  ]),
  ...(example.past === undefined
    ? []
    : [paragraph(`Earlier runs found ${example.past.map(({ value }) => value).join(', ')}.`)]),
  ...(example.now === undefined ? [] : [paragraph(`The clock stands at ${example.now}.`)]),
  paragraph(outcomeText(example)),
];

/** Each proof an example climbs, the cheapest first, with the metrics it asks for. */
const rungRows = (check: Check): readonly (readonly string[])[] => {
  const rows = check.examples.flatMap((example) =>
    (exampleRule(check, example)?.rungs ?? []).map((rung) => [
      rung.name,
      [
        ...new Set(
          Object.values(rung.needs).map(
            ({ metric, per }) => metric.id + (per.length === 0 ? '' : ' per group'),
          ),
        ),
      ]
        .toSorted()
        .join(', '),
    ]),
  );
  const unique = [...new Map(rows.map((row) => [row.join('\n'), row])).values()];
  return unique.toSorted(([left = ''], [right = '']) => left.localeCompare(right, 'en'));
};

const takesOperator = (check: Check): boolean =>
  check.examples.some(({ params }) => operators.some((operator) => params[operator] !== undefined));

const lookedAt = { runs: 'the number of rows', 'own numbers': 'what it observed' } as const;

const factsOf = (check: Check): Block =>
  facts([
    ['dimension', check.dimension],
    ['judges', subjects[check.on]],
    ...(check.accepts === undefined ? [] : [['kinds of columns', check.accepts.join(', ')] as const]),
    ...(check.odcs === undefined ? [] : [['serves in ODCS', Object.keys(check.odcs).join(', ')] as const]),
    [
      'quarantine',
      check.failing === undefined
        ? 'judges the table as a whole: no single row fails'
        : 'failing rows can be set aside',
    ],
    ...(check.onWholeTable === true
      ? [['scope', 'the whole table, also where a run is limited to some rows'] as const]
      : []),
    ...(check.usesHistory === undefined
      ? []
      : [
          [
            'looks back',
            `at ${lookedAt[check.usesHistory]} in earlier runs of the same dataset and scope`,
          ] as const,
        ]),
  ]);

export const checkTopic = (check: Check): Topic => {
  const params = paramsTable(check.params);
  const rungs = rungRows(check);
  return {
    schema: 'assay.topic/v1',
    family: 'check',
    id: check.id,
    summary: check.summary,
    blocks: [
      paragraph(check.why),
      factsOf(check),
      ...(params === undefined && !takesOperator(check) ? [] : [heading('Parameters')]),
      ...(params === undefined ? [] : [params]),
      ...(takesOperator(check)
        ? [paragraph(`Takes one operator: ${operators.join(', ')}. Between includes both ends.`)]
        : []),
      ...(rungs.length === 0
        ? []
        : [
            heading('Proofs'),
            paragraph(
              'The cheapest proof that settles the rule wins; --exact goes straight to the last one.',
            ),
            table(['proof', 'asks for'], rungs),
          ]),
      ...check.examples.flatMap((example) => exampleBlocks(check, example)),
    ],
  };
};

export const checkTopics = (): readonly Topic[] => checks.map((check: Check) => checkTopic(check));
