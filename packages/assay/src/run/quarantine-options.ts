import { join } from 'node:path';
import type { ContractObject } from '../contract/contract.ts';
import type { Source } from '../domain/source.ts';

export interface QuarantineOptions {
  readonly projectFolder: string;
  /** The dataset's name, as the run has it. */
  readonly name: string;
  readonly source: Source;
  readonly object: ContractObject;
  readonly publicClassifications?: readonly string[];
  /** At most so many failing rows are written. */
  readonly maxRows: number;
  /** Writes the rest beside the failing rows. */
  readonly admitted?: boolean;
  /** Writes the rest to this file, whether or not a row fails. */
  readonly admittedFile?: string;
}

/** Where a project keeps quarantined rows. */
export const quarantineFolder = (projectFolder: string): string =>
  join(projectFolder, '.assay', 'quarantine');
