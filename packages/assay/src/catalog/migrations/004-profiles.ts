/** Profiles beside the runs they were measured with; they go when their run goes. */
export const profiles = `
CREATE TABLE profiles (
  run INTEGER PRIMARY KEY REFERENCES runs (seq) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;
`;
