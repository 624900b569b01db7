import type { SeededSchool } from '../demo/seed.ts';
import { DEMO_PASSWORD } from '../demo/people.ts';
import type { Simulators } from './simulators.ts';

/** What a person who just started the product wants to click. */
export function startTable(input: {
  port: number;
  baseDomain: string;
  seeded: readonly SeededSchool[];
  simulators: Simulators;
  mail: string;
  data: string;
}): string {
  const { port, baseDomain, simulators } = input;
  const rows: [string, string][] = [];
  for (const { school } of input.seeded) {
    const origin = `http://${school.subdomain}.${baseDomain}:${port}`;
    rows.push([school.name, `${origin}/`]);
    rows.push(['  staff', `${origin}/dashboard`]);
    rows.push([
      '  log-ins',
      `admin ${school.admin.email}, teacher ${school.teachers[0]?.email ?? ''}, student ${school.students[0]?.email ?? ''}`,
    ]);
  }
  rows.push(['password of all', DEMO_PASSWORD]);
  rows.push(['platform', `http://${baseDomain}:${port}/`]);
  rows.push(['API', `http://${input.seeded[0]?.school.subdomain ?? 'lotus'}.${baseDomain}:${port}/docs`]);
  rows.push(['mailbox', input.mail]);
  if (simulators.stripe) rows.push(['simulated Stripe', `${simulators.stripe.url}/`]);
  if (simulators.immersio) rows.push(['simulated Immersio', `${simulators.immersio.url}/`]);
  rows.push(['data', input.data]);
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return [
    '',
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}${value}`),
    '',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
