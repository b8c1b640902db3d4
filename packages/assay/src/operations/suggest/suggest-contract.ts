import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ContractSuggestion } from '../../domain/contract-suggestion.ts';
import { refuse } from '../../domain/problem.ts';
import { sourceText } from '../../domain/source.ts';
import type { Project } from '../../project/project.ts';
import type { Progress } from '../../run/gate-input.ts';
import { writeNew } from '../init/write-files.ts';
import { scopeOf } from '../scope-of.ts';
import { type NamedSource, namedSource } from '../targets.ts';
import { contractText } from './contract-text.ts';
import { draftSource } from './draft-source.ts';
import { contractFileOf, plainName } from './plain-name.ts';
import { withReferencesToProject } from './references/to-project.ts';
import { toldDataset } from './told.ts';

export interface SuggestOptions {
  /** A dataset of the project, a file, a glob, a table URL, or a source. */
  readonly source: string | NamedSource;
  /** Writes the contract beside `assay.yaml`; a file that exists is never touched. Default false. */
  readonly write?: boolean;
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (dataset: string, progress: Progress) => void;
}

const sourceOf = (project: Project, { source, cwd }: SuggestOptions): NamedSource => {
  const named = typeof source === 'string' ? namedSource(project, source, cwd) : source;
  if (named.source.kind === 'stdin')
    refuse(
      'usage',
      'suggest looks at data more than once, and standard input is gone after the first look',
      'name a file',
    );
  return { ...named, name: plainName(named.name) };
};

const refuseExisting = (folder: string, file: string): void => {
  if (existsSync(join(folder, file)))
    refuse(
      'output-unwritable',
      `${file} is there already`,
      'move it away, or let --update say what would change',
      { file },
    );
};

/** Looks at data and suggests a contract for them. Throws `Refusal`. */
export const suggestContract = async (
  project: Project,
  options: SuggestOptions,
): Promise<ContractSuggestion> => {
  const { cwd, signal, write = false } = options;
  const began = performance.now();
  const named = sourceOf(project, options);
  const file = contractFileOf(named.name);
  if (write) refuseExisting(project.folder, file);
  const { draft: alone, description } = await draftSource(named, {
    ...(named.where === undefined ? {} : { where: scopeOf(named.where) }),
    ...(signal === undefined ? {} : { signal }),
    onProgress: (progress) => options.onProgress?.(named.name, progress),
  });
  const draft = await withReferencesToProject(project, named, alone, {
    cwd,
    ...(signal === undefined ? {} : { signal }),
  });
  const text = contractText(draft, 'assay contract suggest');
  const path = join(project.folder, file);
  if (write) writeNew(path, file, text);
  const dataset = toldDataset({
    name: named.name,
    source: sourceText(named.source),
    description,
    contract: file,
    draft,
    seconds: (performance.now() - began) / 1000,
  });
  const rules = dataset.suggestions.filter(({ sure }) => sure).length;
  return {
    schema: 'assay.contract-suggestion/v1',
    dataset,
    rules,
    review: dataset.suggestions.length - rules,
    text,
    ...(write ? { written: relative(cwd, path) } : {}),
  };
};
