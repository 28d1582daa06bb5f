/** All scripts of a frame share the globals of Mien's isolated world, which pages cannot see. */
const OWN = Symbol.for('Mien: elements of its own');
const globals = globalThis as typeof globalThis & { [OWN]?: WeakSet<Element> };
globals[OWN] ??= new WeakSet();

/** Elements that Mien itself has put into the page: what they show, and what changes in them, is nobody's picture. */
export const ownElements: Pick<WeakSet<Element>, 'has' | 'add'> = globals[OWN];
