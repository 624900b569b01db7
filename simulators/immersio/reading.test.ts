import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImmersioFault, type ImmersioSimulator, startImmersioSimulator } from './index.ts';
import { caller, type Caller, seed } from './test/school.ts';

let simulator: ImmersioSimulator;
let call: Caller;

beforeEach(async () => {
  simulator = await startImmersioSimulator();
  simulator.control.addSchool(seed);
  call = caller(simulator);
});
afterEach(() => simulator.close());

const idsOf = (json: Record<string, unknown>): string[] =>
  (json['data'] as { id: string }[]).map(({ id }) => id);

test('pages by skip and take, and by what changed since', async () => {
  const first = await call('GET', '/courses?skip=0&take=2');
  expect(first.json).toMatchObject({
    total: 3,
    data: [{ title: 'Luyện phát âm', isPublished: true, deletedAt: null }, {}],
  });
  expect(idsOf((await call('GET', '/courses?skip=2&take=2')).json)).toEqual(['c_3']);
  const since = await call('GET', `/courses?updated_since=${encodeURIComponent('2026-02-01T00:00:00Z')}`);
  expect(idsOf(since.json)).toEqual(['c_2', 'c_3']);
  simulator.control.deleteCourse('key-lotus', 'c_1');
  const later = await call('GET', '/courses?updated_since=2026-06-01T00:00:00Z');
  expect(later.json).toMatchObject({ total: 1, data: [{ id: 'c_1', isDeleted: true }] });
  expect((await call('GET', '/courses?take=0')).status).toBe(400);
  expect((await call('GET', '/courses?updated_since=monday')).status).toBe(400);
  expect((await call('GET', '/courses/c_9/students')).status).toBe(404);
});

test('the key and the subdomain are checked, and schools do not see each other', async () => {
  simulator.control.addSchool({ apiKey: 'key-maple', students: [{ email: 'zoe@example.com' }] });
  expect((await call('GET', '/students', undefined, { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await call('GET', '/students', undefined, { subdomainid: 'maple' })).status).toBe(403);
  const maple = await call('GET', '/students', undefined, { authorization: 'Bearer key-maple' });
  expect(maple.json).toMatchObject({ total: 1, data: [{ email: 'zoe@example.com' }] });
});

test('requests and how many ran at once are recorded', async () => {
  simulator.control.fault({ kind: 'slow', delay: 150, times: 3 });
  await Promise.all([call('GET', '/courses'), call('GET', '/students'), call('GET', '/courses')]);
  expect(simulator.control.maxConcurrent('key-lotus')).toBe(3);
  simulator.control.resetCounters();
  await call('GET', '/courses?take=1', undefined, { 'user-agent': 'Lessonry/1' });
  expect(simulator.control.maxConcurrent('key-lotus')).toBe(1);
  expect(simulator.control.requests('key-lotus')).toMatchObject([
    { method: 'GET', path: '/courses?take=1', userAgent: 'Lessonry/1', status: 200 },
  ]);
});

const withFault = async (fault: ImmersioFault): ReturnType<Caller> => {
  simulator.control.fault(fault);
  return call('GET', '/courses?skip=1&take=1');
};

test('faults of the answer as a whole', async () => {
  const busy = await withFault({ kind: 'status', status: 429, retryAfter: 7 });
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await withFault({ kind: 'status' })).status).toBe(500);
  const elsewhere = await withFault({ kind: 'redirect', location: 'http://other.example/courses' });
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([
    302,
    'http://other.example/courses',
  ]);
  await expect(withFault({ kind: 'reset' })).rejects.toThrow();
  await expect(withFault({ kind: 'truncate' })).rejects.toThrow();
  for (const kind of ['cut_json', 'garbage'] as const) {
    const answer = await withFault({ kind });
    expect(answer).toMatchObject({ status: 200, json: {} });
  }
  expect((await withFault({ kind: 'huge' })).text.length).toBeGreaterThan(10_000_000);
  expect(idsOf((await call('GET', '/courses?skip=1&take=1')).json)).toEqual(['c_2']);
});

test('faults of the records and of the pages', async () => {
  const records = async (fault: ImmersioFault): Promise<unknown> => (await withFault(fault)).json;
  expect(await records({ kind: 'wrong_types' })).toMatchObject({
    data: [{ id: 0, isDeleted: 'no', updatedAt: 0 }],
  });
  expect(await records({ kind: 'missing_fields' })).not.toHaveProperty('data.0.title');
  expect(await records({ kind: 'duplicate_page' })).toMatchObject({
    data: [{ id: 'c_2' }, { id: 'c_2' }],
    total: 3,
  });
  expect(await records({ kind: 'repeat_page' })).toMatchObject({ data: [{ id: 'c_1' }] });
  expect(await records({ kind: 'shift_rows' })).toMatchObject({ data: [{ id: 'c_3' }] });
  expect(await records({ kind: 'lying_total', total: 1 })).toMatchObject({ data: [{ id: 'c_2' }], total: 1 });
  expect(await records({ kind: 'empty_page' })).toMatchObject({ data: [], total: 3 });
  const skewed = await withFault({ kind: 'clock_skew', skewMs: -86_400_000 });
  expect(skewed.json).toMatchObject({ data: [{ updatedAt: '2026-01-31T00:00:00.000Z' }] });
  expect(Date.parse(skewed.headers.get('date') ?? '')).toBeLessThan(Date.now() - 80_000_000);
});

test('a fault can be for one school and one path only', async () => {
  simulator.control.addSchool({ apiKey: 'key-maple' });
  simulator.control.fault({
    kind: 'status',
    status: 503,
    apiKey: 'key-maple',
    path: '/courses',
    times: 'always',
  });
  expect((await call('GET', '/courses')).status).toBe(200);
  const maple = { authorization: 'Bearer key-maple' };
  expect((await call('GET', '/courses', undefined, maple)).status).toBe(503);
  expect((await call('GET', '/courses', undefined, maple)).status).toBe(503);
  expect((await call('GET', '/students', undefined, maple)).status).toBe(200);
});

test('the page and the control calls over HTTP', async () => {
  const put = await call('POST', '/_control/put-course', {
    apiKey: 'key-lotus',
    course: { id: 'c_4', title: '<i>New</i>' },
  });
  expect(put.json).toMatchObject({ id: 'c_4', isPublished: true });
  await call('POST', '/_control/enroll', { apiKey: 'key-lotus', courseId: 'c_4', studentId: 's_2' });
  expect((await call('GET', '/_control/schools/key-lotus')).json).toMatchObject({
    enrollments: [{ courseId: 'c_4', email: 'minh@example.com' }],
  });
  expect((await call('GET', '/_control/schools/none')).status).toBe(404);
  expect((await call('POST', '/_control/put-course', { apiKey: 'none', course: { id: 'c' } })).status).toBe(
    400,
  );
  const page = await call('GET', '/');
  expect(page.text).toContain('Lotus Language School');
  expect(page.text).toContain('&lt;i&gt;New&lt;/i&gt;');
});
