import type { Execution, ExecutionInput, GitState } from './execution.ts';
import type { LineageDifference } from './lineage.ts';
import { orderTexts } from './order-texts.ts';
import type { GatedVersion } from './version-record.ts';

/** What is known of how a version was made and judged. */
export interface OriginSide {
  readonly execution?: Execution;
  readonly gates: readonly GatedVersion[];
  /** What an input is called, with its number where it is kept here. */
  readonly called: (input: ExecutionInput) => string;
}

type Facts = ReadonlyMap<string, string>;
type Part = LineageDifference['part'];

const joined = (pairs: readonly (readonly [string, string | undefined])[]): Facts => {
  const facts = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    const known = facts.get(name);
    facts.set(name, known === undefined ? value : `${known}, ${value}`);
  }
  return facts;
};

const commitOf = (git: GitState | undefined): string | undefined =>
  git === undefined ? undefined : 'unknown' in git ? `unknown: ${git.unknown}` : git.commit;

const dirtyOf = (git: GitState | undefined): string | undefined =>
  git === undefined || 'unknown' in git ? undefined : git.dirty;

const factsOf: Readonly<Record<Part, (side: OriginSide) => Facts>> = {
  input: ({ execution, called }) =>
    joined(
      (execution?.inputs ?? []).map((input) => [
        input.kind === 'version' ? input.name : input.path,
        called(input),
      ]),
    ),
  parameter: ({ execution }) => joined(Object.entries(execution?.parameters ?? {})),
  execution: ({ execution }) =>
    joined([
      ['command', execution?.command],
      ['seed', execution?.seed?.toString()],
    ]),
  code: ({ execution }) =>
    joined([
      ['commit', commitOf(execution?.git)],
      ['changes', dirtyOf(execution?.git)],
    ]),
  environment: ({ execution }) =>
    joined(
      execution?.environment === undefined
        ? []
        : [
            ['assay', execution.environment.assay],
            ['node', execution.environment.node],
            ['platform', `${execution.environment.platform} ${execution.environment.arch}`],
            ...Object.entries(execution.environment.variables),
          ],
    ),
  gate: ({ gates }) =>
    new Map(
      gates
        .toReversed()
        .map(({ contract, decision }) => [contract.id, `${decision} by version ${contract.version}`]),
    ),
};
const parts = Object.keys(factsOf) as readonly Part[];

/** What differs in how two versions were made and judged, part by part, by name. */
export const compareOrigins = (before: OriginSide, after: OriginSide): LineageDifference[] =>
  parts.flatMap((part) => {
    const [was, is] = [factsOf[part](before), factsOf[part](after)];
    return [...new Set([...was.keys(), ...is.keys()])].toSorted(orderTexts).flatMap((name) => {
      const [left, right] = [was.get(name), is.get(name)];
      if (left === right) return [];
      return [
        {
          part,
          name,
          ...(left === undefined ? {} : { before: left }),
          ...(right === undefined ? {} : { after: right }),
        },
      ];
    });
  });
