import { isOpen } from '../../../../packages/assay/src/domain/finding.ts';
import { shortElement } from '../../../../packages/assay/src/domain/short-element.ts';
import type { Verdict } from '../../../../packages/assay/src/domain/verdict.ts';
import { plural } from './words.ts';

const shown = 3;
const longest = 140;

const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

interface ReasonListProps {
  /** What failed or was not judged, what matters most first. */
  readonly findings: readonly Verdict[];
}

/** The findings that decided, in a line each: what matters most, and how many more there are. */
export const ReasonList = ({ findings }: ReasonListProps) => {
  const open = findings.filter(isOpen);
  const deciding = open.filter(({ severity }) => severity === open[0]?.severity);
  if (deciding.length === 0) return null;
  return (
    <ul className="reasons">
      {deciding.slice(0, shown).map((verdict) => {
        const element = shortElement(verdict);
        return (
          <li key={verdict.rule}>
            {element !== '' && <strong>{element}: </strong>}
            {short(verdict.message)}
          </li>
        );
      })}
      {deciding.length > shown && (
        <li>
          <a href="#findings">{plural(deciding.length - shown, 'more finding')}</a>
        </li>
      )}
    </ul>
  );
};
