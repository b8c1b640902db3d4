import type { Contract, ContractObject } from '../contract/contract.ts';
import type { Earlier } from '../domain/past-run.ts';
import type { Problem } from '../domain/problem.ts';
import type { Quarantine } from '../domain/run.ts';
import type { Source } from '../domain/source.ts';
import type { Verdict, Waived } from '../domain/verdict.ts';
import type { OpenTable, Session } from '../engines/engine.ts';
import type { Reachable } from '../plan/context.ts';
import type { Rule } from '../plan/rule.ts';
import type { Expr } from '../sql/expression.ts';
import type { Scope } from './scope.ts';
import type { StateCache } from './state-store.ts';

/** The ids of the rules to judge among all there are. Throws `Refusal` where a choice fits none of them. */
export type RuleSelection = (rules: readonly Pick<Rule, 'id' | 'tags'>[]) => ReadonlySet<string>;

/** One dataset to gate, with everything the gate needs to know. */
export interface GateInput {
  readonly name: string;
  /** `v7`, where the rows are those of a version. */
  readonly version?: string;
  readonly source: Source;
  readonly contract: Contract;
  readonly object: ContractObject;
  /** Limits the rules to some rows; keys and uniqueness stay on the whole table. */
  readonly where?: Scope;
  /** The same with its variables not filled in: runs of which it is equal judge the same kind of rows. */
  readonly scopeAsWritten?: string;
  /** All rules without it. */
  readonly select?: RuleSelection;
  readonly exact?: boolean;
  readonly now: Date;
  /** What rules that look back see; nothing without it. */
  readonly earlier?: Earlier;
  readonly waivers: ReadonlyMap<string, Waived>;
  /** Classifications whose values may be shown; columns of any other are masked. */
  readonly publicClassifications?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** States kept between runs; without it every run measures anew. */
  readonly states?: StateCache;
  /** Equal where the source holds the same bytes: runs over the same data count once to rules that look back. Absent where none does. */
  readonly content?: () => string | undefined;
  /** Opens the other datasets that rules look at, in the same session. */
  readonly openOthers?: (session: Session) => Promise<ReadonlyMap<string, Reachable>>;
  /** Throws `Refusal` where what was judged is no longer what it is called. */
  readonly expectSame?: () => Promise<void>;
  /** Told what was opened. */
  readonly onOpened?: (opened: OpenTable) => void;
  /** Writes failing rows away, and the admitted rest where that is asked for. */
  readonly quarantine?: (request: QuarantineRequest) => Promise<Quarantined>;
}

/** A judged dataset, still open. */
export interface QuarantineRequest {
  readonly session: Session;
  readonly opened: OpenTable;
  /** The scope of the run. */
  readonly where?: Expr;
  readonly rules: readonly Rule[];
  /** In the order of the rules, waivers included. */
  readonly verdicts: readonly Verdict[];
  readonly run: string;
  readonly signal?: AbortSignal;
}

export interface Quarantined {
  /** Absent where nothing was written. */
  readonly quarantine?: Quarantine;
  /** Shown beside the run; none of them changes its decision. */
  readonly problems: readonly Problem[];
}

export interface Progress {
  readonly phase:
    | 'open'
    | 'measure'
    | 'quarantine'
    | 'prune'
    | 'take'
    | 'write'
    | 'verify'
    | 'tidy'
    | 'push'
    | 'pull';
  readonly done: number;
  readonly total: number;
  readonly rows?: number;
  readonly files?: number;
}
