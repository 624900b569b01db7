/** A request that breaks the rules of its form: `path` names the field (`hosts[0].timeZone`), the message is path and problem. */
export class SlotRequestError extends Error {
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`${path}: ${problem}`);
    this.name = 'SlotRequestError';
    this.path = path;
    this.problem = problem;
  }
}
