import { median } from './measure.ts';
import type { Results, Row, Table } from './results.ts';

const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString('en');
const sizeOf = (bytes: number) => (bytes < 1e6 ? `${bytes} bytes` : `${megabytes(bytes)} MB`);
const seconds = (value: number) => value.toFixed(value < 10 ? 2 : 1);

const ratio = (value: number, reference: number | undefined) =>
  reference === undefined ? '' : `${(value / reference).toFixed(value / reference < 10 ? 2 : 1)}`;

const spread = (values: readonly number[]) =>
  `${seconds(Math.min(...values))}–${seconds(Math.max(...values))}`;

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function tableRow(row: Row, assay: Row | undefined): string {
  const name = row.role === 'assay' ? `**${row.name}**` : row.name;
  if (row.wrong !== undefined)
    return line([name, row.version, row.scope, `wrong: ${row.wrong}`, '', '', '', '', '']);
  const time = median(row.seconds);
  const peak = Math.max(...row.peakBytes);
  return line([
    name,
    row.version,
    row.scope,
    seconds(time),
    spread(row.seconds),
    ratio(time, assay && median(assay.seconds)),
    seconds(median(row.cpuSeconds)),
    megabytes(peak),
    ratio(peak, assay && Math.max(...assay.peakBytes)),
  ]);
}

/** The peer with the least median time among those with right answers. */
const fastest = (rows: readonly Row[]) =>
  rows
    .filter((row) => row.role === 'peer' && row.wrong === undefined)
    .toSorted((left, right) => median(left.seconds) - median(right.seconds))
    .at(0);

function conclusion(table: Table, assay: Row | undefined): string {
  const peer = fastest(table.rows);
  const floor = table.rows.find(({ role }) => role === 'floor');
  const said = [];
  if (assay !== undefined && peer !== undefined) {
    said.push(
      `Assay takes ${ratio(median(assay.seconds), median(peer.seconds))} of the time of the fastest peer (${peer.name})`,
    );
  }
  if (assay !== undefined && floor !== undefined) {
    said.push(`Assay takes ${ratio(median(assay.seconds), median(floor.seconds))} times the floor`);
  }
  for (const { name, reason } of table.absent) said.push(`${name} was not run: ${reason}`);
  return said.map((sentence) => `${sentence}.`).join(' ');
}

function section(table: Table): string {
  const assay = table.rows.find(({ role, wrong }) => role === 'assay' && wrong === undefined);
  const head = [
    'tool',
    'version',
    'judged',
    'median s',
    'least–most',
    '× Assay',
    'CPU s',
    'peak MB',
    '× Assay',
  ];
  const rows = [
    line(head),
    line(head.map((_, index) => (index < 3 ? '---' : '---:'))),
    ...table.rows.map((row) => tableRow(row, assay)),
  ];
  const blocks = [
    `### ${table.title}`,
    `${table.data.file}, ${sizeOf(table.data.bytes)}. Time and memory are those of the whole process.`,
    rows.join('\n'),
    conclusion(table, assay),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** The results as Markdown, with ratios to Assay where it ran. A pure function of the results. */
export function markdownOf(results: Results): string {
  const { machine, runs, startedAt } = results;
  const place = `${machine.cores} cores of ${machine.cpu}, ${Math.round(machine.memoryBytes / 2 ** 30)} GiB, ${machine.os}`;
  const how = `Node ${machine.node}, ${startedAt.slice(0, 10)}, ${runs} interleaved runs, warm file cache, load ${machine.load.toFixed(1)} at the start`;
  return ['## Gating and profiling', `${place}; ${how}.`, ...results.tables.map(section)].join('\n\n');
}
