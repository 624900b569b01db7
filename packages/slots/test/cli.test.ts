import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const CLI = new URL('../src/cli.ts', import.meta.url).pathname;

function slots(input: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI], { input, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const request = {
  now: '2027-01-10T00:00:00Z',
  startTime: '2027-01-11T00:00:00Z',
  endTime: '2027-01-12T00:00:00Z',
  inviteeTz: 'America/New_York',
  schedulingType: null,
  length: 60,
  minimumBookingNotice: 0,
  hosts: [
    { timeZone: 'America/New_York', availability: [{ days: [1], start: '09:00', end: '11:00' }], busy: [] },
  ],
};
const answer = { slots: ['2027-01-11T14:00:00.000Z', '2027-01-11T15:00:00.000Z'] };

describe('the command', () => {
  it('answers one request with one object', () => {
    expect(slots(JSON.stringify(request))).toEqual({
      status: 0,
      stdout: `${JSON.stringify(answer)}\n`,
      stderr: '',
    });
  });

  it('answers an array with an array', () => {
    const none = { ...request, hosts: [] };
    expect(slots(JSON.stringify([request, none])).stdout).toBe(
      `${JSON.stringify([answer, { slots: [] }])}\n`,
    );
    expect(slots('[]').stdout).toBe('[]\n');
  });

  it('names the field of a malformed request on one line and exits with 2', () => {
    const host = { ...request.hosts[0], timeZone: 'Mars/Olympus' };
    const bad = { ...request, hosts: [host] };
    expect(slots(JSON.stringify(bad))).toEqual({
      status: 2,
      stdout: '',
      stderr: 'hosts[0].timeZone: unknown time zone "Mars/Olympus"\n',
    });
    expect(slots(JSON.stringify([request, bad])).stderr).toBe(
      '[1].hosts[0].timeZone: unknown time zone "Mars/Olympus"\n',
    );
    for (const text of ['', '{"now":\n"x"', '17', 'null', '[3]']) {
      const { status, stdout, stderr } = slots(text);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^\S+: [^\n]+\n$/);
    }
  });
});
