import type { Digest } from '../../../../packages/assay/src/domain/digest.ts';
import { digestTitle, directionOf, headlineOf } from '../../../../packages/assay/src/domain/digest-words.ts';
import { minuteOf } from '../../../../packages/assay/src/domain/minute-of.ts';

const looks = {
  worse: { mark: '▼', tone: 'block', title: 'Worse than before' },
  better: { mark: '▲', tone: 'admit', title: 'Better than before' },
  steady: { mark: '=', tone: 'none', title: 'As before' },
} as const;

/** Where things are going, in one look and three sentences. */
export const DigestBanner = ({ digest }: { readonly digest: Digest }) => {
  const { mark, tone, title } = looks[directionOf(digest)];
  return (
    <section className={`banner ${tone}`} aria-labelledby="direction">
      <div className="mark" aria-hidden="true">
        {mark}
      </div>
      <div className="told">
        <p className="subject">{digestTitle(digest)}</p>
        <h1 id="direction">{title}</h1>
        <p className="why">{headlineOf(digest)}</p>
      </div>
      <dl className="facts">
        <div>
          <dt>This time</dt>
          <dd>
            {minuteOf(digest.from)} to {minuteOf(digest.now)} UTC
          </dd>
        </div>
        <div>
          <dt>Beside</dt>
          <dd>
            {minuteOf(digest.before)} to {minuteOf(digest.from)}
          </dd>
        </div>
      </dl>
    </section>
  );
};
