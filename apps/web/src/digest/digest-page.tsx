import type { Digest } from '../../../../packages/assay/src/domain/digest.ts';
import {
  isMissing,
  lineName,
  missingFacts,
  missingTitle,
  ruleSections,
  totalsOf,
  waiversTitle,
} from '../../../../packages/assay/src/domain/digest-words.ts';
import { count } from '../report/words.ts';
import { DigestBanner } from './digest-banner.tsx';
import { DigestDatasets } from './digest-datasets.tsx';
import { DigestRules } from './digest-rules.tsx';
import { DigestWaivers } from './digest-waivers.tsx';

const Totals = ({ digest }: { readonly digest: Digest }) => (
  <section aria-labelledby="totals">
    <h2 id="totals">In numbers</h2>
    <ul className="tiles">
      {totalsOf(digest).map(({ name, now, before }) => (
        <li className="tile" key={name}>
          <span className="name">{name}</span>
          <span className="score">{count(now)}</span>
          <span className="change">was {count(before)}</span>
        </li>
      ))}
    </ul>
  </section>
);

/** Datasets that had no run although they usually have, or that could not be checked. */
const Missing = ({ digest }: { readonly digest: Digest }) => {
  const { either } = digest.missing;
  if (either === 0) return null;
  const missing = digest.datasets.filter(isMissing);
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">
        {missingTitle} <span className="quiet">{count(either)}</span>
      </h2>
      <ol className="findings">
        {missing.map((dataset) => (
          <li className="finding brief" key={lineName(dataset)}>
            <div className="head">
              <h3>{lineName(dataset)}</h3>
            </div>
            <p className="said">{missingFacts(dataset)}</p>
          </li>
        ))}
      </ol>
      {either > missing.length && (
        <p className="quiet">{count(either - missing.length)} more are not in this file.</p>
      )}
    </section>
  );
};

/** What became of all datasets in the last days, what matters most first. */
export const DigestPage = ({ digest }: { readonly digest: Digest }) => (
  <>
    <DigestBanner digest={digest} />
    <Missing digest={digest} />
    {ruleSections(digest).map(({ kind, count: total, rules }) => (
      <DigestRules key={kind} kind={kind} total={total} rules={rules} />
    ))}
    {digest.waivers.length > 0 && <DigestWaivers title={waiversTitle(digest)} waivers={digest.waivers} />}
    {digest.datasets.length > 0 && (
      <DigestDatasets datasets={digest.datasets} leftOut={digest.leftOut.datasets} />
    )}
    <Totals digest={digest} />
  </>
);
