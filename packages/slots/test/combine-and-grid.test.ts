import { describe, expect, it, test } from 'vitest';
import { findSlotsWithHosts, type Host, type SlotRequest } from '../src/index.ts';
import { at, busy, example, host, times, weekly } from './example.ts';

const fixed = { isFixed: true };
const open = (start: string, end: string, more: Partial<Host> = {}): Host =>
  host('UTC', [weekly(start, end)], more);

describe('rule 5: hosts combine', () => {
  test.each<[string, SlotRequest['schedulingType'], Host[], string[]]>([
    [
      'a collective is the intersection',
      'COLLECTIVE',
      [open('09:00', '12:00'), open('10:00', '14:00')],
      ['10:00', '11:00'],
    ],
    ['so is null', null, [open('09:00', '12:00'), open('10:00', '14:00')], ['10:00', '11:00']],
    ['a collective of one who is never there', 'COLLECTIVE', [open('09:00', '12:00'), host('UTC', [])], []],
    [
      'a round robin is the union',
      'ROUND_ROBIN',
      [open('09:00', '11:00'), open('13:00', '14:00')],
      ['09:00', '10:00', '13:00'],
    ],
    [
      'whose ranges are never merged: nobody is free from 10:00 to 11:00',
      'ROUND_ROBIN',
      [open('09:00', '10:30'), open('10:30', '12:00')],
      // The second host's first candidate is 11:00.
      ['09:00', '11:00'],
    ],
    [
      'a range within another host’s is covered by it',
      'ROUND_ROBIN',
      [open('09:00', '12:00'), open('09:30', '10:30')],
      ['09:00', '10:00', '11:00'],
    ],
    [
      'fixed hosts must be free as well',
      'ROUND_ROBIN',
      [open('09:00', '11:00'), open('10:00', '13:00'), open('10:00', '12:00', fixed)],
      ['10:00', '11:00'],
    ],
    [
      'fixed hosts suffice alone',
      'ROUND_ROBIN',
      [open('09:00', '11:00', fixed), open('10:00', '13:00', fixed)],
      ['10:00'],
    ],
    ['nobody offers nothing', 'ROUND_ROBIN', [], []],
  ])('%s', (_, schedulingType, hosts, expected) => {
    expect(times(example({ schedulingType, hosts }))).toEqual(expected);
  });

  it('says who is free, fixed hosts included', () => {
    const request = example({
      schedulingType: 'ROUND_ROBIN',
      hosts: [
        open('09:00', '11:00'),
        open('10:00', '12:00', { busy: [busy('2027-01-11T11:30Z', '2027-01-11T12:00Z')] }),
        open('08:00', '18:00', fixed),
      ],
    });
    expect(findSlotsWithHosts(request)).toEqual([
      { start: at('2027-01-11T09:00Z'), hosts: [0, 2] },
      { start: at('2027-01-11T10:00Z'), hosts: [0, 1, 2] },
    ]);
  });
});

describe('rule 6: the grid', () => {
  test.each<[string, [string, string], Partial<SlotRequest>, string[]]>([
    ['hourly events start on the hour', ['09:10', '12:00'], {}, ['10:00', '11:00']],
    ['half-hourly ones on the half hour', ['09:10', '11:00'], { length: 30 }, ['09:30', '10:00', '10:30']],
    ['every 45 minutes means quarters', ['09:10', '12:00'], { length: 45 }, ['09:15', '10:00', '10:45']],
    ['every 90 minutes half hours', ['09:10', '13:00'], { length: 90 }, ['09:30', '11:00']],
    ['every 7 minutes whole minutes', ['09:11', '09:33'], { length: 7 }, ['09:11', '09:18', '09:25']],
    [
      'the interval makes the grid, not the length',
      ['09:10', '11:00'],
      { length: 60, interval: 20 },
      ['09:20', '09:40', '10:00'],
    ],
    [
      'an interval of 0 is the length',
      ['09:10', '11:00'],
      { length: 30, interval: 0 },
      ['09:30', '10:00', '10:30'],
    ],
    [
      'an offset shifts the first and stretches the step',
      ['09:00', '12:00'],
      { length: 30, offsetStart: 10 },
      ['09:10', '09:50', '10:30', '11:10'],
    ],
    [
      'optimized: an hour and 55 minutes to spare',
      ['09:05', '12:00'],
      { optimized: true },
      ['10:00', '11:00'],
    ],
    ['optimized: room for a quarter hour', ['09:05', '11:20'], { optimized: true }, ['09:15', '10:15']],
    ['optimized: room for five minutes', ['09:07', '11:11'], { optimized: true }, ['09:10', '10:10']],
    ['optimized: no room', ['09:07', '11:09'], { optimized: true }, ['09:07', '10:07']],
    ['optimized: from one quarter to the next', ['09:15', '11:35'], { optimized: true }, ['09:30', '10:30']],
  ])('%s', (_, [start, end], changes, expected) => {
    expect(times(example({ ...changes, hosts: [open(start, end)] }))).toEqual(expected);
  });

  it('is read on the invitee’s clock', () => {
    // 09:00 in Ho Chi Minh City is 07:45 in Kathmandu.
    const hosts = [host('Asia/Ho_Chi_Minh', [weekly('09:00', '12:00')])];
    expect(times(example({ inviteeTz: 'Asia/Kathmandu', hosts }))).toEqual(['08:00', '09:00']);
  });

  it('continues an earlier sequence instead of starting another one', () => {
    // Every 45 minutes from 09:00; the second host's own first candidate would be 09:15.
    const request = (second: string): SlotRequest =>
      example({
        schedulingType: 'ROUND_ROBIN',
        length: 45,
        hosts: [open('09:00', '10:30'), open(second, '12:00')],
      });
    expect(times(request('09:10'))).toEqual(['09:00', '09:45', '10:30', '11:15']);
    // From the earlier start itself, 09:45, as it lies within the range.
    expect(times(request('09:40'))).toEqual(['09:00', '09:45', '10:30', '11:15']);
    expect(times(request('10:20'))).toEqual(['09:00', '09:45', '10:30', '11:15']);
    expect(times(request('10:40'))).toEqual(['09:00', '09:45', '10:45']);
  });

  it('continues behind a candidate that optimizing put later', () => {
    // The first range moves to 10:00, the second may not move and starts at 09:20; the third, at 09:40, follows it.
    const hosts = [open('09:10', '11:00'), open('09:20', '11:20'), open('09:40', '11:40')];
    expect(times(example({ schedulingType: 'ROUND_ROBIN', optimized: true, hosts }))).toEqual([
      '09:20',
      '10:00',
      '10:20',
    ]);
  });

  it('drops seconds, and never offers a minute that has begun before the range', () => {
    const hosts = [open('09:00', '12:00', { busy: [busy('2027-01-11T08:00:00Z', '2027-01-11T10:00:30Z')] })];
    expect(times(example({ length: 30, hosts }))).toEqual(['10:30', '11:00', '11:30']);
  });
});

describe('rule 9', () => {
  it('starts are unique and ascending', () => {
    const hosts = [open('10:00', '12:00'), open('09:00', '11:00'), open('09:00', '11:00')];
    expect(times(example({ schedulingType: 'ROUND_ROBIN', length: 30, hosts }))).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
    ]);
  });
});
