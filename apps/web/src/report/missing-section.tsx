import { useState } from 'react';
import { listed } from '../../../../packages/assay/src/domain/listed.ts';
import {
  bunchOf,
  bunchPlace,
  fewestMissing,
  partBegin,
} from '../../../../packages/assay/src/domain/missing-bunch.ts';
import type { MissingParts } from '../../../../packages/assay/src/domain/missing-map.ts';
import type { ShownProfile } from '../../../../packages/assay/src/domain/report-data.ts';
import { columnCount, factsOf } from './column-facts.ts';
import { MissingStrip } from './missing-strip.tsx';
import { MoreButton } from './more-button.tsx';
import { count, percent, plural } from './words.ts';

const step = 12;
const namesShown = 6;
const setsShown = 12;

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);

const namesOf = (names: readonly string[]): string => {
  const more = names.length - namesShown;
  return listed([...names.slice(0, namesShown), ...(more > 0 ? [plural(more, 'more column')] : [])]);
};

const placeOf = (map: MissingParts, missing: readonly number[]): string => {
  const bunch = bunchOf(missing, map.rows);
  if (bunch !== undefined) return bunchPlace(map, bunch);
  const total = sum(missing);
  if (total === sum(map.rows)) return 'in every row';
  return total < fewestMissing ? `in ${plural(total, 'row')}` : 'all over the rows';
};

const Parts = ({ map }: { readonly map: MissingParts }) => {
  const [most, allow] = useState(step);
  const total = sum(map.rows);
  return (
    <>
      <table className="map">
        <caption>
          {map.by === undefined
            ? `The ${plural(total, 'row')} from the first at the left to the last at the right: the stronger the red, the more is missing.`
            : `The rows by ${map.by.column}, from ${partBegin(map, 0)} at the left to ${partBegin(map, map.rows.length)} at the right: the stronger the red, the more is missing.`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Where it is missing</th>
            <th scope="col">Missing</th>
          </tr>
        </thead>
        <tbody>
          {map.columns.slice(0, most).map(({ name, missing }) => {
            const place = placeOf(map, missing);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <MissingStrip map={map} missing={missing} label={`${name} is missing ${place}`} />
                  <span className="quiet">{place}</span>
                </td>
                <td className="number">{percent(sum(missing) / total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <MoreButton left={map.columns.length - most} noun="column" onMore={() => allow(most + 4 * step)} />
      {map.leftOut > 0 && (
        <p className="quiet">
          {plural(map.leftOut, 'more column')} with missing values {map.leftOut === 1 ? 'is' : 'are'} not in
          this map.
        </p>
      )}
      {map.together.slice(0, setsShown).map((names) => (
        <p key={names[0]}>Missing in exactly the same rows: {namesOf(names)}.</p>
      ))}
      {map.together.length > setsShown && (
        <p className="quiet">So it is of {plural(map.together.length - setsShown, 'more set')} of columns.</p>
      )}
    </>
  );
};

/** Columns with missing values: the map knows of those too that the page leaves out. */
const gapsIn = ({ columns, missing }: ShownProfile): number =>
  missing === undefined || 'unknown' in missing
    ? columns.filter((column) => (factsOf(column).nulls ?? 0) > 0).length
    : missing.columns.length + missing.leftOut;

/** How many columns have missing values, and where in the rows they are missing. */
export const MissingSection = ({ profile }: { readonly profile: ShownProfile }) => {
  const { columns, missing } = profile;
  const gaps = gapsIn(profile);
  const uncounted = columns.filter((column) => factsOf(column).nulls === undefined).length;
  const complete = gaps === 0 && missing === undefined && uncounted === 0;
  return (
    <section aria-labelledby="missing">
      <h2 id="missing">
        Missing values{' '}
        <span className="quiet">
          {gaps > 0 && `in ${count(gaps)} of ${plural(columnCount(profile), 'column')}`}
          {complete && 'none'}
        </span>
      </h2>
      {uncounted > 0 && <p>Of {plural(uncounted, 'column')} they could not be counted.</p>}
      {complete && <p>Every column has a value in every row.</p>}
      {missing !== undefined &&
        ('unknown' in missing ? (
          <p>Where they are is not known: {missing.unknown}.</p>
        ) : (
          <Parts map={missing} />
        ))}
    </section>
  );
};
