/**
 * Everything that we assume of Immersio's interface as data: there is no public reference, so a change of theirs changes this
 * folder and nothing else.
 */
export const PATHS = {
  enrollments: '/enrollments',
  enrollment: (id: string) => `/enrollments/${encodeURIComponent(id)}`,
} as const;

export const HEADERS = { subdomain: 'subdomainid', idempotencyKey: 'idempotency-key' } as const;

export type EnrollmentRequest = {
  courseId: string;
  email: string;
  name: string;
  externalReference: string;
};

export const enrollmentBody = (request: EnrollmentRequest): Record<string, string> => ({
  courseId: request.courseId,
  email: request.email,
  name: request.name,
  externalReference: request.externalReference,
});

export type Enrollment = { id: string; studentId: string | null };

/** Reads an enrollment; null when what has to be there is missing. Unknown fields are left. */
export function readEnrollment(body: unknown): Enrollment | null {
  if (typeof body !== 'object' || body === null) return null;
  const { id, studentId } = body as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') return null;
  return { id, studentId: typeof studentId === 'string' ? studentId : null };
}
