// Writes the reports of the runs that the check printed.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assay, at, kept, project, runFile } from './assay.mjs';
import { annotate, unobeyed, variable } from './workflow.mjs';

const reported = (format, name, more = []) =>
  assay(
    ['report', '--quiet', ...project, '--format', format, '--out', at(name), ...more, '--', runFile],
    'inherit',
  );

/** Stops the step where a report of a run cannot be written: nothing may be missing silently. */
const report = (format, name, more = []) => {
  const code = reported(format, name, more);
  if (code !== 0) throw new Error(`assay report --format ${format} ended with ${code}`);
  return at(name);
};

const baseFile = () => process.env.ASSAY_BASE || (existsSync(kept) ? kept : undefined);

/** Markdown since the base; false where there is a base that cannot be read, and the report does without. */
const markdown = (base) => {
  if (base !== undefined && reported('md', 'report.md', ['--against', base]) === 0) return true;
  report('md', 'report.md');
  return base === undefined;
};

/** The HTML page, where this assay has what it is made of: a checkout that was not built has not. */
const page = (base) => {
  const web = join(dirname(realpathSync(variable('ASSAY_BIN'))), '..', 'web', 'report.js');
  return existsSync(web) ? report('html', 'report.html', base === undefined ? [] : ['--against', base]) : '';
};

/** The reports of the runs, and their paths. */
export const writeReports = () => {
  const { compared, ...paths } = unobeyed(() => {
    assay(['report', ...project, '--', runFile], 'inherit');
    const base = baseFile();
    const compared = markdown(base);
    return {
      compared,
      page: page(compared ? base : undefined),
      junit: report('junit', 'junit.xml'),
      sarif: report('sarif', 'assay.sarif'),
    };
  });
  if (!compared)
    annotate(
      'warning',
      'assay: compared with nothing',
      'the run of the base cannot be read; the log of the step says why',
    );
  report('github', 'annotations.txt');
  console.log(readFileSync(at('annotations.txt'), 'utf8'));
  return paths;
};
