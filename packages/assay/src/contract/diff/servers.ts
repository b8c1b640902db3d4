import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ContractServer } from '../contract.ts';
import { type ContractChange, change } from './kinds.ts';
import { pairElements } from './pair.ts';

/** What changed in where the data is. */
export const diffServers = (
  before: readonly ContractServer[],
  after: readonly ContractServer[],
): readonly ContractChange[] => {
  const named = (servers: readonly ContractServer[]) => servers.map((one) => ({ name: one.server, ...one }));
  const { both, removed, added } = pairElements(named(before), named(after));
  const address = ({ type, fields }: ContractServer) => canonicalJson([type, fields]);
  return [
    ...removed.map(({ name }) => change('serverRemoved', name, `the server ${name} is gone`)),
    ...added.map(({ name }) => change('serverAdded', name, `the server ${name} is new`)),
    ...both
      .filter(([old, now]) => address(old) !== address(now))
      .map(([{ name }]) => change('serverChanged', name, `the server ${name} is described anew`)),
  ];
};
