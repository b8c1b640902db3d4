import type { Contract, ContractObject } from '../../../contract/contract.ts';
import { applyEdits } from '../../../contract/convert/edits.ts';
import { diffContracts } from '../../../contract/diff/diff-contracts.ts';
import { parseContract } from '../../../contract/parse-contract.ts';
import { unifiedPatch } from '../../../contract/suggest/unified-patch.ts';
import { parseSource } from '../../../contract/yaml/source.ts';
import type { ContractUpdate } from '../../../domain/contract-suggestion.ts';
import { invariant } from '../../../domain/invariant.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Run } from '../../../domain/run.ts';
import type { Draft } from '../draft.ts';
import { brokenRules } from './broken-rules.ts';
import { missingRules, missingTableRules } from './missing-rules.ts';
import { newColumns } from './new-columns.ts';
import { listOf, recordOf, type Written } from './proposal.ts';

/** The contract as it is, the draft that new data suggest, and how the data do under the contract. */
export interface Comparing {
  readonly text: string;
  readonly file: string;
  /** What the patch calls the file. */
  readonly patched: string;
  readonly contract: Contract;
  readonly object: ContractObject;
  readonly draft: Draft;
  readonly run: Run;
  readonly confidential: ReadonlySet<string>;
}

const writtenOf = ({ text, file, contract, object }: Comparing): Written => {
  const parsed = parseSource(text, file);
  invariant('source' in parsed, `${file} was read before`);
  if (
    !/^v?3\.1/.test(contract.apiVersion) ||
    recordOf(parsed.source.value).apiVersion !== contract.apiVersion
  )
    refuse('contract-invalid', `${file} is of an older ODCS`, 'assay contract convert writes it as 3.1', {
      file,
    });
  const index = contract.objects.findIndex(({ name }) => name === object.name);
  invariant(index >= 0, `${file} has an object ${object.name}`);
  const path = ['schema', index] as const;
  const value = recordOf(listOf(recordOf(parsed.source.value).schema)[index]);
  return { source: parsed.source, object: object.name, path, value };
};

/** What data suggest for a contract that exists, as edits of its text. Nothing is changed. */
export const proposeUpdate = (
  given: Comparing,
): { readonly text: string; readonly update: ContractUpdate } => {
  const { text, file, patched, contract, object, draft, run, confidential } = given;
  const written = writtenOf(given);
  const indexes = new Map(listOf(written.value.properties).map((one, index) => [recordOf(one).name, index]));
  const declared = draft.properties.flatMap((property) => {
    const index = indexes.get(property.column.name);
    return index === undefined ? [] : [{ index, property, hidden: confidential.has(property.column.name) }];
  });
  const hasKey = object.properties.some(({ primaryKey }) => primaryKey);
  const failed = run.verdicts.filter(({ status }) => status === 'fail');
  const unknown = run.verdicts.filter(({ status }) => status === 'unknown');
  const proposals = [
    ...unknown.map(({ rule, message }) => ({ path: rule, reason: `was not judged: ${message}`, edits: [] })),
    ...brokenRules(written, failed, new Map(declared.map((one) => [one.property.column.name, one]))),
    ...declared.flatMap(({ index, property }) => missingRules(written, index, property, hasKey)),
    ...newColumns(
      written,
      draft.properties.filter(({ column }) => !indexes.has(column.name)),
    ),
    ...missingTableRules(written, draft.rules),
  ];
  const edits = proposals.flatMap((one) => one.edits);
  const proposed = applyEdits(text, edits).text;
  const { contract: after, problems } = parseContract(proposed, file);
  invariant(
    after !== undefined,
    `the proposed contract is not valid: ${problems.map(({ message }) => message).join('; ')}`,
  );
  return {
    text: proposed,
    update: {
      contract: file,
      reasons: proposals.map(({ path, reason }) => ({ path, reason })),
      changes: [...diffContracts(contract, after)],
      patch: unifiedPatch(patched, text, edits),
    },
  };
};
