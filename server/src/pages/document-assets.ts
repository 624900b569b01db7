/** Addresses of the built files that a document refers to. */
export interface DocumentAssets {
  stylesheet: string;
  clientEntry: string;
  /** What the client's entry and each island load, so that it can be fetched at once. */
  clientImports: string[];
  islands: Readonly<Record<string, string[]>>;
  /** Typeface files for the first paint: `latin` in both weights, `vietnamese` likewise. */
  fonts: { latin: string[]; vietnamese: string[] };
}
