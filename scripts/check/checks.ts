import { readFileSync } from 'node:fs';

/** One command of the test command. Without a summary it counts as one, passed when it exits with 0. */
export interface Check {
  readonly name: string;
  /** A program of node_modules/.bin and its arguments. */
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** How many tests a runner counted; throws where its report is missing. */
  readonly summary?: () => Counts;
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** A file that could not even be loaded has no failed test in it and counts as one. */
export function vitestSummary(path: string): Counts {
  const report = JSON.parse(readFileSync(path, 'utf8')) as VitestReport;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** What a check's outcome counts for, given how its process ended: nothing that went wrong may count as nothing. */
export function countsOf(check: Check, succeeded: boolean): Counts {
  if (!check.summary) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counts: Counts;
  try {
    counts = check.summary();
  } catch {
    return { passed: 0, failed: 1 };
  }
  return succeeded || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}
