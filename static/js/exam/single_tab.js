/* Two tabs of one browser would count the same item twice with one seq, and one answer would be
   taken for a replay of the other. So one tab holds the attempt; another may take it over. */
export function holdAttempt(attempt, { onLost }) {
  if (!navigator.locks) return Promise.resolve({ isHeld: true });
  const name = `exam-${attempt}`;
  const hold = (options) => new Promise((resolve) => {
    navigator.locks
      .request(name, options, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise(() => {}) : undefined; // kept until the tab goes
      })
      .catch(onLost); // another tab took it
  });
  return hold({ ifAvailable: true }).then((isHeld) => ({ isHeld, take: () => hold({ steal: true }) }));
}
