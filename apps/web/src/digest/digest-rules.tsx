import { useState } from 'react';
import type { DigestKind, DigestRule } from '../../../../packages/assay/src/domain/digest.ts';
import {
  isInOrderAgain,
  kindTitles,
  ruleFacts,
  ruleName,
} from '../../../../packages/assay/src/domain/digest-words.ts';
import { MoreButton } from '../report/more-button.tsx';
import { count, plural } from '../report/words.ts';
import { RunStrip } from './run-strip.tsx';

const toneOf = (rule: DigestRule): string =>
  isInOrderAgain(rule) ? 'mended' : `${rule.status ?? 'unknown'} ${rule.severity ?? 'error'}`;

const RuleCard = ({ rule }: { readonly rule: DigestRule }) => (
  <li className={`finding brief ${toneOf(rule)}`}>
    <div className="head">
      <h3>
        <code>{ruleName(rule)}</code>
      </h3>
      {rule.severity !== undefined && <span className="weight">{rule.severity}</span>}
      {rule.scope !== undefined && (
        <span className="weight">
          only where <code>{rule.scope}</code>
        </span>
      )}
      <RunStrip statuses={rule.statuses} inWeek={rule.runs} />
    </div>
    <p className="quiet">{ruleFacts(rule)}</p>
    {rule.message !== undefined && <p className="said">{rule.message}</p>}
  </li>
);

interface RulesProps {
  readonly kind: DigestKind;
  /** How many there are, with those that are not among the rules. */
  readonly total: number;
  readonly rules: readonly DigestRule[];
}

const step = 10;

/** The rules of which the same became. */
export const DigestRules = ({ kind, total, rules }: RulesProps) => {
  const [most, allow] = useState(step);
  const id = kind.replaceAll(' ', '-');
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {kindTitles[kind]} <span className="quiet">{plural(total, 'rule')}</span>
      </h2>
      <ol className="findings">
        {rules.slice(0, most).map((rule) => (
          <RuleCard key={`${ruleName(rule)} ${rule.scope ?? ''}`} rule={rule} />
        ))}
      </ol>
      <MoreButton left={rules.length - most} noun="rule" onMore={() => allow(most + 10 * step)} />
      {total > rules.length && (
        <p className="quiet">{count(total - rules.length)} more are not in this file.</p>
      )}
    </section>
  );
};
