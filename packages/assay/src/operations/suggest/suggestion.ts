/** One suggested rule: how ODCS writes it, why, and whether a person should decide. */
export interface Suggestion {
  /**
   * A key of the property or of the table (`required`, `relationships`), one of a property's logicalTypeOptions (`minimum`), or a rule of a
   * quality list.
   */
  readonly place: 'property' | 'option' | 'quality';
  /** One key and its value, or a whole quality rule. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The check it becomes, to match it with its verdict. */
  readonly check: string;
  /** In a few words what is demanded: "4.1 to 31 °C". */
  readonly shown: string;
  readonly reason: string;
  /** False leaves it in the contract as a commented question. */
  readonly sure: boolean;
  /** Rows it was made from. Absent: those of the drafted part that have a value. */
  readonly rows?: number;
  /** How many of these rows break it; 0 where absent. */
  readonly exceptions?: number;
  /** Rows kept back that it was judged on, where it is not judged by gating them all. */
  readonly heldBack?: number;
  /** True where it is judged on a part already, since judging it on all rows of a large table takes long: gating leaves it out. */
  readonly isJudged?: boolean;
}
