import { bytesText } from '../domain/bytes-text.ts';
import type { Card } from '../domain/card.ts';
import { countOf } from '../domain/count-of.ts';
import { isStated } from '../domain/execution.ts';
import type { LineageNode } from '../domain/lineage.ts';
import { metricFacts, typeText } from '../domain/model-facts.ts';
import type { VersionModel } from '../domain/model-signature.ts';
import type { VersionRecord } from '../domain/version-record.ts';
import { gitText, nodeDetail, nodeTitle } from './lineage/node-words.ts';
import { cells } from './markdown-table.ts';
import { cellCode, markdownCode, markdownText } from './markdown-text.ts';
import { columnsShown, confidentialAlone, tableText } from './version-table-lines.ts';
import { minuteText, sizeText, versionText } from './version-words.ts';

type Fact = readonly [name: string, text: string];

const unknown = 'unknown';

const table = (facts: readonly Fact[]): readonly string[] => [
  cells('', ''),
  cells('---', '---'),
  ...facts.map(([name, text]) => cells(markdownText(name), text)),
  '',
];

const section = (title: string, lines: readonly string[]): readonly string[] => [`## ${title}`, '', ...lines];

const aboutLines = ({ version }: Card): readonly string[] => {
  const { record, aliases, id } = version;
  return table([
    ['kind', record.kind],
    ['made', `${minuteText(record.createdAt)} UTC by ${markdownText(record.author)}`],
    ['taken from', markdownCode(record.source)],
    ...(record.reference === undefined
      ? []
      : [
          [
            'a reference to',
            `${markdownCode(record.reference.uri)}, known by its hashes and not copied`,
          ] as const,
        ]),
    ...(record.query === undefined ? [] : [['by the query', markdownCode(record.query)] as const]),
    ['size', sizeText(record)],
    ['id', markdownCode(id)],
    ['aliases', aliases.length === 0 ? 'none' : aliases.map((alias) => markdownCode(`@${alias}`)).join(' ')],
    ...Object.entries(record.metadata).map(([name, value]): Fact => [name, markdownText(value)]),
  ]);
};

const gateLines = ({ version, run, moves }: Card): readonly string[] => {
  const judged = version.gates.map(
    ({ decision, at, contract }) =>
      `- **${decision}** on ${minuteText(at)} UTC by contract ${markdownCode(contract.id)} ${markdownText(contract.version)}`,
  );
  const counts =
    run === undefined
      ? []
      : [
          [
            `The newest looked at ${run.rows === undefined ? 'an unknown number of rows' : countOf(run.rows, 'row')}`,
            ...Object.entries(run.rules).map(([status, count]) => `${countOf(count ?? 0, 'rule')} ${status}`),
          ].join(', '),
        ];
  return [
    ...(judged.length === 0 ? ['Quality: unknown. No gate has judged it.'] : judged),
    ...(counts.length === 0 ? [] : ['', `${counts.join('')}.`]),
    '',
    ...(moves.length === 0
      ? ['It never came to a stage.']
      : moves.map(
          ({ stage, at, actor, kind, reason }) =>
            `- to ${markdownCode(stage)} on ${minuteText(at)} UTC by ${markdownText(actor)}, ${kind}${reason === '' ? '' : `: ${markdownText(reason)}`}`,
        )),
    '',
  ];
};

/** What is known of the table that a dataset is. */
const tableLines = (record: VersionRecord): readonly string[] => {
  const { table } = record;
  const secret = confidentialAlone(record).map((name) => `- ${markdownText(name)} is confidential`);
  if (table === undefined)
    return section('Table', [
      'Columns and rows: unknown.',
      ...(secret.length > 0 ? ['', ...secret] : []),
      '',
    ]);
  return section('Table', [
    `${markdownText(tableText(table))}`,
    '',
    cells('column', 'kind', 'type', ''),
    cells('---', '---', '---', '---'),
    ...columnsShown(record).map(({ name, kind, type, isConfidential }) =>
      cells(cellCode(name), kind, cellCode(type), isConfidential ? 'confidential' : ''),
    ),
    '',
  ]);
};

const modelLines = (model: VersionModel | undefined): readonly string[] => {
  const metrics = model === undefined ? [] : metricFacts(model);
  const files = model?.onnx ?? [];
  return [
    ...section('Signature', [
      ...(files.length === 0 ? ['Inputs and outputs: unknown.', ''] : []),
      ...files.flatMap(({ path, bytes, signature }) => [
        `${markdownCode(path)}, ${bytesText(bytes)}, ${countOf(signature.parameters.values, 'parameter')}`,
        '',
        cells('', 'name', 'type'),
        cells('---', '---', '---'),
        ...signature.inputs.map((one) => cells('input', cellCode(one.name), cellCode(typeText(one)))),
        ...signature.outputs.map((one) => cells('output', cellCode(one.name), cellCode(typeText(one)))),
        '',
      ]),
    ]),
    ...section(
      'Metrics',
      metrics.length === 0 ? ['Unknown.', ''] : table(metrics.map(({ name, text }) => [name, text])),
    ),
  ];
};

const nodeLine = (node: LineageNode): string =>
  `- ${markdownText(nodeTitle(node))} (${markdownText(nodeDetail(node))})`;

const originLines = ({ lineage, version }: Card): readonly string[] => {
  const own = lineage.nodes.find(({ id }) => id === versionText(version));
  const execution = own?.kind === 'version' ? own.execution : undefined;
  const isTold = execution !== undefined && isStated(execution);
  const near = (depth: number): readonly string[] =>
    lineage.nodes.filter((node) => node.depth === depth && node.kind !== 'run').map(nodeLine);
  const [from, into] = [near(-1), near(1)];
  const parameters = Object.entries(execution?.parameters ?? {});
  const code = execution?.git;
  return [
    ...table([
      ['known by', execution === undefined || !isTold ? 'nobody said how it was made' : execution.how],
      ['command', execution?.command === undefined ? unknown : markdownCode(execution.command)],
      ['seed', execution?.seed?.toString() ?? unknown],
      ['code', code === undefined ? unknown : `commit ${markdownText(gitText(code))}`],
      ...parameters.map(([name, value]): Fact => [`parameter ${name}`, markdownText(value)]),
    ]),
    'Made from:',
    '',
    ...(from.length === 0 ? ['- unknown'] : from),
    '',
    'Made into:',
    '',
    ...(into.length === 0 ? ['- nothing that is known'] : into),
    '',
  ];
};

/** A card of one version in Markdown: what is known of it; what is not is said to be unknown. */
export const cardMarkdown = (card: Card): string => {
  const { record } = card.version;
  return [
    `# ${versionText(card.version)}`,
    '',
    ...(record.message === '' ? [] : [markdownText(record.message), '']),
    ...aboutLines(card),
    ...section('Quality and stages', gateLines(card)),
    ...(record.kind === 'model' ? modelLines(record.model) : tableLines(record)),
    ...section('Origin', originLines(card)),
  ]
    .join('\n')
    .trimEnd();
};
