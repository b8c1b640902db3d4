import { type HandOutOrder, handOutFiles } from './hand-out.ts';
import { type Flaw, type InspectOrder, inspectAll } from './inspect.ts';
import { type TakenFile, type TakeOrder, takeFiles } from './take-files.ts';

/** What threads are asked for, by the kind of work. */
export interface Orders {
  readonly take: TakeOrder;
  readonly handOut: HandOutOrder;
  readonly inspect: InspectOrder;
}

/** And what comes of it. */
export interface Results {
  readonly take: readonly TakenFile[];
  readonly handOut: undefined;
  readonly inspect: readonly (Flaw | undefined)[];
}

export type Work = keyof Orders;

/** What is done with the bytes of many files, in any thread. */
export const works: { readonly [W in Work]: (order: Orders[W]) => Promise<Results[W]> } = {
  take: takeFiles,
  handOut: handOutFiles,
  inspect: inspectAll,
};
