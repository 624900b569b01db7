import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImmersioSimulator, startImmersioSimulator } from './index.ts';
import { caller, type Caller, seed } from './test/school.ts';

let simulator: ImmersioSimulator;
let call: Caller;

beforeEach(async () => {
  simulator = await startImmersioSimulator();
  simulator.control.addSchool(seed);
  call = caller(simulator);
});
afterEach(() => simulator.close());

test('an enrollment is made once per course and student, whoever asks', async () => {
  const body = { courseId: 'c_1', email: 'LAN@example.com', name: 'Lan Tran', externalReference: 'b1' };
  const made = await call('POST', '/enrollments', body);
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ courseId: 'c_1', studentId: 's_1', externalReference: 'b1' });
  const again = await call('POST', '/enrollments', { courseId: 'c_1', studentId: 's_1' });
  expect(again).toMatchObject({ status: 200, json: { id: made.json['id'] } });
  expect(simulator.control.school('key-lotus').enrollments).toHaveLength(1);
});

test('an unknown address becomes a student', async () => {
  const made = await call('POST', '/enrollments', {
    courseId: 'c_1',
    email: 'new@example.com',
    name: 'Minh Anh Le',
  });
  expect(made.status).toBe(201);
  const { students } = simulator.control.school('key-lotus');
  expect(students.at(-1)).toMatchObject({ email: 'new@example.com', firstName: 'Minh Anh', lastName: 'Le' });
  const members = await call('GET', '/courses/c_1/students');
  expect(members.json).toMatchObject({ total: 1, data: [{ id: made.json['studentId'] }] });
});

test('an idempotency key replays the same answer, and refuses another body', async () => {
  const body = { courseId: 'c_1', email: 'lan@example.com' };
  const key = { 'idempotency-key': 'k' };
  const [first, second] = [
    await call('POST', '/enrollments', body, key),
    await call('POST', '/enrollments', body, key),
  ];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.json).toEqual(first.json);
  expect((await call('POST', '/enrollments', { ...body, courseId: 'c_2' }, key)).status).toBe(409);
});

test('withdrawing works once, and a new enrollment has a new id', async () => {
  const body = { courseId: 'c_1', studentId: 's_1' };
  const id = String((await call('POST', '/enrollments', body)).json['id']);
  expect((await call('DELETE', `/enrollments/${id}`)).status).toBe(204);
  expect((await call('DELETE', `/enrollments/${id}`)).status).toBe(404);
  const next = await call('POST', '/enrollments', body);
  expect(next.status).toBe(201);
  expect(next.json['id']).not.toBe(id);
});

test('what cannot be enrolled is refused', async () => {
  const status = async (body: object): Promise<number> => (await call('POST', '/enrollments', body)).status;
  expect(await status({ courseId: 'c_9', email: 'lan@example.com' })).toBe(404);
  expect(await status({ courseId: 'c_1', studentId: 's_9' })).toBe(404);
  expect(await status({ courseId: 'c_1' })).toBe(422);
  expect(await status({ courseId: 'c_1', email: 'nobody' })).toBe(422);
  simulator.control.deleteCourse('key-lotus', 'c_1');
  expect(await status({ courseId: 'c_1', studentId: 's_1' })).toBe(404);
});

test('times out after success: the second attempt finds what the first made', async () => {
  simulator.control.fault({ kind: 'reset', path: '/enrollments', done: true });
  const body = { courseId: 'c_1', studentId: 's_1' };
  await expect(call('POST', '/enrollments', body, { 'idempotency-key': 'k' })).rejects.toThrow();
  expect((await call('POST', '/enrollments', body, { 'idempotency-key': 'k' })).status).toBe(201);
  expect(simulator.control.school('key-lotus').enrollments).toHaveLength(1);
});

test('the state survives a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'immersio-state-'));
  const stateFile = join(folder, 'immersio.json');
  const first = await startImmersioSimulator({ stateFile });
  first.control.addSchool(seed);
  const { id } = first.control.enroll('key-lotus', 'c_1', 's_1');
  await first.close();
  const second = await startImmersioSimulator({ stateFile });
  second.control.ensureSchool(seed);
  expect(second.control.enroll('key-lotus', 'c_1', 's_1').id).toBe(id);
  await second.close();
  await rm(folder, { recursive: true });
});
