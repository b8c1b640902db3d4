/** What a thread takes at once. */
const orderFiles = 256;
const orderBytes = 64 * 1024 * 1024;

/** Files in portions that are worth a thread's while, and not more. */
export async function* ordersOf<T extends { readonly bytes: number }>(
  files: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<readonly T[]> {
  let order: T[] = [];
  let bytes = 0;
  for await (const file of files) {
    order.push(file);
    bytes += file.bytes;
    if (order.length < orderFiles && bytes < orderBytes) continue;
    yield order;
    [order, bytes] = [[], 0];
  }
  if (order.length > 0) yield order;
}
