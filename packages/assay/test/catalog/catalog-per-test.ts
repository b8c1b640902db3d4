import { afterEach, beforeEach } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { CatalogPlace } from './places.ts';

/** The place of the running test, and the catalog that is open there. */
export interface OpenPlace<Place extends CatalogPlace> {
  readonly place: Place;
  readonly catalog: Catalog;
  /** Closes the catalog, which may be closed already, and opens what is there now. */
  readonly reopen: () => Promise<void>;
}

/** Opens a catalog at a place of its own before each test of a suite; closes and removes both after it. */
export const catalogPerTest = <Place extends CatalogPlace>(begin: () => Promise<Place>): OpenPlace<Place> => {
  let place: Place;
  let catalog: Catalog;
  beforeEach(async () => {
    place = await begin();
    catalog = await place.open();
  });
  afterEach(async () => {
    await catalog.close();
    await place.remove();
  });
  return {
    get place() {
      return place;
    },
    get catalog() {
      return catalog;
    },
    reopen: async () => {
      await catalog.close();
      catalog = await place.open();
    },
  };
};
