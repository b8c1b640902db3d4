import { canonicalJson } from '../../domain/canonical-json.ts';
import { comparisonText } from '../../domain/comparison.ts';
import { severities } from '../../domain/verdict.ts';
import type { Demand } from '../demand.ts';
import { type ChangeKind, type ContractChange, change } from './kinds.ts';
import { compareOptions } from './options.ts';
import { comparePromises } from './promises.ts';
import { compareComparisons, compareSets, type Strictness } from './strictness.ts';

/** The kinds of change of one family of demands. */
interface Family {
  readonly added: ChangeKind;
  readonly removed: ChangeKind;
  readonly looser: ChangeKind;
  readonly tighter: ChangeKind;
  readonly other: ChangeKind;
}

const family = (
  added: ChangeKind,
  removed: ChangeKind,
  other: ChangeKind,
  looser = other,
  tighter = other,
): Family => ({
  added,
  removed,
  other,
  looser,
  tighter,
});

const rule = family('ruleAdded', 'ruleRemoved', 'ruleChanged', 'ruleLoosened', 'ruleTightened');
const option = family('optionAdded', 'optionDropped', 'optionChanged', 'rangeWidened', 'rangeNarrowed');
const sla = family('slaAdded', 'slaRemoved', 'slaChanged', 'slaLoosened', 'slaTightened');
const families: Readonly<Record<string, Family>> = {
  required: family('requiredAdded', 'requiredDropped', 'ruleChanged'),
  unique: family('uniqueAdded', 'uniqueDropped', 'ruleChanged'),
  primaryKey: family('keyAdded', 'keyDropped', 'keyChanged'),
  relationship: family('relationshipAdded', 'relationshipRemoved', 'relationshipChanged'),
};

const familyOf = ({ key }: Demand): Family => {
  if (key.startsWith('options.')) return option;
  if (key.startsWith('sla.')) return sla;
  return families[key] ?? rule;
};

const pathOf = ({ object, property, id, key }: Demand): string =>
  `${property === undefined ? object : `${object}.${property}`}/${id ?? key}`;

const inWords = ({ key, args, comparison, unit }: Demand): string => {
  const parts = Object.keys(args).length === 0 ? [key] : [key, canonicalJson(args)];
  return [
    ...parts,
    ...(comparison === undefined ? [] : [comparisonText(comparison, unit === 'percent' ? ' %' : '')]),
  ].join(' ');
};

export const addedDemand = (demand: Demand): ContractChange =>
  change(familyOf(demand).added, pathOf(demand), `new: ${inWords(demand)}`);

export const removedDemand = (demand: Demand): ContractChange =>
  change(familyOf(demand).removed, pathOf(demand), `gone: ${inWords(demand)}`);

/** What changed in one demand that is in both contracts. */
export const changedDemand = (before: Demand, after: Demand): readonly ContractChange[] => {
  const changes: ContractChange[] = [];
  const path = pathOf(before);
  const list = valueLists(before, after);
  const strictness = list === undefined ? strictnessOf(before, after) : 'same';
  const words = `${inWords(before)} became ${inWords(after)}`;
  if (strictness !== 'same') changes.push(change(familyOf(before)[strictness], path, words));
  if (list !== undefined && list !== 'same') {
    const kinds = { looser: 'valuesWidened', tighter: 'valuesNarrowed', other: 'ruleChanged' } as const;
    changes.push(change(kinds[list], path, words));
  }
  const rank = severities.indexOf(after.severity) - severities.indexOf(before.severity);
  if (rank !== 0) {
    const message = `severity ${before.severity} became ${after.severity}`;
    changes.push(change(rank > 0 ? 'severityLowered' : 'severityRaised', path, message));
  }
  return changes;
};

/** How two lists of valid values compare, where nothing else of the rule changed and fewer exceptions are better. */
const valueLists = (before: Demand, after: Demand): Strictness | undefined => {
  const [old, now] = [before.args.validValues, after.args.validValues];
  if (!Array.isArray(old) || !Array.isArray(now) || !fewIsBetter(before)) return undefined;
  const rest = ({ key, args, comparison, unit }: Demand) =>
    canonicalJson([key, { ...args, validValues: 0 }, comparison, unit]);
  return rest(before) === rest(after) ? compareSets(old, now) : undefined;
};

const fewIsBetter = ({ comparison }: Demand): boolean =>
  comparison !== undefined && (comparison.value === 0 || comparison.operator.startsWith('mustBeLess'));

const strictnessOf = (before: Demand, after: Demand): Strictness => {
  if (before.key.startsWith('options.') && after.key.startsWith('options.'))
    return compareOptions(before, after);
  if (before.key !== after.key || before.unit !== after.unit) return 'other';
  if (canonicalJson(before.args) === canonicalJson(after.args)) {
    if (before.comparison === undefined || after.comparison === undefined) return 'same';
    return compareComparisons(before.comparison, after.comparison);
  }
  return comparePromises(before, after) ?? 'other';
};
