import type { ReportPage } from '../../../../packages/assay/src/domain/report-data.ts';
import { plural } from './words.ts';

/** Problems beside the run, quarantined rows, and what was left out of the page. */
export const NotesSection = ({ page }: { readonly page: ReportPage }) => {
  const problems = [...(page.run?.problems ?? []), ...(page.profile?.problems ?? [])];
  const quarantine = page.run?.quarantine;
  if (problems.length === 0 && quarantine === undefined && page.leftOut.length === 0) return null;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">Notes</h2>
      <ul className="notes">
        {quarantine?.file !== undefined && (
          <li>
            Quarantined {plural(quarantine.rows, 'row')}
            {quarantine.capped ? ' (more rows fail than were kept)' : ''}: <code>{quarantine.file}</code>
          </li>
        )}
        {quarantine?.admitted !== undefined && (
          <li>
            The rest may be used
            {quarantine.admittedRows === undefined ? '' : ` (${plural(quarantine.admittedRows, 'row')})`}:{' '}
            <code>{quarantine.admitted}</code>
          </li>
        )}
        {problems.map(({ code, where, message, hint }) => (
          <li key={`${code} ${message}`}>
            <code>{code}</code> {where.file ?? ''} {message}
            {hint === '' ? '' : `: ${hint}`}
          </li>
        ))}
        {page.leftOut.map((words) => (
          <li key={words}>Left out to keep this file small: {words}.</li>
        ))}
      </ul>
    </section>
  );
};
