import { existsSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import type { Contract, ContractObject } from '../contract/contract.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { nearest } from '../domain/nearest.ts';
import type { ObjectId } from '../domain/object-id.ts';
import { own } from '../domain/own.ts';
import { type Problem, Refusal, refuse, stops } from '../domain/problem.ts';
import type { Source } from '../domain/source.ts';
import { filled } from '../project/filled.ts';
import type { Project } from '../project/project.ts';
import { readText } from '../project/read-text.ts';
import { cutAtHash, sourceOfDataset, sourceOfText } from '../project/source-of.ts';
import { withFixedClasses } from './fixed-classes.ts';

/** A source without its contract yet. */
export interface NamedSource {
  readonly name: string;
  readonly source: Source;
  /** `file` or `file#object`, as the project or the command line says. */
  readonly contract?: string;
  readonly where?: string;
  /** The same with its variables not filled in: one text for every day. */
  readonly whereAsWritten?: string;
  /** The dataset of the project that holds it, where it is a part of one. */
  readonly of?: string;
  /** The version whose rows these are. */
  readonly version?: { readonly name: string; readonly number: number; readonly id: ObjectId };
  /** Throws `Refusal` where it only refers to files, and these are no longer what was recorded. */
  readonly stillIs?: () => Promise<void>;
  /** Columns that were confidential when it was made, and stay so. */
  readonly confidential?: readonly string[];
}

/** A source with the object of the contract it is judged against. */
export interface Target extends NamedSource {
  readonly contractOf: Contract;
  readonly object: ContractObject;
  /** Notes about the contract, beside the run. */
  readonly notes: readonly Problem[];
}

/** `incoming/0412.parquet` and `data/readings/**` are named by their file, or by the folder that holds the glob. */
const nameOfPath = (path: string): string => {
  const fixed = path.split('/').filter((part) => part !== '' && !/[*?[\]{}]/.test(part));
  const last = fixed.at(-1) ?? path;
  return basename(last).replace(/(\.(csv|tsv|json|ndjson|jsonl|parquet|txt))?(\.(gz|zst))?$/i, '') || path;
};

const nameOfSource = (source: Source): string => {
  if (source.kind === 'files') return nameOfPath(source.path);
  return source.kind === 'stdin' ? 'stdin' : (source.table.at(-1) ?? 'table');
};

/** A relative path means from `cwd`, which is not always where the process stands. */
const seenFrom = (cwd: string, source: Source): Source => {
  if (cwd === process.cwd()) return source;
  if (source.kind === 'files') return { ...source, path: resolve(cwd, source.path) };
  return source.kind === 'duckdb' ? { ...source, file: resolve(cwd, source.file) } : source;
};

/** A source as a program gives it, named as its file or table is. */
export const givenSource = (source: Source, cwd: string): NamedSource => ({
  name: nameOfSource(source),
  source: seenFrom(cwd, source),
});

/** A dataset of the project by its name, with its variables filled in. */
export const namedDataset = (project: Project, name: string, cwd: string): NamedSource | undefined => {
  const dataset = own(project.config.datasets, name);
  if (dataset === undefined) return undefined;
  return {
    name,
    source: sourceOfDataset(project, name, dataset, cwd),
    ...(dataset.contract === undefined ? {} : { contract: inFolder(dataset.contract, project.folder, cwd) }),
    ...(dataset.where === undefined
      ? {}
      : {
          where: filled(dataset.where, project, ['datasets', name, 'where']),
          whereAsWritten: dataset.where,
        }),
  };
};

const inFolder = (path: string, folder: string, cwd: string): string => {
  const absolute = isAbsolute(path) ? path : join(folder, path);
  const shown = relative(cwd, absolute);
  return shown.startsWith('..') ? absolute : shown;
};

/** What a person named: a dataset of the project, else a file, glob, table or standard input. */
export const namedSource = (project: Project, text: string, cwd: string): NamedSource => {
  const dataset = namedDataset(project, text, cwd);
  if (dataset !== undefined) return dataset;
  const source = sourceOfText(text);
  if (source.kind === 'files' && !/[*?[\]{}/.\\]/.test(text) && !existsSync(join(cwd, text))) {
    const known = Object.keys(project.config.datasets);
    const near = nearest(text, known);
    return refuse(
      'source-not-found',
      `${text} is neither a dataset of the project nor a file`,
      near === undefined
        ? known.length > 0
          ? `datasets: ${known.join(', ')}`
          : 'check the path'
        : `did you mean ${near}?`,
      { file: text },
    );
  }
  return givenSource(source, cwd);
};

const objectIn = (contract: Contract, wanted: string | undefined, name: string): ContractObject => {
  const names = contract.objects.map((object) => object.name);
  const called = (text: string) =>
    contract.objects.find((object) => object.name === text) ??
    contract.objects.find((object) => object.physicalName === text);
  if (wanted !== undefined) {
    const near = nearest(wanted, names);
    return (
      called(wanted) ??
      refuse(
        'contract-not-found',
        `${contract.file} has no object ${wanted}`,
        near === undefined ? `objects: ${names.join(', ')}` : `did you mean ${near}?`,
        { file: contract.file },
      )
    );
  }
  const [only, second] = contract.objects;
  if (only === undefined)
    return refuse(
      'contract-not-found',
      `${contract.file} has no object under schema`,
      'add an object with properties',
      { file: contract.file },
    );
  if (second === undefined) return only;
  return (
    called(name) ??
    refuse(
      'contract-not-found',
      `${contract.file} has ${names.length} objects and none is called ${name}`,
      `say which: -c ${contract.file}#${names[0]}`,
      { file: contract.file },
    )
  );
};

/** Reads a contract, or throws all its problems. */
export const readContract = (
  file: string,
  cwd: string,
  strict = false,
): { readonly contract: Contract; readonly notes: readonly Problem[] } => {
  const path = isAbsolute(file) ? file : join(cwd, file);
  if (!existsSync(path))
    refuse('contract-not-found', `no contract at ${file}`, 'check the path; assay init writes one', { file });
  const parsed = parseContract(readText(path, 'contract-not-found', file), file, { strict });
  if (parsed.contract === undefined) throw new Refusal(parsed.problems.filter(stops));
  return { contract: parsed.contract, notes: parsed.problems };
};

/** What is known of the columns of a source: by its contract, and by what was confidential of a version; nothing of any other. */
export const declaredProperties = (
  named: NamedSource,
  given: string | undefined,
  cwd: string,
): ContractObject['properties'] =>
  (given ?? named.contract) === undefined
    ? withFixedClasses([], named.confidential)
    : bindContract(named, given, cwd).object.properties;

/** Binds a source to its object: by `contract#object`, as the only object, or by name. */
export const bindContract = (named: NamedSource, given: string | undefined, cwd: string): Target => {
  const reference = given ?? named.contract;
  if (reference === undefined) {
    return refuse(
      'contract-not-found',
      `${named.name} has no contract`,
      `name one with -c, or let Assay draft one: assay init ${named.source.kind === 'files' ? named.source.path : ''}`.trim(),
    );
  }
  const [file, wanted] = cutAtHash(reference);
  const { contract, notes } = readContract(file, cwd);
  const object = objectIn(contract, wanted, named.of ?? named.name);
  return {
    ...named,
    contractOf: contract,
    object: { ...object, properties: withFixedClasses(object.properties, named.confidential) },
    notes,
  };
};
