import { type Exchange, sendJson } from './listen.ts';

/** Arguments of one control call: the JSON body of a POST, or the query of a GET. */
export type ControlArguments = Record<string, unknown>;
export type ControlCalls = Record<string, { reads: boolean; run: (given: ControlArguments) => unknown }>;

/**
 * Answers `/_control/<name>`: calls that only read take GET or POST, the others POST alone. Answers the call's result as
 * JSON (`null` where it has none), 400 with `{"error"}` where it throws, 404 for an unknown name.
 */
export async function answerControl(exchange: Exchange, calls: ControlCalls, name: string): Promise<void> {
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (!call) {
    sendJson(exchange, 404, { error: `No such control: ${name}`, known: Object.keys(calls) });
    return;
  }
  if (exchange.method !== 'POST' && !(exchange.method === 'GET' && call.reads)) {
    sendJson(exchange, 405, { error: 'Use POST.' });
    return;
  }
  try {
    sendJson(exchange, 200, (await call.run(readArguments(exchange))) ?? null);
  } catch (error) {
    sendJson(exchange, 400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function readArguments(exchange: Exchange): ControlArguments {
  const query: ControlArguments = Object.fromEntries(exchange.url.searchParams);
  if (exchange.body.length === 0) return query;
  const body: unknown = JSON.parse(exchange.body.toString('utf8'));
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('Send a JSON object.');
  return { ...query, ...body };
}

/** A text among the arguments; throws where it is missing. */
export function textOf(given: ControlArguments, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value === '') throw new Error(`"${name}" is missing.`);
  return value;
}
