/** Lets whatever waits be done, such as hearing a signal. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
