import { plural } from './words.ts';

interface MoreProps {
  readonly left: number;
  readonly noun: string;
  readonly onMore: () => void;
}

/** Shows more of a long list; says how much is left. */
export const MoreButton = ({ left, noun, onMore }: MoreProps) =>
  left <= 0 ? null : (
    <button type="button" className="more" onClick={onMore}>
      Show more: {plural(left, noun)} left
    </button>
  );
