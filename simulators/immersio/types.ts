/** What `startImmersioSimulator` takes. Every field is optional. */
export type ImmersioSimulatorOptions = {
  /** 0 or absent: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The simulator's clock, epoch milliseconds. Default `Date.now`. */
  now?: () => number;
  /** Where the state is kept across restarts; absent: in memory only. */
  stateFile?: string;
};

export type ImmersioSimulator = {
  /** Base address without a trailing slash: the `IMMERSIO_API_BASE`. */
  url: string;
  port: number;
  control: ImmersioControl;
  /** Ends timers and connections at once, writes the state file if there is one. */
  close(): Promise<void>;
};

export type ImmersioCourse = {
  id: string;
  title: string;
  description: string;
  lengthMinutes?: number;
  /** Major units, e.g. 12.5 USD or 250000 VND. */
  price?: number;
  currency?: string;
  maxStudents?: number;
  isPublished: boolean;
  isDeleted: boolean;
  deletedAt: string | null;
  /** ISO instant. */
  updatedAt: string;
};

export type ImmersioStudent = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  isDeleted: boolean;
  updatedAt: string;
};

export type ImmersioEnrollment = {
  id: string;
  courseId: string;
  studentId: string;
  email: string;
  name: string;
  externalReference: string | null;
  createdAt: string;
  updatedAt: string;
};

/** Partial records are completed: `id`, `isPublished: true`, `isDeleted: false`, `updatedAt` = now. */
export type CourseSeed = Partial<ImmersioCourse> & { title: string };
export type StudentSeed = Partial<ImmersioStudent> & { email: string };

export type SchoolSeed = {
  apiKey: string;
  /** When set, requests must carry it in the header `subdomainid`, else 403. */
  subdomainId?: string;
  name?: string;
  courses?: CourseSeed[];
  students?: StudentSeed[];
  enrollments?: { courseId: string; studentId: string }[];
};

/** Everything one school owns. Deleted enrollments are not in it. */
export type SchoolDump = {
  apiKey: string;
  subdomainId: string | null;
  name: string;
  courses: ImmersioCourse[];
  students: ImmersioStudent[];
  enrollments: ImmersioEnrollment[];
  requests: { count: number; inFlight: number; maxConcurrent: number };
};

/** A fault for the next matching requests; the first fault that matches is used. */
export type ImmersioFault = {
  /** Path prefix, e.g. `/courses`; absent: every path. */
  path?: string;
  method?: string;
  /** Only this school's requests; absent: every school's. */
  apiKey?: string;
  /**
   * `status` (default 500) with an optional Retry-After; `hang` never answers; `reset` cuts the connection; `slow` waits
   * `delay` ms; `truncate` cuts the body in its middle and `cut_json` sends half a JSON text with a matching length;
   * `garbage` is no JSON; `wrong_types` turns numbers and strings of the records around; `missing_fields` drops required
   * ones; `huge` is a 10 MB body; `redirect` answers 302 to `location`; `duplicate_page` repeats the records of the page
   * within it; `repeat_page` always answers the first page; `lying_total` claims `total` (default ten times the truth plus 7); `shift_rows` moves the page
   * by one row, so that a record is missed; `clock_skew` sets the Date header and updatedAt off by `skewMs`;
   * `empty_page` answers no records with the true total.
   */
  kind:
    | 'status'
    | 'hang'
    | 'reset'
    | 'slow'
    | 'truncate'
    | 'cut_json'
    | 'garbage'
    | 'wrong_types'
    | 'missing_fields'
    | 'huge'
    | 'redirect'
    | 'duplicate_page'
    | 'repeat_page'
    | 'lying_total'
    | 'shift_rows'
    | 'clock_skew'
    | 'empty_page';
  status?: number;
  /** Value of Retry-After: seconds, or an HTTP date as text. */
  retryAfter?: number | string;
  delay?: number;
  location?: string;
  /** Milliseconds, for `clock_skew`. Default one hour ahead. */
  skewMs?: number;
  /** For `lying_total`. */
  total?: number;
  /** Whether the request takes effect before the fault ("timed out after success"). Default false. */
  done?: boolean;
  /** How many requests; `'always'` until `clearFaults`. Default 1. */
  times?: number | 'always';
};

export type ReceivedRequest = {
  at: number;
  method: string;
  /** With the query string. */
  path: string;
  apiKey: string | null;
  idempotencyKey: string | null;
  userAgent: string | null;
  status: number | null;
};

/** Steers the simulator in process; the same is offered as JSON under `/_control/…`. */
export type ImmersioControl = {
  /** Adds a school, or replaces the one with this key. */
  addSchool(seed: SchoolSeed): SchoolDump;
  /** Adds a school unless its key is known already (for development restarts). */
  ensureSchool(seed: SchoolSeed): SchoolDump;
  removeSchool(apiKey: string): void;
  /** Throws for an unknown key. */
  school(apiKey: string): SchoolDump;
  schools(): SchoolDump[];
  /** Creates or changes a record; `updatedAt` becomes now unless given. Throws for an unknown key. */
  putCourse(apiKey: string, course: Partial<ImmersioCourse> & { id: string }): ImmersioCourse;
  putStudent(apiKey: string, student: Partial<ImmersioStudent> & { id: string }): ImmersioStudent;
  /** Marks as deleted (`isDeleted`, `deletedAt`), or with `hard` removes without a trace. */
  deleteCourse(apiKey: string, id: string, options?: { hard?: boolean }): void;
  deleteStudent(apiKey: string, id: string, options?: { hard?: boolean }): void;
  /** As `POST /enrollments` does. */
  enroll(apiKey: string, courseId: string, studentId: string): ImmersioEnrollment;
  unenroll(apiKey: string, enrollmentId: string): boolean;
  fault(fault: ImmersioFault): void;
  clearFaults(): void;
  /** Received since the start or the last reset, oldest first (the newest 5,000). */
  requests(apiKey?: string): ReceivedRequest[];
  /** Most requests of one school that were under way at once. */
  maxConcurrent(apiKey: string): number;
  /** Sets the counters of requests and concurrency back; records stay. */
  resetCounters(): void;
  reset(): void;
};
