import { resolve } from 'node:path';
import type { FileFacts } from '../domain/file-facts.ts';
import type { FileFingerprint, Reread } from '../domain/quarantine-manifest.ts';
import { declaredColumn } from './declared-column.ts';
import type { QuarantineRequest } from './gate-input.ts';
import type { QuarantineOptions } from './quarantine-options.ts';
import type { RowRule } from './quarantine-select.ts';

/** What tells whether files have changed. */
export const fingerprintsOf = ({ files }: FileFacts): FileFingerprint[] =>
  files.map(({ path, sizeBytes, modifiedAt }) => ({ path: resolve(path), sizeBytes, modifiedAt }));

/**
 * What a later release needs to find masked rows in the source again: predicates are plain data, and files tell whether
 * they changed. A database cannot tell that, so nothing is kept for it.
 */
export const rereadOf = (
  { source, object }: QuarantineOptions,
  { opened, where }: QuarantineRequest,
  rules: readonly RowRule[],
  masked: readonly string[],
): { readonly reread?: Reread } => {
  if (masked.length === 0 || opened.files === undefined || source.kind !== 'files') return {};
  return {
    reread: {
      source: { ...source, path: resolve(source.path) },
      name: object.name,
      declared: object.properties.map(declaredColumn),
      ...(where === undefined ? {} : { where }),
      files: fingerprintsOf(opened.files),
      predicates: rules.map(({ rule, failing, onWholeTable }) => ({
        rule,
        failing,
        ...(onWholeTable ? { onWholeTable } : {}),
      })),
    },
  };
};
