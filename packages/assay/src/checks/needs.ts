import type { MetricRequest } from '../metrics/request.ts';

/** The needs of a rung whose requests depend on its parameters: each under its key, those left out left out. */
export const needsOf = (
  ...requests: readonly (MetricRequest | undefined)[]
): Readonly<Record<string, MetricRequest>> =>
  Object.fromEntries(requests.flatMap((request) => (request === undefined ? [] : [[request.key, request]])));

/** The value of a request among those that `needsOf` asked for; undefined where it was left out. */
export const valueIn = <V>(
  values: Readonly<Record<string, unknown>>,
  request: MetricRequest<V> | undefined,
): V | undefined => (request === undefined ? undefined : (values[request.key] as V));
