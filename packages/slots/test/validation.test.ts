import { describe, expect, it, test } from 'vitest';
import {
  canStartAt,
  explainDays,
  findSlots,
  findSlotsWithHosts,
  parseRequest,
  SlotRequestError,
} from '../src/index.ts';
import { at, example } from './example.ts';

type Json = Record<string, unknown>;

/** A whole request in the form of the command, with every optional field. */
function json(): Json & { hosts: Json[] } {
  return {
    now: '2027-01-10T00:00:00Z',
    startTime: '2027-01-11T00:00:00.000Z',
    endTime: '2027-01-12T01:00:00+01:00',
    inviteeTz: 'UTC',
    schedulingType: 'ROUND_ROBIN',
    length: 60,
    interval: 60,
    offsetStart: 0,
    optimized: false,
    minimumBookingNotice: 0,
    beforeBuffer: 0,
    afterBuffer: 0,
    periodType: 'UNLIMITED',
    hosts: [
      {
        timeZone: 'UTC',
        availability: [
          { days: [1], start: '09:00', end: '12:00' },
          { date: '2027-01-12', start: '09:00', end: '12:00' },
        ],
        busy: [{ start: '2027-01-11T10:00:00Z', end: '2027-01-11T11:00:00Z' }],
        isFixed: false,
        travelSchedules: [{ startDate: '2027-02-01', endDate: '2027-02-03', timeZone: 'Asia/Tokyo' }],
      },
    ],
  };
}

/** Puts a value at a path such as `hosts[0].busy[0].end`. */
function withValue(path: string, value: unknown): Json {
  const request = json();
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Json>((at, key) => at[key] as Json, request);
  parent[last] = value;
  return request;
}

describe('parseRequest', () => {
  it('turns instants into epoch milliseconds', () => {
    const request = parseRequest(json());
    expect(request.now).toBe(at('2027-01-10T00:00Z'));
    expect(request.endTime).toBe(at('2027-01-12T00:00Z'));
    expect(request.hosts[0]?.busy).toEqual([
      { start: at('2027-01-11T10:00Z'), end: at('2027-01-11T11:00Z') },
    ]);
    expect(findSlots(request)).toEqual([at('2027-01-11T09:00Z'), at('2027-01-11T11:00Z')]);
  });

  it('takes null and nothing for what is optional, and ignores what it does not know', () => {
    const bare = json();
    for (const name of [
      'interval',
      'offsetStart',
      'optimized',
      'beforeBuffer',
      'periodType',
      'schedulingType',
    ])
      Reflect.deleteProperty(bare, name);
    for (const name of ['afterBuffer', 'minimumBookingNotice', 'periodDays', 'periodStartDate'])
      bare[name] = null;
    bare['comment'] = 'for whom it may concern';
    Object.assign(bare.hosts[0] ?? {}, { isFixed: null, travelSchedules: null, name: 'Lan' });
    expect(findSlots(parseRequest(bare))).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ['now', 1799000000000],
    ['now', '2027-01-10'],
    ['now', '2027-01-10T00:00:00'],
    ['startTime', '2027-02-30T00:00:00Z'],
    ['endTime', '2027-01-10T23:59:59Z'],
    ['endTime', '2270-01-01T00:00:00Z'],
    ['inviteeTz', 'Mars/Olympus'],
    ['inviteeTz', '+07:00'],
    ['inviteeTz', undefined],
    ['schedulingType', 'MANAGED'],
    ['length', 0],
    ['length', undefined],
    ['length', 12.5],
    ['length', '60'],
    ['interval', -5],
    ['offsetStart', 0.5],
    ['optimized', 'yes'],
    ['minimumBookingNotice', Number.NaN],
    ['beforeBuffer', -1],
    ['afterBuffer', 1e12],
    ['periodType', 'WEEKLY'],
    ['hosts', {}],
    ['hosts[0]', null],
    ['hosts[0].timeZone', 'Mars/Olympus'],
    ['hosts[0].availability', undefined],
    ['hosts[0].availability[0]', 7],
    ['hosts[0].availability[0].days[0]', 7],
    ['hosts[0].availability[0].start', '9:00'],
    ['hosts[0].availability[0].end', '24:00'],
    ['hosts[0].availability[0].end', '08:00'],
    ['hosts[0].availability[1].date', '2027-02-29'],
    ['hosts[0].busy', undefined],
    ['hosts[0].busy[0].start', 'yesterday'],
    ['hosts[0].isFixed', 1],
    ['hosts[0].travelSchedules', 'none'],
    ['hosts[0].travelSchedules[0].startDate', 'soon'],
    ['hosts[0].travelSchedules[0].endDate', '2027-01-31'],
    ['hosts[0].travelSchedules[0].timeZone', 'Nowhere'],
  ])('refuses %s = %j', (path, value) => {
    expect(() => parseRequest(withValue(path, value))).toThrow(
      expect.objectContaining({
        name: 'SlotRequestError',
        path,
        message: expect.stringMatching(/^\S+: \S/) as string,
      }) as Error,
    );
  });

  test.each<[string, string, unknown, string]>([
    [
      'a busy interval that ends before it starts',
      'hosts[0].busy[0].end',
      '2027-01-11T09:00:00Z',
      'hosts[0].busy[0]',
    ],
    ['a row without days and date', 'hosts[0].availability[0].days', undefined, 'hosts[0].availability[0]'],
    ['a row with days and date', 'hosts[0].availability[0].date', '2027-01-11', 'hosts[0].availability[0]'],
    ['a rolling period without days', 'periodType', 'ROLLING', 'periodDays'],
    ['a range without dates', 'periodType', 'RANGE', 'periodStartDate'],
    [
      'journeys that overlap by a day',
      'hosts[0].travelSchedules[1]',
      { startDate: '2027-02-03', timeZone: 'Asia/Seoul' },
      'hosts[0].travelSchedules[1]',
    ],
  ])('refuses %s', (_, path, value, named) => {
    expect(() => parseRequest(withValue(path, value))).toThrow(
      expect.objectContaining({ path: named }) as Error,
    );
  });

  it('says what is wrong with the field', () => {
    expect(() => parseRequest(withValue('hosts[0].timeZone', 'Mars/Olympus'))).toThrow(
      'hosts[0].timeZone: unknown time zone "Mars/Olympus"',
    );
    expect(() => parseRequest('hello')).toThrow('request: must be an object');
  });
});

describe('the in-process functions', () => {
  it('check what they are given, too', () => {
    const good = example();
    const bad = { ...good, hosts: [{ timeZone: 'UTC', availability: [], busy: [{ start: 2, end: 1 }] }] };
    for (const call of [findSlots, findSlotsWithHosts, explainDays])
      expect(() => call(bad)).toThrow(
        new SlotRequestError('hosts[0].busy[0]', 'must not end before it starts'),
      );
    expect(() => canStartAt(bad, at('2027-01-11T10:00Z'))).toThrow('hosts[0].busy[0]');
    expect(() => canStartAt(good, Number.NaN)).toThrow('start: must be an instant');
    expect(() => findSlots({ ...good, now: new Date() as unknown as number })).toThrow(
      'now: must be an instant',
    );
    const noTime = { timeZone: 'UTC', availability: [], busy: [null, { start: Number.NaN, end: 1 }] };
    expect(() => findSlots({ ...good, hosts: [noTime] as never })).toThrow('hosts[0].busy[0].start');
    expect(() => findSlots({ ...good, hosts: [{ ...noTime, busy: noTime.busy.slice(1) }] as never })).toThrow(
      'busy[0].start',
    );
  });
});
