/* The session ended. Signing in happens in another tab; this page finds out by getting a fresh token
   and goes on where it was. */
const CHECK_EVERY = 5000; // milliseconds

export class SignIn {
  #server;
  #tell;
  #waiting = null;
  #renewedAt = -Infinity;

  /* tell is called while nobody has signed in: it shows the link. */
  constructor(server, tell) {
    this.#server = server;
    this.#tell = tell;
  }

  get isWaiting() {
    return this.#waiting !== null;
  }

  /* Resolves when somebody has signed in; one wait for all who ask. */
  wait() {
    this.#waiting ??= this.#renew().finally(() => { this.#waiting = null; });
    return this.#waiting;
  }

  /* A server that refuses the fresh token too is asked no more often than a signed-out one. */
  async #renew() {
    if (performance.now() - this.#renewedAt < CHECK_EVERY) await pause(CHECK_EVERY);
    while (!(await this.#server.renewToken())) {
      this.#tell();
      await pause(CHECK_EVERY);
    }
    this.#renewedAt = performance.now();
  }
}

export function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
