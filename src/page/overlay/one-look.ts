/** What was found out in the look that is being taken; none is taken most of the time. */
let found: Map<unknown, Map<Element, unknown>> | undefined;

/**
 * Looks at the page, which nobody changes meanwhile: the pictures of a gallery lie in the same ancestors, and what
 * `onceALook` makes asks after each of them once.
 */
export function inOneLook<V>(look: () => V): V {
  found = new Map();
  try {
    return look();
  } finally {
    found = undefined;
  }
}

/** Makes a question about an element that is asked once in each look, and every time outside of one. */
export function onceALook<V>(ask: (element: Element) => V): (element: Element) => V {
  return (element) => {
    if (found === undefined) return ask(element);
    let answers = found.get(ask) as Map<Element, V> | undefined;
    if (answers === undefined) {
      answers = new Map();
      found.set(ask, answers);
    }
    let answer = answers.get(element);
    if (answer === undefined) {
      answer = ask(element);
      answers.set(element, answer);
    }
    return answer;
  };
}
