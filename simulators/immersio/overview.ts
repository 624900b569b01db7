import { developerStyle, html, type Html, sendPage, table } from '../http/html.ts';
import type { Exchange } from '../http/listen.ts';
import type { School } from './school.ts';

const SHOWN = 50;

/** The developers' page: per school its courses, students and enrollments. */
export function sendOverview(exchange: Exchange, schools: School[]): void {
  const body = html`<header>
      <h1>Simulated Immersio</h1>
      <p>
        Plays the learning platform for development and tests: courses and students are read, enrollments are
        pushed here. At most ${SHOWN} records of each kind are shown, the newest first.
      </p>
    </header>
    <main>
      ${schools.length === 0 && html`<p class="empty">No school has been added yet.</p>`}
      ${schools.map(section)}
    </main>`;
  sendPage(exchange, { lang: 'en', title: 'Simulated Immersio', style: developerStyle, body });
}

function section(school: School, index: number): Html {
  const id = `school-${index + 1}`;
  const label = (kind: string): string => `${kind} of ${school.name}`;
  const { requests } = school;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${school.name}</h2>
    <p>
      Key
      <code>${school.apiKey}</code
      >${school.subdomainId !== null && html`, subdomain <code>${school.subdomainId}</code>`} ·
      ${requests.count} requests, at most ${requests.maxConcurrent} at once ·
      <a href="/_control/schools/${encodeURIComponent(school.apiKey)}">JSON of ${school.name}</a>
    </p>
    <h3>Enrollments (${school.enrollments.size})</h3>
    ${enrollments(school, label('Enrollments'))}
    <h3>Courses (${school.courses.size})</h3>
    ${courses(school, label('Courses'))}
    <h3>Students (${school.students.size})</h3>
    ${students(school, label('Students'))}
  </section>`;
}

function newest<T>(records: Iterable<T>): T[] {
  return [...records].slice(-SHOWN).reverse();
}

function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

function enrollments(school: School, label: string): Html {
  const rows = newest(school.enrollments.values()).map((enrollment) => [
    html`<code>${enrollment.id}</code>`,
    school.courses.get(enrollment.courseId)?.title ?? enrollment.courseId,
    enrollment.name,
    enrollment.email,
    enrollment.externalReference === null ? '' : html`<code>${enrollment.externalReference}</code>`,
    time(enrollment.createdAt),
  ]);
  return table(
    label,
    ['Enrollment', 'Course', 'Name', 'E-mail', 'External reference', 'Created (UTC)'],
    rows,
  );
}

function courses(school: School, label: string): Html {
  const rows = newest(school.courses.values()).map((course) => [
    html`<code>${course.id}</code>`,
    course.title,
    state(course.isDeleted, course.isPublished ? 'published' : 'unpublished'),
    school.byCourse.get(course.id)?.size ?? 0,
    time(course.updatedAt),
  ]);
  return table(label, ['Course', 'Title', 'State', 'Students', 'Updated (UTC)'], rows);
}

function students(school: School, label: string): Html {
  const rows = newest(school.students.values()).map((student) => [
    html`<code>${student.id}</code>`,
    `${student.firstName} ${student.lastName}`.trim(),
    student.email,
    state(student.isDeleted, 'active'),
    time(student.updatedAt),
  ]);
  return table(label, ['Student', 'Name', 'E-mail', 'State', 'Updated (UTC)'], rows);
}

function state(isDeleted: boolean, otherwise: string): Html {
  return html`<span class="tag ${isDeleted ? 'bad' : otherwise === 'unpublished' ? 'open' : 'good'}"
    >${isDeleted ? 'deleted' : otherwise}</span
  >`;
}
