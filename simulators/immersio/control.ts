import type { FaultQueue } from '../http/faults.ts';
import { type ControlCalls, textOf } from '../http/control-endpoint.ts';
import {
  createSchool,
  deleteCourse,
  deleteStudent,
  dumpSchool,
  enroll,
  putCourse,
  putStudent,
  type School,
  unenroll,
} from './school.ts';
import type { ImmersioControl, ImmersioFault, ReceivedRequest, SchoolSeed } from './types.ts';

type Parts = {
  schools: Map<string, School>;
  faults: FaultQueue<ImmersioFault>;
  received: ReceivedRequest[];
  /** The clock as an ISO instant. */
  now: () => string;
  changed: () => void;
};

export function createControl({ schools, faults, received, now, changed }: Parts): ImmersioControl {
  const need = (apiKey: string): School => {
    const school = schools.get(apiKey);
    if (!school) throw new Error(`No school has the key ${apiKey}`);
    changed();
    return school;
  };
  const add = (seed: SchoolSeed): School => {
    const school = createSchool(seed, now());
    schools.set(seed.apiKey, school);
    changed();
    return school;
  };
  return {
    addSchool: (seed) => dumpSchool(add(seed)),
    ensureSchool: (seed) => dumpSchool(schools.get(seed.apiKey) ?? add(seed)),
    removeSchool(apiKey) {
      schools.delete(apiKey);
      changed();
    },
    school: (apiKey) => dumpSchool(need(apiKey)),
    schools: () => [...schools.values()].map(dumpSchool),
    putCourse: (apiKey, course) => ({ ...putCourse(need(apiKey), course, now()) }),
    putStudent: (apiKey, student) => ({ ...putStudent(need(apiKey), student, now()) }),
    deleteCourse: (apiKey, id, options) => deleteCourse(need(apiKey), id, options?.hard ?? false, now()),
    deleteStudent: (apiKey, id, options) => deleteStudent(need(apiKey), id, options?.hard ?? false, now()),
    enroll: (apiKey, courseId, studentId) => ({
      ...enroll(need(apiKey), courseId, studentId, now()).enrollment,
    }),
    unenroll: (apiKey, enrollmentId) => unenroll(need(apiKey), enrollmentId),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    requests: (apiKey) => received.filter((request) => apiKey === undefined || request.apiKey === apiKey),
    maxConcurrent: (apiKey) => need(apiKey).requests.maxConcurrent,
    resetCounters() {
      received.length = 0;
      for (const { requests } of schools.values()) {
        requests.count = 0;
        requests.maxConcurrent = requests.inFlight;
      }
    },
    reset() {
      schools.clear();
      faults.clear();
      received.length = 0;
      changed();
    },
  };
}

/** The control object as calls over HTTP; arguments carry the names of the parameters of `ImmersioControl`. */
export function controlCalls(control: ImmersioControl): ControlCalls {
  const acts = (run: ControlCalls[string]['run']): ControlCalls[string] => ({ reads: false, run });
  const reads = (run: ControlCalls[string]['run']): ControlCalls[string] => ({ reads: true, run });
  const record = (value: unknown): { id: string } => {
    if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') {
      return { ...value, id: value.id };
    }
    throw new Error('The record with its "id" is missing.');
  };
  const seed = (given: Record<string, unknown>): SchoolSeed => ({
    ...given,
    apiKey: textOf(given, 'apiKey'),
  });
  return {
    'add-school': acts((given) => control.addSchool(seed(given))),
    'ensure-school': acts((given) => control.ensureSchool(seed(given))),
    'remove-school': acts((given) => control.removeSchool(textOf(given, 'apiKey'))),
    school: reads((given) => control.school(textOf(given, 'apiKey'))),
    schools: reads(() => control.schools()),
    'put-course': acts((given) => control.putCourse(textOf(given, 'apiKey'), record(given['course']))),
    'put-student': acts((given) => control.putStudent(textOf(given, 'apiKey'), record(given['student']))),
    'delete-course': acts((given) =>
      control.deleteCourse(textOf(given, 'apiKey'), textOf(given, 'id'), { hard: given['hard'] === true }),
    ),
    'delete-student': acts((given) =>
      control.deleteStudent(textOf(given, 'apiKey'), textOf(given, 'id'), { hard: given['hard'] === true }),
    ),
    enroll: acts((given) =>
      control.enroll(textOf(given, 'apiKey'), textOf(given, 'courseId'), textOf(given, 'studentId')),
    ),
    unenroll: acts((given) => control.unenroll(textOf(given, 'apiKey'), textOf(given, 'enrollmentId'))),
    fault: acts((given) => {
      textOf(given, 'kind');
      control.fault(given as ImmersioFault);
    }),
    'clear-faults': acts(() => control.clearFaults()),
    requests: reads((given) =>
      control.requests(given['apiKey'] === undefined ? undefined : textOf(given, 'apiKey')),
    ),
    'max-concurrent': reads((given) => control.maxConcurrent(textOf(given, 'apiKey'))),
    'reset-counters': acts(() => control.resetCounters()),
    reset: acts(() => control.reset()),
  };
}
