import { z } from 'zod';
import { type Place, placeSchema } from './verdict.ts';

/** What a user can fix: one code, where it is, what is wrong, what to do. Problems are collected, verdicts are not problems. */
export const problemCatalogue = {
  'config-invalid': { summary: 'assay.yaml is not valid', exitCode: 2 },
  'contract-invalid': { summary: 'the contract breaks the ODCS standard', exitCode: 2 },
  'contract-unsupported': { summary: 'the contract asks for a version Assay does not read', exitCode: 2 },
  'contract-lint': { summary: 'the contract is readable but deserves a look', exitCode: 0 },
  'contract-not-found': { summary: 'no such contract, or no such object in it', exitCode: 2 },
  'yaml-invalid': { summary: 'the file is not valid YAML', exitCode: 2 },
  'source-not-found': { summary: 'no such file, folder, table or dataset', exitCode: 2 },
  'source-unreadable': { summary: 'the source exists but cannot be read', exitCode: 2 },
  'source-unsupported': { summary: 'the format is not one Assay reads', exitCode: 2 },
  'source-empty': { summary: 'there is nothing in the source to judge', exitCode: 2 },
  'source-note': { summary: 'how the source was read deserves a look', exitCode: 0 },
  'connection-failed': { summary: 'the database cannot be reached', exitCode: 2 },
  'driver-missing': { summary: 'an optional package is not installed', exitCode: 2 },
  'source-changed': { summary: 'the source changed while it was read', exitCode: 2 },
  'version-not-found': { summary: 'no such version', exitCode: 2 },
  'model-invalid': { summary: 'a model cannot be read as what its name says, or is not whole', exitCode: 2 },
  'version-damaged': { summary: 'what a version is made of is missing or damaged', exitCode: 2 },
  'remote-unusable': { summary: 'the remote of the project cannot be used', exitCode: 2 },
  'remote-ahead': { summary: 'the remote has what this project does not have yet', exitCode: 2 },
  'backup-unusable': { summary: 'a folder is no backup that can be used', exitCode: 2 },
  'lock-outrun': { summary: 'assay.lock and what there is do not fit together', exitCode: 2 },
  'execution-failed': { summary: 'a command failed, or did not make what it should', exitCode: 2 },
  'access-refused': { summary: 'somebody may not do that', exitCode: 2 },
  'expression-invalid': { summary: 'a rule expression cannot be read', exitCode: 2 },
  'rule-invalid': { summary: 'a rule has arguments its check does not take', exitCode: 2 },
  'selection-empty': { summary: 'nothing is left to check', exitCode: 2 },
  'waiver-invalid': { summary: 'a waiver does not fit', exitCode: 2 },
  'waiver-note': { summary: 'a waiver deserves a look', exitCode: 0 },
  'run-not-found': { summary: 'no such stored run', exitCode: 2 },
  usage: { summary: 'the command line cannot be understood', exitCode: 2 },
  'notification-failed': { summary: 'the webhook or command on block failed', exitCode: 0 },
  'run-unsaved': { summary: 'the run could not be stored', exitCode: 0 },
  'history-note': { summary: 'how past runs are kept deserves a look', exitCode: 0 },
  'catalog-unusable': { summary: 'the catalog of past runs cannot be used', exitCode: 2 },
  'quarantine-note': { summary: 'what was quarantined deserves a look', exitCode: 0 },
  'quarantine-refused': { summary: 'quarantined rows cannot be released', exitCode: 2 },
  'output-unwritable': { summary: 'a result cannot be written', exitCode: 2 },
} as const satisfies Record<string, { summary: string; exitCode: 0 | 2 }>;

export type ProblemCode = keyof typeof problemCatalogue;
const codes = Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]];

export const problemSchema = z.strictObject({
  code: z.enum(codes),
  where: placeSchema,
  message: z.string(),
  hint: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export const problem = (code: ProblemCode, message: string, hint: string, where: Place = {}): Problem => ({
  code,
  where,
  message,
  hint,
});

/** True where the problem stops the run; false where it is a note beside it. */
export const stops = (found: Problem): boolean => problemCatalogue[found.code].exitCode !== 0;

/** Carries problems up to the border where they are shown. Not for bugs: those go through `invariant`. */
export class Refusal extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((one) => one.message).join('\n'), options);
    this.name = 'Refusal';
    this.problems = problems;
  }
}

/** The problems of a refusal on one line, for a rule that could not be judged because of them. */
export const reasonOf = ({ problems }: Refusal): string =>
  problems.map(({ message, hint }) => `${message} (${hint})`).join('; ');

/** Throws one problem as a `Refusal`. */
export const refuse = (
  code: ProblemCode,
  message: string,
  hint: string,
  where: Place = {},
  cause?: unknown,
): never => {
  throw new Refusal([problem(code, message, hint, where)], cause === undefined ? undefined : { cause });
};
