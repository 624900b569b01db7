import { answerControl } from '../http/control-endpoint.ts';
import { createFaultQueue } from '../http/faults.ts';
import { credentials, type Exchange, header, listen, sendJson } from '../http/listen.ts';
import { openStateFile } from '../http/state-file.ts';
import { createWaiting } from '../http/waiting.ts';
import { answer, authenticate } from './api.ts';
import { controlCalls, createControl } from './control.ts';
import { sendOverview } from './overview.ts';
import { dumpSchool, restoreSchool, type School } from './school.ts';
import { failsBefore, sendAnswer } from './send-answer.ts';
import type {
  ImmersioFault,
  ImmersioSimulator,
  ImmersioSimulatorOptions,
  ReceivedRequest,
  SchoolDump,
} from './types.ts';

export type {
  CourseSeed,
  ImmersioControl,
  ImmersioCourse,
  ImmersioEnrollment,
  ImmersioFault,
  ImmersioSimulator,
  ImmersioSimulatorOptions,
  ImmersioStudent,
  ReceivedRequest,
  SchoolDump,
  SchoolSeed,
  StudentSeed,
} from './types.ts';

const KEPT_REQUESTS = 5_000;

/**
 * Starts an Immersio simulator for development and tests.
 * Rejects when the port is taken.
 */
export async function startImmersioSimulator(
  options: ImmersioSimulatorOptions = {},
): Promise<ImmersioSimulator> {
  const clock = options.now ?? Date.now;
  const now = (): string => new Date(clock()).toISOString();
  const schools = new Map<string, School>();
  const faults = createFaultQueue<ImmersioFault>();
  const waiting = createWaiting();
  const received: ReceivedRequest[] = [];
  const stateFile = openStateFile(options.stateFile, () => ({
    version: 1,
    schools: [...schools.values()].map(dumpSchool),
  }));
  for (const dump of savedSchools(stateFile.load())) schools.set(dump.apiKey, restoreSchool(dump, now()));
  const control = createControl({ schools, faults, received, now, changed: () => stateFile.touch() });
  const calls = controlCalls(control);

  const serveApi = async (exchange: Exchange): Promise<void> => {
    const apiKey = credentials(exchange);
    const record: ReceivedRequest = {
      at: clock(),
      method: exchange.method,
      path: exchange.path + exchange.url.search,
      apiKey,
      idempotencyKey: header(exchange, 'idempotency-key'),
      userAgent: header(exchange, 'user-agent'),
      status: null,
    };
    received.push(record);
    if (received.length > KEPT_REQUESTS) received.splice(0, received.length - KEPT_REQUESTS);
    const school = authenticate(schools, exchange);
    if ('apiKey' in school) countUntilClosed(school, exchange);
    const fault = faults.take(exchange, (one) => one.apiKey === undefined || one.apiKey === apiKey);
    if (fault?.kind === 'slow') await waiting.pause(fault.delay ?? 1000);
    const nothing = { status: 500, body: null };
    const result = !('apiKey' in school)
      ? school
      : failsBefore(fault)
        ? nothing
        : answer(school, exchange, now(), fault);
    if (exchange.method !== 'GET') stateFile.touch();
    record.status = sendAnswer(exchange, result, fault, clock());
  };

  const handle = async (exchange: Exchange): Promise<void> => {
    const { path, method } = exchange;
    const dumped = /^\/_control\/schools\/([^/]+)$/.exec(path)?.[1];
    if (path === '/' && method === 'GET') sendOverview(exchange, [...schools.values()]);
    else if (dumped !== undefined) {
      const school = schools.get(decodeURIComponent(dumped));
      if (school) sendJson(exchange, 200, dumpSchool(school));
      else sendJson(exchange, 404, { error: 'No school has this key.' });
    } else if (path.startsWith('/_control/')) {
      await answerControl(exchange, calls, path.slice('/_control/'.length));
    } else await serveApi(exchange);
  };

  const listening = await listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' }, handle);
  return {
    url: listening.url,
    port: listening.port,
    control,
    async close() {
      waiting.cancelAll();
      stateFile.close();
      await listening.close();
    },
  };
}

/** Counts a request as under way until its connection is done with it, however that comes about. */
function countUntilClosed({ requests }: School, exchange: Exchange): void {
  requests.count += 1;
  requests.inFlight += 1;
  requests.maxConcurrent = Math.max(requests.maxConcurrent, requests.inFlight);
  exchange.response.once('close', () => {
    requests.inFlight -= 1;
  });
}

function savedSchools(saved: unknown): SchoolDump[] {
  if (typeof saved !== 'object' || saved === null || !('version' in saved) || saved.version !== 1) return [];
  return 'schools' in saved && Array.isArray(saved.schools) ? (saved.schools as SchoolDump[]) : [];
}
