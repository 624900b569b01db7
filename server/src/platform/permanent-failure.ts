/** Thrown by a task that trying again cannot help: the work is shown as dead, with this reason, and can be retried by hand. */
export class PermanentFailure extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PermanentFailure';
  }
}
