import type { DigestWaiver } from '../../../../packages/assay/src/domain/digest.ts';
import { waiverFacts } from '../../../../packages/assay/src/domain/digest-words.ts';
import { Scroll } from '../report/scroll.tsx';

interface WaiversProps {
  readonly title: string;
  readonly waivers: readonly DigestWaiver[];
}

/** Failures that people accepted, and for how long still. */
export const DigestWaivers = ({ title, waivers }: WaiversProps) => (
  <section aria-labelledby="waivers">
    <h2 id="waivers">{title}</h2>
    <Scroll label="waivers">
      <table className="waivers">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">When</th>
            <th scope="col">Owner</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {waivers.map((waiver) => (
            <tr key={waiver.rule}>
              <th scope="row">
                <code>{waiver.rule}</code>
              </th>
              <td className={waiver.daysLeft < 0 ? 'ended' : undefined}>{waiverFacts(waiver)}</td>
              <td>{waiver.owner}</td>
              <td>{waiver.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
);
