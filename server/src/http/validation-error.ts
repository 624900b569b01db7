import { AppError, type FieldError } from '#platform/errors.ts';

type Issue = {
  keyword: string;
  instancePath: string;
  message?: string;
  params: { keys?: string[]; params?: { code?: string } };
};

/** The schema's complaints as our field errors: `attendees.0.email`, a code, and why; null for any other error. */
export function validationError(thrown: unknown): AppError | null {
  const { validation, validationContext = 'body' } = thrown as {
    validation?: unknown;
    validationContext?: string;
  };
  if (!Array.isArray(validation)) return null;
  const fields = (validation as Issue[]).flatMap((issue): FieldError[] => {
    const path = issue.instancePath.replace(/^\//, '').replaceAll('/', '.');
    if (issue.keyword === 'unrecognized_keys') {
      const prefix = path === '' ? '' : `${path}.`;
      return (issue.params.keys ?? []).map((key) => ({
        field: `${prefix}${key}`,
        code: 'unknown_field',
        message: 'is not known here',
      }));
    }
    // A rule of our own carries its code; the schema's own ones are codes already.
    const code = issue.params.params?.code ?? issue.keyword;
    return [
      { field: path === '' ? validationContext : path, code, message: issue.message ?? 'is not right' },
    ];
  });
  return new AppError('validation_failed', 'Some fields are not right', { fields });
}
