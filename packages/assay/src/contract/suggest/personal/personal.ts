/** One kind of personal data, told by how it is written, by its check digits, or by the name of its column. */
export interface Personal {
  readonly id: string;
  /** What a text of this kind is called: "an IBAN", and of several: "IBANs". */
  readonly noun: readonly [one: string, many: string];
  /** Names of columns that say it. */
  readonly names: RegExp;
  /** Whether a text is one; absent where only the name of a column tells. */
  readonly isOne?: (text: string) => boolean;
  /**
   * The chance that a code of the same length and signs which is none looks like one: 1/10 for a check digit alone. 1 where other things are
   * written alike, so that texts alone never settle it.
   */
  readonly byChance: number;
  /** Where things have it as well as people (machines have addresses too): names that say so. Other columns of it are a question. */
  readonly ofThings?: RegExp;
  readonly examples: { readonly are: readonly string[]; readonly areNot: readonly string[] };
}

export const definePersonal = (personal: Personal): Personal => personal;
