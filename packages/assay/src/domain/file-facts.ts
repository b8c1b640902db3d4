/** What is known of the files of a source without parsing rows. */
export interface FileFacts {
  readonly files: readonly OneFileFacts[];
}

export interface OneFileFacts {
  readonly path: string;
  readonly sizeBytes: number;
  /** ISO 8601 in UTC. */
  readonly modifiedAt: string;
  readonly format: string;
  /** As detected, for text formats: `utf-8`, `utf-16le`, `windows-1252`, … */
  readonly encoding?: string;
  /** Undefined: the last record is complete. Otherwise what shows that the file was cut off. */
  readonly truncated?: string;
  /** Lines that could not be read as records, the first few. */
  readonly rejected?: readonly { readonly line: number; readonly reason: string }[];
  readonly rejectedCount?: number;
}
