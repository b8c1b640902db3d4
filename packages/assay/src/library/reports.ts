import type { Digest } from '../domain/digest.ts';
import type { Profile } from '../domain/profile.ts';
import type { Run } from '../domain/run.ts';
import { formatNamed, render } from '../operations/render.ts';
import { type FolderOptions, folderOf } from './places.ts';

export interface ReportOptions {
  /** Colours for a terminal; text only. */
  readonly colour?: boolean;
  /** Columns of the terminal; without it no line is broken; text only. */
  readonly width?: number;
  /** How many findings are shown; 20 by default, all with `Infinity`; text only. */
  readonly most?: number;
  /** Earlier runs, of which each run is compared with the one of its dataset; md only. */
  readonly base?: readonly Run[];
}

/** Renders runs in one of the report formats: text, json, junit, sarif, github, gitlab or md. Throws `Refusal` for another. */
export const report = (runs: Run | readonly Run[], format: string, options: ReportOptions = {}): string =>
  render(formatNamed(format), 'schema' in runs ? [runs] : runs, options);

/**
 * Runs with their history as one HTML file that holds everything it shows; each beside the run of `base` of its dataset.
 * Returns the text of the file.
 */
export const htmlReport = async (
  runs: Run | readonly Run[],
  options: FolderOptions & { readonly base?: readonly Run[] } = {},
): Promise<string> => {
  const { htmlOfRuns } = await import('../operations/html-report.ts');
  return htmlOfRuns(folderOf(options), 'schema' in runs ? [runs] : runs, options.base);
};

/** A profile as a page of the same kind, beside an earlier one where there is one. Returns the text of the file. */
export const htmlProfile = async (of: Profile, earlier?: Profile): Promise<string> => {
  const { htmlOfProfile } = await import('../operations/html-report.ts');
  return htmlOfProfile(of, earlier);
};

/** The same as a page for the browser: returns the text of one file that holds everything it shows. */
export const htmlDigest = async (digest: Digest): Promise<string> => {
  const { htmlOfDigest } = await import('../operations/html-report.ts');
  return htmlOfDigest(digest);
};
