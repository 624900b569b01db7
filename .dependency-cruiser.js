// Who may import whom; checked by the test command.

/** Modules from the lowest up; those of one row do not know each other. A module imports from rows before its own only. */
const MODULE_ROWS = [
  ['tenants'],
  ['people'],
  ['scheduling'],
  ['payments'],
  ['bookings'],
  // Mails wear the colour that the school gave its page.
  ['landing'],
  ['immersio', 'notifications'],
];

const oneOf = (names) => `(${names.join('|')})`;
const TEST = '\\.test\\.tsx?$';

/** What only tests and tools use. */
const TOOLS = '^server/src/(testing/|db/generate)';

const moduleRules = MODULE_ROWS.flatMap((row, index) =>
  row.map((name) => {
    const lower = [name, ...MODULE_ROWS.slice(0, index).flat()];
    return {
      name: `${name}-imports-downwards`,
      comment: `${name} may import ${lower.slice(1).join(', ') || 'no other module'}; what travels upwards travels as an event.`,
      severity: 'error',
      from: { path: `^server/src/modules/${name}/`, pathNot: TEST },
      to: { path: '^server/src/modules/', pathNot: `^server/src/modules/${oneOf(lower)}/` },
    };
  }),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one thought in two places. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'modules-only-by-their-index',
      comment:
        "index.ts is all of a module that others may import, the composition root and the module's neighbours alike.",
      severity: 'error',
      from: { path: '^server/src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^server/src/modules/[^/]+/', pathNot: '^server/src/modules/($1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'modules-only-by-their-index-from-outside',
      severity: 'error',
      from: { path: '^(server/src/(?!modules/)|bench/|e2e/)', pathNot: TEST },
      to: { path: '^server/src/modules/', pathNot: '^server/src/modules/[^/]+/index\\.ts$' },
    },
    ...moduleRules,
    {
      name: 'platform-knows-nobody',
      comment: 'platform/ has no domain words and stands below everything.',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: TEST },
      to: { path: '^(server/src/(?!platform/)|packages/|simulators/|dashboard/)' },
    },
    {
      name: 'db-knows-platform-only',
      severity: 'error',
      from: { path: '^server/src/db/', pathNot: [TEST, TOOLS] },
      to: { path: '^(server/src/(?!db/|platform/)|packages/|simulators/|dashboard/)' },
    },
    {
      name: 'modules-do-not-know-the-composition-root',
      comment:
        'Routes use http/; what puts the parts together, and what shows them, comes after the modules.',
      severity: 'error',
      from: { path: '^server/src/modules/' },
      to: { path: '^server/src/((start|site|demo)/|[^/]+\\.ts$)' },
    },
    {
      name: 'engine-only-for-scheduling-and-bookings',
      severity: 'error',
      from: {
        path: '^(server|dashboard|simulators|e2e)/',
        pathNot: '^server/src/modules/(scheduling|bookings)/',
      },
      to: { path: '^(packages/slots/|node_modules/@lessonry/slots)' },
    },
    {
      name: 'engine-depends-on-nothing',
      severity: 'error',
      from: { path: '^packages/slots/src/' },
      to: { pathNot: '^packages/slots/src/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'dashboard-talks-to-the-api-alone',
      comment:
        "Of our own code the dashboard knows the API's contract, and the tokens and typeface that it shares with the public pages.",
      severity: 'error',
      from: { path: '^dashboard/src/' },
      to: {
        path: '^(server|simulators|packages/slots)/',
        pathNot: '^server/src/pages/styles/(tokens|fonts)\\.css$',
      },
    },
    {
      name: 'simulators-stand-alone',
      severity: 'error',
      from: { path: '^simulators/', pathNot: TEST },
      to: { path: '^(server|dashboard|packages)/' },
    },
    {
      name: 'simulators-are-only-started',
      comment:
        'The product talks to the simulators through its ordinary clients, as it would to the vendors.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [TEST, '^server/src/(start|testing)/'] },
      to: { path: '^(simulators/|node_modules/@lessonry/simulators)' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: {
        path: '^(server|packages|simulators|dashboard)/',
        pathNot: [TEST, TOOLS, '/test/', '\\.config\\.ts$'],
      },
      to: { path: ['^server/src/testing/', TEST] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|\\.build)/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.pages.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
    },
  },
};
