export { immersioKeyContext, pushEnrollments, type ImmersioDeps } from './push-enrollments.ts';
export { withdrawEnrollments } from './withdraw-enrollments.ts';
