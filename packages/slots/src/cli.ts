#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { findSlots } from './find-slots.ts';
import { parseRequest } from './parse-request.ts';
import { SlotRequestError } from './request-error.ts';

/** Requests on stdin, slots on stdout; a malformed request ends with status 2 and one line on stderr. */
async function main(): Promise<number> {
  try {
    process.stdout.write(`${JSON.stringify(answer(parsed(await text(process.stdin))))}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SlotRequestError)) throw error;
    // Values of the request may hold line breaks.
    process.stderr.write(`${error.message.replace(/\s+/g, ' ')}\n`);
    return 2;
  }
}

interface Answer {
  slots: string[];
}

function answer(requests: unknown): Answer | Answer[] {
  if (!Array.isArray(requests)) return slotsOf(requests);
  return requests.map((request, index) => {
    try {
      return slotsOf(request);
    } catch (error) {
      if (error instanceof SlotRequestError)
        throw new SlotRequestError(`[${index}].${error.path}`, error.problem);
      throw error;
    }
  });
}

function slotsOf(request: unknown): Answer {
  return { slots: findSlots(parseRequest(request)).map((start) => new Date(start).toISOString()) };
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch (error) {
    throw new SlotRequestError(
      'request',
      `is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

process.exitCode = await main();
