import type { Demand } from '../demand.ts';

/** The part of a demand in which the types of rules differ. */
export type RuleBody = Pick<Demand, 'key' | 'args' | 'comparison' | 'unit' | 'unitLabel'>;
