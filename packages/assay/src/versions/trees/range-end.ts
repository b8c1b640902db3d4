/** A range has about so many entries. */
const usual = 1024;
/** And never more than so many. */
export const most = 8192;

/**
 * FNV-1a of 32 bits over UTF-16 units, with the last mixing of MurmurHash3, so that every bit depends on all.
 * Sources: the FNV draft, draft-eastlake-fnv; A. Appleby, MurmurHash3, `fmix32`.
 */
const hash32 = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * True where a range ends after this path. It depends on the path alone, so that an entry that comes or goes changes the range it is in and
 * no other.
 */
export const endsRange = (path: string): boolean => hash32(path) % usual === 0;
