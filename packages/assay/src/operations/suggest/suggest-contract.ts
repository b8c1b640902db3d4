import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ContractSuggestion } from '../../domain/contract-suggestion.ts';
import { refuse } from '../../domain/problem.ts';
import { sourceText } from '../../domain/source.ts';
import type { Project } from '../../project/project.ts';
import { holdsSecret } from '../../run/confidential.ts';
import type { Progress } from '../../run/gate-input.ts';
import { writeNew } from '../init/write-files.ts';
import { scopeOf } from '../scope-of.ts';
import { bindContract, type NamedSource, namedSource, type Target } from '../targets.ts';
import { contractText } from './contract-text.ts';
import { draftSource } from './draft-source.ts';
import type { Known } from './known.ts';
import { contractFileOf, plainName } from './plain-name.ts';
import { withReferencesToProject } from './references/to-project.ts';
import { toldDataset } from './told.ts';
import { updateOf } from './update/update-of.ts';

export interface SuggestOptions {
  /** A dataset of the project, a file, a glob, a table URL, or a source. */
  readonly source: string | NamedSource;
  /** The contract that exists, as `file` or `file#object`: its types and classifications hold. Default: the dataset's. */
  readonly contract?: string;
  /** Compares with the contract that exists, and proposes changes of it; it stays as it is. Default false. */
  readonly update?: boolean;
  /** Writes the contract beside `assay.yaml`; of an update, the changed contract as a file of its own. A file that exists is never touched. Default false. */
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
  return named;
};

const refuseExisting = (folder: string, file: string): void => {
  if (existsSync(join(folder, file)))
    refuse(
      'output-unwritable',
      `${file} is there already`,
      'move it away, or let --update say what would change',
      {
        file,
      },
    );
};

const knownOf = (target: Target | undefined, { config }: Project, where: string | undefined): Known => {
  const declared = target?.object.properties ?? [];
  return {
    declared,
    confidential: new Set(declared.filter((one) => holdsSecret(one, config.public)).map(({ name }) => name)),
    ...(config.public === undefined ? {} : { publicClassifications: config.public }),
    ...(where === undefined ? {} : { where: scopeOf(where) }),
  };
};

/** The contract that exists; an update needs one. */
const targetOf = (named: NamedSource, { contract, update, cwd }: SuggestOptions): Target | undefined =>
  update === true || (contract ?? named.contract) !== undefined
    ? bindContract(named, contract, cwd)
    : undefined;

/** Looks at data and suggests a contract for them, or changes of the one there is. Throws `Refusal`. */
export const suggestContract = async (
  project: Project,
  options: SuggestOptions,
): Promise<ContractSuggestion> => {
  const { cwd, signal, write = false, update = false } = options;
  const began = performance.now();
  const source = sourceOf(project, options);
  const target = targetOf(source, options);
  const named = { ...source, name: plainName(source.name) };
  const file = update ? `${named.name}.proposed.odcs.yaml` : contractFileOf(named.name);
  if (write) refuseExisting(project.folder, file);
  const known = knownOf(target, project, named.where);
  const drafting = {
    ...known,
    ...(signal === undefined ? {} : { signal }),
    onProgress: (progress: Progress) => options.onProgress?.(named.name, progress),
  };
  const { draft: alone, description } = await draftSource(named, drafting);
  const draft = await withReferencesToProject(project, named, alone, {
    cwd,
    ...(signal === undefined ? {} : { signal }),
  });
  const proposed =
    update && target !== undefined ? await updateOf(project, target, draft, drafting, cwd) : undefined;
  const text = proposed?.text ?? contractText(draft, 'assay contract suggest');
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
    ...(proposed === undefined ? {} : { update: proposed.update }),
  };
};
