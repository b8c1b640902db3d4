import { bytesText } from '../domain/bytes-text.ts';
import { metricFacts } from '../domain/model-facts.ts';
import type { TreeEntry } from '../domain/tree.ts';
import type { VersionDetail } from '../domain/version-detail.ts';
import type { VersionRecord } from '../domain/version-record.ts';
import { alignedLines } from './columns.ts';
import { modelDetailLines } from './model-lines.ts';
import { oneLine } from './neutral.ts';
import { paint } from './paint.ts';
import { columnsShown, confidentialAlone, tableText } from './version-table-lines.ts';
import { minuteText, sizeText, versionText } from './version-words.ts';

type Row = readonly [title: string, text: string];

const because = (reason: string): string => (reason === '' ? '' : `: ${oneLine(reason, 200)}`);

/** What the catalog and the record say of a version, a line each. */
const rowsOf = ({ version, moves }: VersionDetail): readonly Row[] => {
  const { record, gates, aliases, id } = version;
  const metrics = record.model === undefined ? [] : metricFacts(record.model);
  return [
    [
      'made',
      `${minuteText(record.createdAt)} UTC by ${oneLine(record.author)} from ${oneLine(record.source)}`,
    ],
    ...(record.message === '' ? [] : [['message', oneLine(record.message)] as const]),
    ['id', id],
    ...(record.reference === undefined
      ? []
      : [
          ['reference', `${oneLine(record.reference.uri, 200)}, known by its hashes and not copied`] as const,
        ]),
    ...(record.query === undefined ? [] : [['query', oneLine(record.query, 500)] as const]),
    ...(record.table === undefined ? [] : [['table', tableText(record.table)] as const]),
    ...confidentialAlone(record).map((name): Row => ['confidential', oneLine(name)]),
    ...(aliases.length === 0 ? [] : [['aliases', aliases.map((alias) => `@${alias}`).join(' ')] as const]),
    ...(gates.length === 0 ? [['gate', 'not judged'] as const] : []),
    ...gates.map(
      ({ decision, at, contract, run }): Row => [
        'gate',
        `${decision} on ${minuteText(at)} by ${oneLine(contract.id)} ${oneLine(contract.version)}, run ${run}`,
      ],
    ),
    ...moves.map(
      ({ stage, kind, at, actor, reason }): Row => [
        'stage',
        `${stage} on ${minuteText(at)} by ${oneLine(actor)}, ${kind}${because(reason)}`,
      ],
    ),
    ...metrics.map(({ name, text }): Row => ['metric', `${name} ${text}`]),
    ...Object.entries(record.metadata).map(
      ([name, value]): Row => ['metadata', `${oneLine(name)} = ${oneLine(value)}`],
    ),
  ];
};

const entryText = (entry: TreeEntry): readonly string[] => {
  if (entry.kind === 'file') return [oneLine(entry.path, 120), bytesText(entry.bytes)];
  return entry.kind === 'link'
    ? [oneLine(entry.path, 120), `→ ${oneLine(entry.to, 60)}`]
    : [oneLine(entry.path, 120), 'empty folder'];
};

const mostColumns = 50;

const columnLines = (record: VersionRecord): readonly string[] => {
  const columns = columnsShown(record);
  const more = columns.length - mostColumns;
  return [
    ...alignedLines(
      columns
        .slice(0, mostColumns)
        .map(({ name, kind, type, isConfidential }) => [
          oneLine(name, 60),
          kind,
          oneLine(type, 60),
          isConfidential ? 'confidential' : '',
        ]),
      [],
    ),
    ...(more > 0 ? [`… ${more.toLocaleString('en')} more: --json lists them`] : []),
  ].map((line) => `  ${line.trimEnd()}`);
};

/** One version as a person reads it, with the model that it is. */
export const versionDetailText = (
  detail: VersionDetail,
  { colour }: { readonly colour: boolean },
): string => {
  const ink = paint(colour);
  const { record } = detail.version;
  const more = record.files - detail.entries.filter(({ kind }) => kind === 'file').length;
  return [
    `${ink.bold(versionText(detail.version))}  ${record.kind}  ${sizeText(record)}`,
    ...alignedLines(rowsOf(detail), []),
    ...(record.table === undefined ? [] : [ink.dim('columns'), ...columnLines(record)]),
    ...(record.model === undefined ? [] : modelDetailLines(record.model)),
    ink.dim('files'),
    ...alignedLines(detail.entries.map(entryText), []).map((line) => `  ${line}`),
    ...(more > 0 ? [ink.dim(`  … ${more.toLocaleString('en')} more`)] : []),
  ].join('\n');
};
