import type { QuarantineManifest } from '../domain/quarantine-manifest.ts';
import { sourceText } from '../domain/source.ts';
import type { Rule } from '../plan/rule.ts';
import type { QuarantineRequest } from './gate-input.ts';
import { confidentialColumns, textColumnsOf } from './quarantine-columns.ts';
import type { RowCounts } from './quarantine-count.ts';
import type { QuarantineOptions } from './quarantine-options.ts';
import { rereadOf } from './quarantine-reread.ts';
import { freeName } from './quarantine-select.ts';

/** What is written about the quarantined rows of a run, before anyone released some. */
export const manifestOf = (
  options: QuarantineOptions,
  request: QuarantineRequest,
  counts: RowCounts,
  byRow: readonly Rule[],
): QuarantineManifest => {
  const { columns } = request.opened;
  const masked = confidentialColumns(columns, options.object.properties, options.publicClassifications);
  const { rules } = counts.marked;
  return {
    schema: 'assay.quarantine/v1',
    run: request.run,
    at: new Date().toISOString(),
    dataset: options.name,
    source: sourceText(options.source),
    file: 'failed.parquet',
    rows: counts.kept,
    ...(counts.failing === undefined ? {} : { failing: counts.failing }),
    capped: counts.capped,
    rules: rules.map(({ rule }, index) => ({
      rule,
      check: byRow.find(({ id }) => id === rule)?.check ?? '',
      rows: counts.perRule[index] ?? 0,
    })),
    ruleColumn: freeName(
      'assay_rules',
      columns.map(({ name }) => name),
    ),
    textColumns: [...textColumnsOf(columns, byRow, masked)],
    masked: [...masked],
    skipped: [...counts.skipped],
    ...rereadOf(options, request, rules, masked),
    released: [],
  };
};

export const manifestText = (manifest: QuarantineManifest): string =>
  `${JSON.stringify(manifest, undefined, 2)}\n`;
