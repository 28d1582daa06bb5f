/** Milliseconds from a question to its answer, the start of the worker included. */
export const ANSWER_DEADLINE = 60_000;

/** The worker is put down after so many milliseconds without a question: a look that is closed costs nothing. */
export const IDLE_BEFORE_END = 15_000;
