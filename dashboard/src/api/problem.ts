import type { Problem } from '@lessonry/api-contract';
import type { Texts } from '../i18n/texts.ts';

/** An answer of the API that says why not: RFC 9457 problem details, to be told apart by `code`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(status: number, body: unknown) {
    const problem = isProblem(body) ? body : undefined;
    super(problem?.detail ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = problem?.code ?? 'unexpected';
    this.requestId = problem?.requestId;
  }
}

/** The server could not be reached, or what came back was not its answer. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** Faults that pass may be asked again; what the server refuses it refuses again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof ApiProblem && error.status >= 500);
}

/** What to tell the reader, and the number by which support finds the fault in the log. */
export function describeProblem(error: unknown, t: Texts): { text: string; requestId: string | undefined } {
  if (error instanceof Unreachable) return { text: t.problems.unreachable, requestId: undefined };
  if (!(error instanceof ApiProblem)) return { text: t.problems.unexpected, requestId: undefined };
  const byCode: Readonly<Record<string, string>> = t.problems.byCode;
  const known = Object.hasOwn(byCode, error.code) ? byCode[error.code] : undefined;
  return {
    text: known ?? t.problems.unexpected,
    requestId: error.status >= 500 ? error.requestId : undefined,
  };
}
