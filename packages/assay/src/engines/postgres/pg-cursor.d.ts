declare module 'pg-cursor' {
  /** What Assay uses of the package, which comes without types. */
  export default class Cursor {
    constructor(
      sql: string,
      values: readonly string[],
      config: { readonly rowMode: 'array'; readonly types: object },
    );
    read(
      size: number,
      done: (
        error: Error | undefined,
        rows: (string | null)[][],
        result: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] },
      ) => void,
    ): void;
    close(): Promise<void>;
  }
}
