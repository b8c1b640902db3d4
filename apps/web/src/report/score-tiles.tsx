import type { Scores } from '../../../../packages/assay/src/domain/run.ts';
import { scoreMove, scoreText } from '../../../../packages/assay/src/domain/score-text.ts';

const steps = (score: number): string => (score >= 0.995 ? 'good' : score >= 0.9 ? 'fair' : 'poor');

interface TileProps {
  readonly name: string;
  readonly score: number | null;
  readonly earlier: number | null | undefined;
}

const Tile = ({ name, score, earlier }: TileProps) => {
  const shown = score === null ? undefined : scoreText(score);
  const before = earlier === null || earlier === undefined ? shown : scoreText(earlier);
  const moved = shown === undefined || shown === before ? '' : scoreMove(before ?? shown, shown);
  return (
    <li className={score === null ? 'tile' : `tile ${steps(score)}`}>
      <span className="name">{name}</span>
      <span className="score">{shown ?? '–'}</span>
      {moved !== '' && (
        <span className="change">{moved.startsWith('-') ? `▼ ${moved.slice(1)}` : `▲ ${moved}`}</span>
      )}
      <span className="bar" aria-hidden="true">
        <span style={{ width: `${(score ?? 0) * 100}%` }} />
      </span>
    </li>
  );
};

interface ScoreTilesProps {
  readonly scores: Scores;
  readonly earlier: Scores | undefined;
}

/** The whole and each dimension, in [0, 1]; beside an earlier run, how each has moved. */
export const ScoreTiles = ({ scores, earlier }: ScoreTilesProps) => {
  const dimensions = Object.entries(scores.dimensions) as [keyof Scores['dimensions'], number | null][];
  if (scores.overall === null && dimensions.length === 0) return null;
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">Scores</h2>
      <ul className="tiles">
        <Tile name="overall" score={scores.overall} earlier={earlier?.overall} />
        {dimensions.map(([name, score]) => (
          <Tile key={name} name={name} score={score} earlier={earlier?.dimensions[name]} />
        ))}
      </ul>
    </section>
  );
};
