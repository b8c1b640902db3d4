import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { parseContract } from '../../contract/parse-contract.ts';
import { invariant } from '../../domain/invariant.ts';
import { refuse } from '../../domain/problem.ts';
import type { Session } from '../../engines/engine.ts';
import { engineFor } from '../../engines/registry.ts';
import { projectFile } from '../../project/find.ts';
import type { Project } from '../../project/project.ts';
import { gate } from '../../run/gate.ts';
import type { Expr } from '../../sql/expression.ts';
import { type NamedSource, namedSource } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import { contractText } from './contract-text.ts';
import type { Draft } from './draft.ts';
import { draftProperties } from './draft-object.ts';
import { findCadence } from './find-cadence.ts';
import { findKey } from './find-keys.ts';
import { judgedDraft } from './hold-back.ts';
import { lookAt } from './look.ts';
import { projectText } from './project-text.ts';

/** A dataset that init looked at, and the contract it drafted. */
export interface Drafted {
  readonly name: string;
  readonly source: string;
  readonly description: string;
  readonly draft: Draft;
  readonly contractFile: string;
  readonly text: string;
  readonly seconds: number;
}

export interface Initialised {
  readonly drafted: readonly Drafted[];
  /** Files written, relative to the folder. */
  readonly written: readonly string[];
}

export interface InitOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (what: string) => void;
}

/** A name that `assay.yaml` and a file name both take. */
const plainName = (name: string): string =>
  name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '') || 'data';

const drafted = async (
  session: Session,
  named: NamedSource,
  signal: AbortSignal | undefined,
): Promise<{ draft: Draft; description: string; heldBack: Expr | undefined }> => {
  const opened = await session.open(named.source, {
    name: named.name,
    declared: [],
    ...(signal === undefined ? {} : { signal }),
  });
  const { rows, all, quantilesOf, parts } = await lookAt(session, opened);
  if (rows === 0)
    refuse('source-empty', `${named.name} has no rows to learn from`, 'give a source with rows');
  const key = await findKey(session, opened.relation, all, rows);
  const cadence = await findCadence(session, opened.relation, all);
  const heldBack = parts.heldBack === undefined ? 0 : rows - (all[0]?.rows ?? rows);
  const draft = {
    name: plainName(named.name),
    rows,
    heldBack,
    properties: draftProperties(all, quantilesOf, key, cadence),
    quality: [],
  };
  return { draft, description: opened.description, heldBack: parts.heldBack };
};

/** Holds a draft against the rows kept back; what fails there becomes a question. */
const heldAgainst = async (
  draft: Draft,
  named: NamedSource,
  heldBack: Expr | undefined,
  workFolder: string,
): Promise<Draft> => {
  if (heldBack === undefined) return draft;
  const text = contractText(draft, draft.name);
  const { contract, problems } = parseContract(text, `${draft.name}.odcs.yaml`);
  const object = contract?.objects[0];
  invariant(
    contract !== undefined && object !== undefined,
    `the drafted contract is not valid: ${problems.map(({ message }) => message).join('; ')}`,
  );
  const run = await gate(
    {
      name: draft.name,
      source: named.source,
      contract,
      object,
      where: { text: 'held back', condition: heldBack },
      now: new Date(),
      history: [],
      waivers: new Map(),
    },
    (source) => engineFor(source).connect(source, { workFolder }),
  );
  return judgedDraft(draft, run);
};

/** Writes a file whole; one that exists is never touched. */
const writeNew = (path: string, text: string): void => {
  writeFileSync(`${path}.part`, text, { flag: 'wx' });
  renameSync(`${path}.part`, path);
};

const ignoreAssay = (folder: string): boolean => {
  const path = join(folder, '.gitignore');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (/^\.assay\/?$/m.test(before)) return false;
  writeFileSync(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}.assay/\n`);
  return true;
};

/** Looks at data, drafts a contract for each source, and writes the project. Existing files are never overwritten. */
export const initProject = async (project: Project, options: InitOptions): Promise<Initialised> => {
  const { cwd } = options;
  if (existsSync(join(cwd, projectFile)))
    refuse(
      'output-unwritable',
      `${projectFile} is there already`,
      'init starts a project; edit the file to add a dataset',
      { file: projectFile },
    );
  if (options.paths.length === 0) refuse('usage', 'name the data to look at', 'assay init data/readings.csv');
  const results: Drafted[] = [];
  for (const path of options.paths) {
    const began = performance.now();
    options.onProgress?.(path);
    const named = namedSource(project, path, cwd);
    const contractFile = `${plainName(named.name)}.odcs.yaml`;
    if (existsSync(join(cwd, contractFile)) || results.some((one) => one.contractFile === contractFile)) {
      refuse(
        'output-unwritable',
        `${contractFile} is there already`,
        'move it away, or start in another folder',
        { file: contractFile },
      );
    }
    const result = await inWorkFolder(async (workFolder) => {
      const session = await engineFor(named.source).connect(named.source, { workFolder });
      try {
        const { draft, description, heldBack } = await drafted(session, named, options.signal);
        return { draft: await heldAgainst(draft, named, heldBack, workFolder), description };
      } finally {
        await session.close();
      }
    });
    results.push({
      ...result,
      name: result.draft.name,
      source: path,
      contractFile,
      text: contractText(result.draft, result.draft.name),
      seconds: (performance.now() - began) / 1000,
    });
  }
  const files = [
    ...results.map(({ contractFile, text }) => [contractFile, text] as const),
    [projectFile, projectText(results, cwd)] as const,
  ];
  for (const [file, text] of files) writeNew(resolve(cwd, file), text);
  const ignored = ignoreAssay(cwd) ? ['.gitignore'] : [];
  return {
    drafted: results,
    written: [...files.map(([file]) => relative(cwd, resolve(cwd, file))), ...ignored].sort((left, right) =>
      basename(left).localeCompare(basename(right)),
    ),
  };
};
