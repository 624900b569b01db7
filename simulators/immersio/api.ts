import { credentials, type Exchange, header } from '../http/listen.ts';
import {
  type Answer,
  createStudent,
  enroll,
  membersOf,
  type School,
  studentByEmail,
  unenroll,
} from './school.ts';
import type { ImmersioFault } from './types.ts';

const MAX_TAKE = 500;

function problem(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** The school that a request may see, or the refusal: 401 for the key, 403 for the subdomain. */
export function authenticate(schools: Map<string, School>, exchange: Exchange): School | Answer {
  const school = schools.get(credentials(exchange) ?? '');
  if (!school) return problem(401, 'unauthorized', 'The API key is missing or not valid.');
  const subdomain = header(exchange, 'subdomainid');
  if (school.subdomainId !== null && subdomain?.toLowerCase() !== school.subdomainId.toLowerCase()) {
    return problem(403, 'forbidden', 'The API key does not belong to this subdomain.');
  }
  return school;
}

/** Answers one request of a school. A fault that concerns pages (`repeat_page`, `shift_rows`) moves the window. */
export function answer(school: School, exchange: Exchange, now: string, fault: ImmersioFault | null): Answer {
  const { method, path, url } = exchange;
  const members = /^\/courses\/([^/]+)\/students$/.exec(path)?.[1];
  const enrollment = /^\/enrollments\/([^/]+)$/.exec(path)?.[1];
  if (method === 'GET' && path === '/courses') return page(url, [...school.courses.values()], fault);
  if (method === 'GET' && path === '/students') return page(url, [...school.students.values()], fault);
  if (method === 'GET' && members !== undefined) {
    const courseId = decodeURIComponent(members);
    if (!school.courses.has(courseId)) return problem(404, 'not_found', 'There is no such course.');
    return page(url, membersOf(school, courseId), fault);
  }
  if (method === 'POST' && path === '/enrollments') {
    return once(school, header(exchange, 'idempotency-key'), exchange.body.toString('utf8'), (body) =>
      createEnrollment(school, body, now),
    );
  }
  if (method === 'DELETE' && enrollment !== undefined) {
    return unenroll(school, decodeURIComponent(enrollment))
      ? { status: 204, body: null }
      : problem(404, 'not_found', 'There is no such enrollment.');
  }
  return problem(404, 'not_found', `There is no ${method} ${path}.`);
}

function page(url: URL, records: { updatedAt: string }[], fault: ImmersioFault | null): Answer {
  const number = (name: string, fallback: number): number => {
    const value = url.searchParams.get(name);
    return value === null ? fallback : /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  };
  const skip = number('skip', 0);
  const take = number('take', 100);
  if (Number.isNaN(skip) || Number.isNaN(take) || take < 1 || take > MAX_TAKE) {
    return problem(400, 'invalid_parameter', `skip must be 0 or more, take from 1 to ${MAX_TAKE}.`);
  }
  const since = url.searchParams.get('updated_since');
  const sinceMs = since === null ? -Infinity : Date.parse(since);
  if (Number.isNaN(sinceMs)) return problem(400, 'invalid_parameter', 'updated_since must be an instant.');
  const wanted =
    since === null ? records : records.filter((record) => Date.parse(record.updatedAt) >= sinceMs);
  const moved = fault?.kind === 'repeat_page' ? 0 : fault?.kind === 'shift_rows' ? skip + 1 : skip;
  return { status: 200, body: { data: wanted.slice(moved, moved + take), total: wanted.length } };
}

/** Runs the work once per idempotency key and body; another body under the same key is refused. */
function once(school: School, key: string | null, text: string, work: (body: unknown) => Answer): Answer {
  const known = key === null ? undefined : school.remembered.get(key);
  if (known) {
    return known.body === text
      ? known.answer
      : problem(409, 'idempotency_mismatch', 'This Idempotency-Key was used with another body.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return problem(400, 'malformed_json', 'The body is not JSON.');
  }
  const result = structuredClone(work(body));
  if (key !== null && result.status < 400) school.remembered.set(key, { body: text, answer: result });
  return result;
}

function createEnrollment(school: School, body: unknown, now: string): Answer {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (name: string): string | null => {
    const value = given[name];
    return typeof value === 'string' && value.trim() !== '' ? value : null;
  };
  const courseId = text('courseId');
  const studentId = text('studentId');
  const email = text('email');
  const name = text('name');
  if (courseId === null) return problem(422, 'validation_failed', 'courseId is required.');
  if (studentId === null && email === null) {
    return problem(422, 'validation_failed', 'studentId or email is required.');
  }
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    return problem(422, 'validation_failed', 'email is not an address.');
  }
  const course = school.courses.get(courseId);
  if (!course || course.isDeleted) return problem(404, 'course_not_found', 'There is no such course.');
  const student =
    studentId === null
      ? (studentByEmail(school, email ?? '') ?? createStudent(school, email ?? '', name ?? '', now))
      : school.students.get(studentId);
  if (!student || student.isDeleted) return problem(404, 'student_not_found', 'There is no such student.');
  const { enrollment, created } = enroll(school, courseId, student.id, now, {
    externalReference: text('externalReference'),
    ...(name === null ? {} : { name }),
  });
  return { status: created ? 201 : 200, body: enrollment };
}
