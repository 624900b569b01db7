import { randomBytes } from 'node:crypto';
import type {
  CourseSeed,
  ImmersioCourse,
  ImmersioEnrollment,
  ImmersioStudent,
  SchoolDump,
  SchoolSeed,
  StudentSeed,
} from './types.ts';

export type Answer = { status: number; body: unknown };

/** One school: the records behind one API key. */
export type School = {
  apiKey: string;
  subdomainId: string | null;
  name: string;
  courses: Map<string, ImmersioCourse>;
  students: Map<string, ImmersioStudent>;
  enrollments: Map<string, ImmersioEnrollment>;
  /** Course id → student id → enrollment id: a student is in a course once. */
  byCourse: Map<string, Map<string, string>>;
  /** Idempotency-Key → the body it came with and the answer it got. */
  remembered: Map<string, { body: string; answer: Answer }>;
  requests: { count: number; inFlight: number; maxConcurrent: number };
};

export function createSchool(seed: SchoolSeed, now: string): School {
  const school: School = {
    apiKey: seed.apiKey,
    subdomainId: seed.subdomainId ?? null,
    name: seed.name ?? seed.subdomainId ?? 'School',
    courses: new Map(),
    students: new Map(),
    enrollments: new Map(),
    byCourse: new Map(),
    remembered: new Map(),
    requests: { count: 0, inFlight: 0, maxConcurrent: 0 },
  };
  for (const [index, course] of (seed.courses ?? []).entries()) {
    putCourse(school, { id: `c_${index + 1}`, ...course }, now);
  }
  for (const [index, student] of (seed.students ?? []).entries()) {
    putStudent(school, { id: `s_${index + 1}`, ...student }, now);
  }
  for (const { courseId, studentId } of seed.enrollments ?? []) enroll(school, courseId, studentId, now);
  return school;
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(8).toString('hex')}`;
}

/** Creates or changes a course; what is not given stays, and `updatedAt` becomes now. */
export function putCourse(
  school: School,
  given: Partial<CourseSeed> & { id: string },
  now: string,
): ImmersioCourse {
  const course: ImmersioCourse = {
    title: '',
    description: '',
    isPublished: true,
    isDeleted: false,
    deletedAt: null,
    ...school.courses.get(given.id),
    updatedAt: now,
    ...given,
  };
  school.courses.set(course.id, course);
  return course;
}

/** Creates or changes a student; what is not given stays, and `updatedAt` becomes now. */
export function putStudent(
  school: School,
  given: Partial<StudentSeed> & { id: string },
  now: string,
): ImmersioStudent {
  const student: ImmersioStudent = {
    email: '',
    firstName: '',
    lastName: '',
    isDeleted: false,
    ...school.students.get(given.id),
    updatedAt: now,
    ...given,
  };
  school.students.set(student.id, student);
  return student;
}

export function deleteCourse(school: School, id: string, hard: boolean, now: string): void {
  const course = school.courses.get(id);
  if (!course) return;
  if (!hard) {
    putCourse(school, { id, isDeleted: true, deletedAt: now }, now);
    return;
  }
  for (const enrollmentId of [...(school.byCourse.get(id)?.values() ?? [])]) unenroll(school, enrollmentId);
  school.courses.delete(id);
}

export function deleteStudent(school: School, id: string, hard: boolean, now: string): void {
  if (!school.students.has(id)) return;
  if (!hard) {
    putStudent(school, { id, isDeleted: true }, now);
    return;
  }
  for (const enrollment of [...school.enrollments.values()]) {
    if (enrollment.studentId === id) unenroll(school, enrollment.id);
  }
  school.students.delete(id);
}

/** The living student with this address (case ignored), or null. */
export function studentByEmail(school: School, email: string): ImmersioStudent | null {
  const wanted = email.trim().toLowerCase();
  for (const student of school.students.values()) {
    if (!student.isDeleted && student.email.toLowerCase() === wanted) return student;
  }
  return null;
}

/** A student made from an enrollment's e-mail and name: the last word becomes the last name. */
export function createStudent(school: School, email: string, name: string, now: string): ImmersioStudent {
  const words = name.trim().split(/\s+/);
  const lastName = words.length > 1 ? (words.pop() ?? '') : '';
  return putStudent(
    school,
    { id: newId('s'), email: email.trim(), firstName: words.join(' '), lastName },
    now,
  );
}

/** The student's enrollment in the course; made when there is none. Throws for unknown ids. */
export function enroll(
  school: School,
  courseId: string,
  studentId: string,
  now: string,
  given: { name?: string; externalReference?: string | null } = {},
): { enrollment: ImmersioEnrollment; created: boolean } {
  const student = school.students.get(studentId);
  if (!school.courses.has(courseId)) throw new Error(`No such course: ${courseId}`);
  if (!student) throw new Error(`No such student: ${studentId}`);
  const members = school.byCourse.get(courseId) ?? new Map<string, string>();
  school.byCourse.set(courseId, members);
  const existing = school.enrollments.get(members.get(studentId) ?? '');
  if (existing) return { enrollment: existing, created: false };
  const enrollment: ImmersioEnrollment = {
    id: newId('e'),
    courseId,
    studentId,
    email: student.email,
    name: given.name ?? `${student.firstName} ${student.lastName}`.trim(),
    externalReference: given.externalReference ?? null,
    createdAt: now,
    updatedAt: now,
  };
  school.enrollments.set(enrollment.id, enrollment);
  members.set(studentId, enrollment.id);
  return { enrollment, created: true };
}

export function unenroll(school: School, enrollmentId: string): boolean {
  const enrollment = school.enrollments.get(enrollmentId);
  if (!enrollment) return false;
  school.enrollments.delete(enrollmentId);
  school.byCourse.get(enrollment.courseId)?.delete(enrollment.studentId);
  return true;
}

export function membersOf(school: School, courseId: string): ImmersioStudent[] {
  const members = [...(school.byCourse.get(courseId)?.keys() ?? [])];
  return members.flatMap((id) => school.students.get(id) ?? []);
}

/** A copy of all that the school owns. */
export function dumpSchool(school: School): SchoolDump {
  return structuredClone({
    apiKey: school.apiKey,
    subdomainId: school.subdomainId,
    name: school.name,
    courses: [...school.courses.values()],
    students: [...school.students.values()],
    enrollments: [...school.enrollments.values()],
    requests: school.requests,
  });
}

/** The other way round: a school out of its dump, with its ids and instants. */
export function restoreSchool(dump: SchoolDump, now: string): School {
  const { subdomainId, ...rest } = dump;
  const seed = { ...rest, enrollments: [], ...(subdomainId === null ? {} : { subdomainId }) };
  const school = createSchool(seed, now);
  for (const enrollment of dump.enrollments) {
    school.enrollments.set(enrollment.id, enrollment);
    const members = school.byCourse.get(enrollment.courseId) ?? new Map<string, string>();
    members.set(enrollment.studentId, enrollment.id);
    school.byCourse.set(enrollment.courseId, members);
  }
  return school;
}
