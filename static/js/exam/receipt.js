/* The receipt is on the screen: the submission was acknowledged, the journal may be forgotten. */
import { openJournal } from "./journal.js";

export async function attach(mark) {
  const journal = await openJournal(mark.dataset.attempt);
  await journal.wipe();
}
