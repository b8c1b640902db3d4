import type { Contract } from '../../src/contract/contract.ts';
import type { Demand } from '../../src/contract/demand.ts';
import { type ParseOptions, parseContract } from '../../src/contract/parse-contract.ts';
import { stops } from '../../src/domain/problem.ts';

const head = 'apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: "1"\nstatus: active\n';

/** A contract from all that follows its head. */
export const written = (rest: string): string => head + rest;

/** A contract of one object `t` with properties in flow style: `property('{name: a}')`. */
export const ofProperties = (...properties: string[]): string =>
  written(`schema:\n  - name: t\n    properties:\n${properties.map((one) => `      - ${one}\n`).join('')}`);

/** A contract of one object `t` with property `a` (any type) that has one rule. */
export const ofRule = (rule: string, type = 'string'): string =>
  ofProperties(`{name: a, logicalType: ${type}, quality: [${rule}]}`);

/** A contract of one object `t` with properties `a` and `b` and one rule on the object. */
export const ofObjectRule = (rule: string): string =>
  written(`schema:\n  - name: t\n    properties: [{name: a}, {name: b}]\n    quality: [${rule}]\n`);

export const refusals = (text: string, options?: ParseOptions): readonly string[] =>
  parseContract(text, 'c.yaml', options)
    .problems.filter(stops)
    .map(({ message }) => message);

export const notes = (text: string): readonly string[] =>
  parseContract(text, 'c.yaml')
    .problems.filter((one) => !stops(one))
    .map(({ message }) => message);

/** The contract, or an error that says why there is none. */
export const contractOf = (text: string): Contract => {
  const { contract, problems } = parseContract(text, 'c.yaml');
  if (contract === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return contract;
};

export const demandsOf = (text: string): readonly Demand[] =>
  contractOf(text).objects.flatMap(({ demands }) => demands);

/** The one demand of this key. */
export const demandOf = (text: string, key: string): Demand => {
  const [only, second] = demandsOf(text).filter((demand) => demand.key === key);
  if (only === undefined || second !== undefined) throw new Error(`not exactly one demand ${key}`);
  return only;
};
