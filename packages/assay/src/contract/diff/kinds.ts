import type { Severity } from '../../domain/verdict.ts';

/** Whom a change surprises: who reads the data by the old promise, who writes data to it, or nobody. */
export type ChangeEffect = 'breaks readers' | 'breaks writers' | 'compatible';

interface Decision {
  readonly effect: ChangeEffect;
  readonly severity: Severity;
}

const readers = { effect: 'breaks readers', severity: 'error' } as const satisfies Decision;
const writers = { effect: 'breaks writers', severity: 'warn' } as const satisfies Decision;
const compatible = { effect: 'compatible', severity: 'info' } as const satisfies Decision;

/**
 * Every kind of change between two contracts, with the decision. A contract is a promise: what weakens it breaks readers, what
 * strengthens it breaks writers.
 */
export const changeKinds = {
  serverAdded: compatible,
  serverRemoved: readers,
  serverChanged: readers,
  statusChanged: { effect: 'compatible', severity: 'warn' },
  objectAdded: compatible,
  objectRemoved: readers,
  objectRenamed: readers,
  objectMoved: readers,
  propertyAdded: writers,
  propertyRemoved: readers,
  propertyRenamed: readers,
  propertyMoved: readers,
  typeAdded: writers,
  typeDropped: readers,
  typeChanged: readers,
  typeWidened: readers,
  typeNarrowed: writers,
  physicalTypeChanged: readers,
  requiredAdded: writers,
  requiredDropped: readers,
  uniqueAdded: writers,
  uniqueDropped: readers,
  keyAdded: writers,
  keyDropped: readers,
  keyChanged: readers,
  optionAdded: writers,
  optionDropped: readers,
  optionChanged: readers,
  rangeWidened: readers,
  rangeNarrowed: writers,
  valuesWidened: readers,
  valuesNarrowed: writers,
  ruleAdded: writers,
  ruleRemoved: readers,
  ruleChanged: readers,
  ruleLoosened: readers,
  ruleTightened: writers,
  severityLowered: readers,
  severityRaised: writers,
  relationshipAdded: writers,
  relationshipRemoved: readers,
  relationshipChanged: readers,
  slaAdded: writers,
  slaRemoved: readers,
  slaChanged: readers,
  slaLoosened: readers,
  slaTightened: writers,
  classificationChanged: { effect: 'breaks readers', severity: 'warn' },
  customPropertyChanged: { effect: 'compatible', severity: 'warn' },
  descriptionChanged: compatible,
} as const satisfies Record<string, Decision>;

export type ChangeKind = keyof typeof changeKinds;

/** One difference between two contracts. */
export interface ContractChange {
  readonly kind: ChangeKind;
  /** `object`, `object.property`, with `/rule` for a rule: as the older contract names it, where it is in it. */
  readonly path: string;
  readonly message: string;
  readonly effect: ChangeEffect;
  readonly severity: Severity;
}

export const change = (kind: ChangeKind, path: string, message: string): ContractChange => ({
  kind,
  path,
  message,
  ...changeKinds[kind],
});
