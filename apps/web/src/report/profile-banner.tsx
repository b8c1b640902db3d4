import type { ShownProfile } from '../../../../packages/assay/src/domain/report-data.ts';
import { columnCount } from './column-facts.ts';
import { plural } from './words.ts';

interface ProfileBannerProps {
  readonly profile: ShownProfile;
  readonly earlier: ShownProfile | undefined;
}

/** What a profile is of, and what stands beside it. */
export const ProfileBanner = ({ profile, earlier }: ProfileBannerProps) => (
  <section className="banner none" aria-labelledby="decision">
    <div className="told">
      <p className="subject">Profile</p>
      <h1 id="decision">{profile.name}</h1>
      <p className="why">
        {plural(profile.rows, 'row')}, {plural(columnCount(profile), 'column')}: {profile.description}
      </p>
    </div>
    <dl className="facts">
      <div>
        <dt>Source</dt>
        <dd>{profile.source}</dd>
      </div>
      {earlier !== undefined && (
        <div>
          <dt>Beside</dt>
          <dd>
            {earlier.source}, {plural(earlier.rows, 'row')}
          </dd>
        </div>
      )}
      <div>
        <dt>Measured in</dt>
        <dd>{profile.seconds.toFixed(1)} s</dd>
      </div>
    </dl>
  </section>
);
