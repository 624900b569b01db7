/** Benchmark of the slot engine: `npm run bench -- slots`. Medians after warm-up; every call gets a fresh, unsorted request. */
import { findSlots, type SlotRequest } from '@lessonry/slots';
import { naiveSlots } from '../packages/slots/test/naive-model.ts';
import { requestOf, WORKLOADS, type Workload } from './slots-workloads.ts';

/** Prints the table of workloads and the growth with hosts, days and busy intervals. `--no-model` leaves the slow model out. */
export async function run(args: string[]): Promise<void> {
  const withModel = !args.includes('--no-model');
  console.log(
    'slot engine: in process, one thread, typed request to epoch milliseconds, validation included; medians\n',
  );
  console.log(
    row([
      'workload',
      'slots',
      'µs',
      'target µs',
      'share',
      'ns/host-day',
      'ns/busy',
      'text µs',
      'naive model ms',
      'ratio',
    ]),
  );
  for (const workload of WORKLOADS) {
    const { engine, slots, text } = measure(workload);
    const model = withModel ? timeOfModel(workload) : undefined;
    console.log(
      row([
        workload.name,
        String(slots),
        engine.toFixed(1),
        String(workload.target),
        `${((100 * engine) / workload.target).toFixed(0)} %`,
        ((engine * 1000) / (workload.hosts * workload.days)).toFixed(0),
        ((engine * 1000) / (workload.hosts * workload.busyEach)).toFixed(0),
        text.toFixed(1),
        model === undefined ? '-' : model.toFixed(0),
        model === undefined ? '-' : `${((model * 1000) / engine).toFixed(0)}x`,
      ]),
    );
  }
  growth('hosts', { ...base, schedulingType: 'ROUND_ROBIN' }, (workload, times) => ({
    ...workload,
    hosts: workload.hosts * times,
  }));
  growth('days (busy intervals per day constant)', base, (workload, times) => ({
    ...workload,
    days: workload.days * times,
    busyEach: workload.busyEach * times,
  }));
  growth('busy intervals', base, (workload, times) => ({ ...workload, busyEach: workload.busyEach * times }));
}

const base: Workload = {
  name: 'base',
  hosts: 25,
  days: 31,
  busyEach: 100,
  schedulingType: 'ROUND_ROBIN',
  length: 30,
  target: 0,
};

function growth(what: string, from: Workload, grown: (workload: Workload, times: number) => Workload): void {
  console.log(
    `\ngrowth with ${what}, from a round robin of ${from.hosts}, ${from.days} days, ${from.busyEach} busy each`,
  );
  let first = 0;
  for (const times of [1, 2, 4, 8]) {
    const { engine } = measure(grown(from, times));
    if (times === 1) first = engine;
    console.log(`  ${times}x  ${engine.toFixed(0).padStart(7)} µs  ${(engine / first).toFixed(2)}x`);
  }
}

interface Measured {
  engine: number;
  slots: number;
  text: number;
}

/** Medians in microseconds. Requests are made outside of the measured time, and each is used once. */
function measure(workload: Workload): Measured {
  const intervals = workload.hosts * workload.busyEach;
  const rounds = Math.min(2000, Math.max(25, Math.floor(2_000_000 / intervals)));
  const batch = Math.max(1, Math.min(rounds, Math.floor(200_000 / intervals)));
  const engine: number[] = [];
  const text: number[] = [];
  let slots = 0;
  let seed = 1;
  // The first fifth of the calls warms up.
  const warmUp = Math.ceil(rounds / 5) + 5;
  while (engine.length < rounds + warmUp) {
    const requests: SlotRequest[] = Array.from({ length: batch }, () => requestOf(workload, seed++));
    for (const request of requests) {
      const begun = performance.now();
      const starts = findSlots(request);
      const found = performance.now();
      const written = starts.map((start) => new Date(start).toISOString());
      text.push(performance.now() - found);
      engine.push(found - begun);
      slots = written.length;
    }
  }
  return { engine: median(engine.slice(warmUp)) * 1000, slots, text: median(text.slice(warmUp)) * 1000 };
}

/** Median in milliseconds of the naive model of the tests on the same requests. */
function timeOfModel(workload: Workload): number {
  const rounds = workload.hosts > 50 ? 1 : 3;
  const times: number[] = [];
  for (let seed = 1; seed <= rounds; seed++) {
    const request = requestOf(workload, seed);
    const begun = performance.now();
    const starts = naiveSlots(request);
    times.push(performance.now() - begun);
    if (starts.join() !== findSlots(request).join())
      throw new Error(`engine and model differ on ${workload.name}, seed ${seed}`);
  }
  return median(times);
}

function median(times: number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

function row(cells: string[]): string {
  const widths = [28, 6, 8, 10, 6, 12, 8, 8, 15, 8];
  return cells
    .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
    .join('');
}
